import type { EmailSignal, Warning } from '../signal.ts'

/** Messages that got another id, by the id they bear: where each was found, and what it is called now. */
export type Renamed = Map<string, { path: string | null; id: string; sources: string[] }[]>

/**
 * The same message found in several mailboxes becomes one signal with several sources. A message that bears another's
 * Message-ID and says something else keeps its words: its id gets `#2` (`#3` …) and a warning.
 * Within one id the earliest path comes first, so the numbering does not depend on the order of the list.
 */
export function joinCopies(mails: EmailSignal[]): { signals: EmailSignal[]; warnings: Warning[]; renamed: Renamed } {
  const byId = new Map<string, EmailSignal[]>()
  const ordered = [...mails].sort((a, b) =>
    (a.path ?? '') < (b.path ?? '') ? -1 : (a.path ?? '') > (b.path ?? '') ? 1 : 0,
  )
  for (const mail of ordered) {
    const bodies = byId.get(mail.id) ?? []
    const twin = bodies.findIndex((other) => bodyOf(other) === bodyOf(mail))
    const known = bodies[twin]
    if (known === undefined) bodies.push(mail)
    else {
      const sources = [...new Set([...known.sources, ...mail.sources])].sort()
      const marks = known.marks || mail.marks ? { marks: { ...known.marks, ...mail.marks } } : {}
      bodies[twin] = { ...known, sources, ...marks }
    }
    byId.set(mail.id, bodies)
  }
  const signals: EmailSignal[] = []
  const warnings: Warning[] = []
  const renamed: Renamed = new Map()
  for (const [id, bodies] of [...byId.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    for (const [index, mail] of bodies.entries()) {
      if (index === 0) {
        signals.push(mail)
        continue
      }
      const own = `${id}#${index + 1}`
      warnings.push({
        kind: 'same_id',
        item: own,
        text: 'another message has the same Message-ID and says something else; both were read',
      })
      renamed.set(id, [...(renamed.get(id) ?? []), { path: mail.path, id: own, sources: mail.sources }])
      signals.push({
        ...mail,
        id: own,
        attachments: mail.attachments.map((attachment) => ({
          ...attachment,
          item: attachment.item === null ? null : own + attachment.item.slice(id.length),
        })),
        warnings: mail.warnings.map((warning) => ({ ...warning, item: own })),
      })
    }
  }
  return { signals, warnings, renamed }
}

/** Mailing lists and gateways change white space at the ends, never the words. */
function bodyOf(mail: EmailSignal): string {
  return mail.text.replace(/\s+/g, ' ').trim()
}
