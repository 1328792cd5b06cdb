import { canonicalJson } from '../lib/json.ts'
import { Brief } from './brief.ts'
import { contentHashOf } from './hash.ts'
import type { Line } from './brief.ts'
import type { Trx } from '../db/tables.ts'

/**
 * A brief without the words of these items: every line, row and finding that rests on them goes with them and is counted,
 * never shortened; what people wrote themselves stays. Id, revision and content hash stay those of the brief that it was.
 */
export function withoutItems(brief: Brief, items: ReadonlySet<string>): Brief {
  const ofThem = (item: string) => items.has(item) || [...items].some((id) => item.startsWith(`${id}/`))
  const gone = new Set(Object.entries(brief.evidence).flatMap(([key, { item }]) => (ofThem(item) ? [key] : [])))
  const open = (one: { evidence: readonly string[] }) => !one.evidence.some((key) => gone.has(key))
  // A file that was only met is named without evidence.
  const files = brief.artefacts.flatMap(({ item, what }) => (ofThem(item) && what.length > 2 ? [what] : []))
  const names = (text: string) => files.some((name) => text.includes(name))
  const quiet = (line: Line) => line.kind === 'human' || !(line.shows.some(ofThem) || names(line.text))
  const openLine = (line: Line) => open(line) && (line.cells ?? []).every(open) && quiet(line)
  let lines = 0
  const kept = <T>(all: readonly T[], stays: (one: T) => boolean): T[] => {
    const left = all.filter(stays)
    lines += all.length - left.length
    return left
  }
  const named = (text: string) => [...items].some((id) => text.startsWith(`${id}:`) || text.startsWith(`${id}/`))
  const left: Brief = {
    ...brief,
    evidence: Object.fromEntries(Object.entries(brief.evidence).filter(([key]) => !gone.has(key))),
    headline: kept(brief.headline, openLine),
    next: kept(brief.next, open),
    careful: kept(brief.careful, open),
    sections: brief.sections.map((section) => ({ ...section, lines: orGap(kept(section.lines, openLine)) })),
    commitments: brief.commitments.filter((one) => open(one) && one.resolvedBy.every((key) => !gone.has(key))),
    asks: brief.asks.filter(open),
    pains: brief.pains.filter(open),
    // Nobody of whom all that was known is gone is named any longer.
    stakeholders: brief.stakeholders.filter(
      (one) => one.evidence.length === 0 || one.evidence.some((key) => !gone.has(key)),
    ),
    risks: brief.risks.filter(open),
    nextSteps: brief.nextSteps.filter(open),
    qualification: {
      ...brief.qualification,
      fields: Object.fromEntries(
        Object.entries(brief.qualification.fields).map(([field, value]) => [
          field,
          value && open(value) ? value : null,
        ]),
      ) as Brief['qualification']['fields'],
    },
    contradictions: brief.contradictions.filter(open),
    artefacts: brief.artefacts.filter(({ item }) => !ofThem(item)),
    coverage: brief.coverage.map((one) => ({ ...one, gaps: one.gaps.filter((gap) => !named(gap)) })),
    openQuestions: brief.openQuestions.filter((text) => !names(text)),
    notRead: brief.notRead.filter((text) => !names(text)),
    warnings: brief.warnings.filter(({ item }) => !ofThem(item)),
    rejected: [],
  }
  left.stakeholders = left.stakeholders.map((one) => ({
    ...one,
    evidence: one.evidence.filter((key) => !gone.has(key)),
  }))
  if (brief.nextNotes) left.nextNotes = kept(brief.nextNotes, openLine)
  if (brief.sources) left.sources = brief.sources.filter(({ item }) => !ofThem(item))
  if (brief.head && !openLine(brief.head.meeting)) left.head = { ...brief.head, meeting: WITHHELD }
  left.withheld = { evidence: brief.withheld.evidence + gone.size, lines: brief.withheld.lines + lines }
  return left
}

const WITHHELD: Line = { kind: 'gap', text: 'What stood here was taken out.', evidence: [], shows: [] }

function orGap(lines: Line[]): Line[] {
  return lines.length > 0 ? lines : [WITHHELD]
}

/**
 * Takes the words of items out of every stored revision of the accounts' briefs, and out of the bytes that went or were to
 * go out with them. Answers the briefs that it touched. For a transaction of `system`.
 */
export async function strikeItems(trx: Trx, accounts: readonly string[], items: readonly string[]): Promise<string[]> {
  if (accounts.length === 0 || items.length === 0) return []
  const gone = new Set(items)
  const revisions = await trx
    .selectFrom('brief_revisions')
    .innerJoin('briefs', 'briefs.id', 'brief_id')
    .innerJoin('handoffs', 'handoffs.id', 'handoff_id')
    .select(['brief_id', 'revision', 'body'])
    .where('account_id', 'in', accounts)
    .execute()
  const touched = new Set<string>()
  for (const { brief_id, revision, body } of revisions) {
    const before = Brief.parse(JSON.parse(body))
    const after = withoutItems(before, gone)
    if (
      after.withheld.evidence === before.withheld.evidence &&
      canonicalJson({ ...after, rejected: before.rejected }) === body
    )
      continue
    touched.add(brief_id)
    await trx
      .updateTable('brief_revisions')
      .set({ body: canonicalJson(after), struck_hash: contentHashOf(after) })
      .where('brief_id', '=', brief_id)
      .where('revision', '=', revision)
      .execute()
    await trx
      .updateTable('dispatches')
      .set({ rendered: new Uint8Array(), struck: true })
      .where('brief_id', '=', brief_id)
      .where('revision', '=', revision)
      .execute()
  }
  return [...touched]
}
