import type { Deal } from './corpus.ts'
import type { CrmSignal, Signal } from './signal.ts'

/**
 * The deal a handoff is about: the one asked for, else the only open one, else the open one changed last.
 * Null where the CRM holds no deal, or `wanted` names none of them (then `missing` is true).
 */
export function matchDeal(signals: Signal[], wanted: string | null): { deal: Deal | null; missing: boolean } {
  const deals = signals.filter(
    (signal): signal is CrmSignal => signal.kind === 'crm' && DEAL_OBJECTS.has(signal.object.toLowerCase()),
  )
  const sorted = [...deals].sort((a, b) => compare(changedAt(b), changedAt(a)) || compare(a.id, b.id))
  if (wanted !== null) {
    const chosen = sorted.find(
      (deal) => deal.id === wanted || deal.record === wanted || deal.record.slice(0, 15) === wanted,
    )
    if (!chosen) return { deal: null, missing: true }
    return { deal: described(chosen, 'the one asked for', sorted), missing: false }
  }
  const open = sorted.filter(isOpen)
  if (open.length === 1) return { deal: described(open[0]!, 'the only open one', sorted), missing: false }
  if (open.length > 1)
    return { deal: described(open[0]!, `the open one changed last, of ${open.length} open`, sorted), missing: false }
  const last = sorted[0]
  if (last === undefined) return { deal: null, missing: false }
  return {
    deal: described(
      last,
      sorted.length === 1 ? 'the only one, closed' : 'all are closed; the one changed last',
      sorted,
    ),
    missing: false,
  }
}

const DEAL_OBJECTS = new Set(['opportunity', 'deals', 'deal'])

function described(chosen: CrmSignal, why: string, all: CrmSignal[]): Deal {
  const others = all.filter((deal) => deal !== chosen).map((deal) => ({ id: deal.id, name: nameOf(deal) }))
  return {
    id: chosen.id,
    name: nameOf(chosen),
    why: others.length === 0 ? why : `${why}; also there: ${others.map((deal) => deal.name).join(', ')}`,
    others,
  }
}

function nameOf(deal: CrmSignal): string {
  return deal.fields['Name'] ?? deal.fields['dealname'] ?? deal.record
}

function changedAt(deal: CrmSignal): string {
  const fields = deal.fields
  const raw =
    fields['LastModifiedDate'] ??
    fields['hs_lastmodifieddate'] ??
    fields['updatedAt'] ??
    fields['SystemModstamp'] ??
    deal.at ??
    ''
  const time = Date.parse(raw)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

function isOpen(deal: CrmSignal): boolean {
  const { fields } = deal
  if (
    fields['IsClosed'] === 'true' ||
    fields['hs_is_closed'] === 'true' ||
    fields['archived'] === 'true' ||
    fields['IsDeleted'] === 'true'
  )
    return false
  if (fields['IsClosed'] === 'false' || fields['hs_is_closed'] === 'false') return true
  const stage = (fields['StageName'] ?? fields['dealstage'] ?? '').toLowerCase().replace(/[^a-z]/g, '')
  return !/^closed(?:won|lost)?|^won$|^lost$|closedwon|closedlost/.test(stage)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
