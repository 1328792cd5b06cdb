import type { Frame } from './frame.ts'
import type { EmailSignal, Signal } from '../../signals/signal.ts'

const LEAVES_LIST =
  /unsubscrib|opt[- ]out|removed? (yourself |me )?from (this|our|the) (mailing )?list|to be removed|you('re| are) receiving this|you received this (e-?mail|message) because|no longer wish to receive|abbestellen|newsletter abmelden|se désabonner|désinscri|darse de baja|cancelar (la )?suscripción/i
const LONG_MAILING = 1200
const MANY_LINKS = 3
/** More readers than a deal has people: what is said to them is announced, not promised. */
const MANY_READERS = 20
/** Without a reader named, a note of this length or less is still one between two people. */
const SHORT = 800
/** An address that stands for everybody: `dl-portland`, `all_staff`, `everyone`. */
const EVERYBODY =
  /^(?:dl|all|everyone|everybody|allstaff|announce(?:ments?)?|undisclosed)(?:[-_.]|@)|[-_.](?:dl|all)(?:[-_.][^@]*)?@/i
const NOBODY = /^(?:no[-_.]?(?:reply|address)|do[-_.]?not[-_.]?reply|donotreply)/i

/**
 * How far a mail speaks to everybody. `mailing`: it has a way off its list and promises nothing to anybody (a salesman's short
 * mail may have such a line too). `announcement`: it goes to a distribution list, to readers who are not named, or comes from
 * nobody; what will happen is news there, and only what its writers will send or tell the readers binds them.
 */
export function broadcastOf(signal: Signal): 'mailing' | 'announcement' | null {
  if (signal.kind !== 'email') return null
  return isMailing(signal) ? 'mailing' : announces(signal) ? 'announcement' : null
}

/** Whether a clause of an announcement undertakes something towards its readers. */
export function bindsAnnouncer(frame: Frame | null): boolean {
  const deed = frame?.verb?.classes[0]
  return (frame?.subject === 'first' || frame?.subject === 'plural') && (deed === 'transfer' || deed === 'contact')
}

function announces({ from, to, cc, text }: EmailSignal): boolean {
  const readers = [...to, ...cc].flatMap(({ email }) => email ?? [])
  if (readers.length > MANY_READERS || (readers.length === 0 && text.length > SHORT)) return true
  return NOBODY.test(from?.email ?? '') || readers.some((email) => EVERYBODY.test(email))
}

function isMailing({ segments, text }: EmailSignal): boolean {
  let own = ''
  for (const { role, start, end } of segments)
    if (role !== 'quoted' && role !== 'forwarded') own += text.slice(start, end)
  return LEAVES_LIST.test(own) && (own.length > LONG_MAILING || own.split(/https?:\/\//).length > MANY_LINKS)
}
