import type { Party, Signal } from '../signals/signal.ts'
import type { Source } from './brief.ts'
import { shorten } from './clause.ts'
import type { Material } from './material.ts'

/** Every item that the evidence points at, with a label that says who to whom and when (BRIEF rule 12). */
export function sourcesOf(material: Material): Source[] {
  return material.book.items().flatMap((item) => {
    const signal = material.book.signal(item)
    if (!signal) return []
    return [{ item, kind: signal.kind, path: signal.path, at: signal.at, label: labelOf(material, signal) }]
  })
}

function labelOf(material: Material, signal: Signal): string {
  const { days } = material
  const day = signal.at === null ? '' : ` ${days.dayOf(signal.at)}`
  if (signal.kind === 'email') {
    const to = signal.to.slice(0, 4).map((party) => nameOf(material, party))
    const more = signal.to.length > 4 ? ` and ${signal.to.length - 4} more` : ''
    const kind = signal.automatic === 'out_of_office' ? 'Automatic reply' : 'Mail'
    return `${kind}${day}, ${nameOf(material, signal.from)}${to.length > 0 ? ` → ${to.join(', ')}${more}` : ''}`
  }
  if (signal.kind === 'meeting') {
    const was = signal.earlier.at(-1)
    const moved =
      was && days.dateOf(was.startAt) !== days.dateOf(signal.startAt) ? `, moved from ${days.dayOf(was.startAt)}` : ''
    return `Invite for ${days.dayOf(signal.startAt)}${moved}, organiser ${nameOf(material, signal.organizer)}`
  }
  if (signal.kind === 'call') return `Call${day}, ${signal.speakers.slice(0, 6).join(', ')}`
  if (signal.kind === 'document') return `Document${day}, ${shorten(signal.name, 10)}`
  return `${signal.vendor === 'salesforce' ? 'Salesforce' : 'HubSpot'} ${signal.object}`
}

function nameOf(material: Material, party: Party | null): string {
  const identity = material.people.find(party)
  return identity ? material.people.first(identity) : (party?.name ?? party?.email ?? 'unknown')
}
