import { bodyHashOf, borneId, freeName, renamed, sameIdWarnings } from '../same-id.ts'
import type { EmailSignal, Warning } from '../signal.ts'

/** What each message came to be, by the hash of its bytes: the files that it carried follow it. */
export type Became = Map<string, EmailSignal>

/**
 * The same message found in several mailboxes becomes one signal with several sources. A message that bears another's
 * Message-ID and says something else keeps its words: its id gets `#2` (`#3` …) and a warning.
 * Within one id the earliest path comes first, so the numbering does not depend on the order of the list.
 */
export function joinCopies(mails: EmailSignal[]): { signals: EmailSignal[]; warnings: Warning[]; became: Became } {
  const byId = new Map<string, EmailSignal[]>()
  const ordered = [...mails].sort((a, b) =>
    (a.path ?? '') < (b.path ?? '') ? -1 : (a.path ?? '') > (b.path ?? '') ? 1 : 0,
  )
  for (const mail of ordered) {
    const bodies = byId.get(mail.id) ?? []
    const bodyHash = bodyHashOf(mail)
    const twin = bodies.findIndex((other) => other.bodyHash === bodyHash)
    const known = bodies[twin]
    if (known === undefined) bodies.push({ ...mail, bodyHash })
    else {
      const sources = [...new Set([...known.sources, ...mail.sources])].sort()
      const marks = known.marks || mail.marks ? { marks: { ...known.marks, ...mail.marks } } : {}
      bodies[twin] = { ...known, sources, ...marks }
    }
    byId.set(mail.id, bodies)
  }
  const borne = new Set(byId.keys())
  const signals: EmailSignal[] = []
  for (const [id, bodies] of [...byId.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    for (const [index, mail] of bodies.entries()) {
      if (index === 0) {
        signals.push(mail)
        continue
      }
      // An id that looks like a number given here may be another message's own.
      const own = freeName(id, (name) => borne.has(name))
      borne.add(own)
      signals.push(renamed(mail, own))
    }
  }
  const named = new Map(signals.map((mail) => [`${borneId(mail)}\n${mail.bodyHash}`, mail]))
  const became: Became = new Map()
  for (const mail of mails) {
    const now = named.get(`${mail.id}\n${bodyHashOf(mail)}`)
    if (now !== undefined && mail.bytesHash !== undefined) became.set(mail.bytesHash, now)
  }
  return { signals, warnings: sameIdWarnings(signals), became }
}
