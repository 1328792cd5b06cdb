import type { EmailSignal } from '../signal.ts'

const REPLY =
  /^\s*(?:(?:re|aw|antw|sv|vs|rv|ref|fw|fwd|wg|tr|rif|enc|res|odp|ynt)(?:\s*\[\d+\])?\s*:|\[(?:ext|extern|external)\]:?)\s*/i
const DAY = 86_400_000
const SUBJECT_DAYS = 60

/**
 * Names the conversation of each message, in place. References and In-Reply-To decide; a message without them that
 * is marked as a reply or a forward joins the latest earlier one of the same subject that shares a person with it.
 * A thread bears the id of its earliest message.
 */
export function nameThreads(mails: EmailSignal[]): void {
  const parent = new Map<string, string>()
  const find = (id: string): string => {
    let root = id
    while (parent.get(root) !== undefined && parent.get(root) !== root) root = parent.get(root) ?? root
    let step = id
    while (step !== root) {
      const next = parent.get(step) ?? root
      parent.set(step, root)
      step = next
    }
    return root
  }
  const join = (a: string, b: string) => {
    const [first, second] = [find(a), find(b)]
    if (first !== second) parent.set(second, first)
  }
  const ordered = [...mails].sort((a, b) => compare(a.at ?? '', b.at ?? '') || compare(a.id, b.id))
  for (const mail of ordered) for (const reference of mail.references) join(reference, mail.id)
  const present = new Set(ordered.map(({ id }) => id))
  const bySubject = new Map<string, EmailSignal[]>()
  for (const mail of ordered) {
    const { subject, reply } = plainSubject(mail.subject)
    if (subject === '') continue
    const earlier = bySubject.get(subject) ?? []
    const known = mail.references.some((reference) => present.has(reference))
    if (reply && !known) {
      const before = earlier.findLast((other) => near(other, mail) && sharePerson(other, mail))
      if (before) join(before.id, mail.id)
    }
    earlier.push(mail)
    bySubject.set(subject, earlier)
  }
  const names = new Map<string, string>()
  for (const mail of ordered) {
    const root = find(mail.id)
    if (!names.has(root)) names.set(root, mail.id)
    mail.thread = names.get(root) ?? mail.id
  }
}

/** A subject without its reply and forward marks, folded. */
export function plainSubject(subject: string): { subject: string; reply: boolean } {
  let rest = subject
  while (REPLY.test(rest)) rest = rest.replace(REPLY, '')
  return { subject: rest.replace(/\s+/g, ' ').trim().toLowerCase(), reply: rest !== subject }
}

function near(a: EmailSignal, b: EmailSignal): boolean {
  return a.at === null || b.at === null || Math.abs(Date.parse(b.at) - Date.parse(a.at)) <= SUBJECT_DAYS * DAY
}

function sharePerson(a: EmailSignal, b: EmailSignal): boolean {
  const people = new Set([a.from, ...a.to, ...a.cc].flatMap((party) => party?.email ?? []))
  return [b.from, ...b.to, ...b.cc].some(
    (party) => party?.email !== null && party?.email !== undefined && people.has(party.email),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
