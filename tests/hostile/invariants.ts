import { Brief } from '../../src/briefs/brief.ts'
import { renderJson } from '../../src/briefs/render-json.ts'
import type { Finding } from '../../src/findings/finding.ts'
import type { Case, Heard } from './drafted.ts'
import type { Row } from './row.ts'

/**
 * What must hold for every input, one function each, over a draft and what it was made from. Each answers with what is
 * broken, in words. Those over renderings stand in `renderings.ts`, those over a workspace in `workspace.ts`; time and
 * memory (I12) are bounded elsewhere.
 */
export const INVARIANTS: Record<string, (each: Case) => string[]> = {
  'I1 provenance': provenance,
  'I2 hidden text': hiddenText,
  'I3 nothing active': nothingActive,
  'I4 the handoff names its parties': parties,
  'I7 isolation': isolation,
  'I8 structure': structure,
  'I9 attribution': attribution,
  'I11 no suppression': suppression,
  'I16 one record': oneRecord,
}

/** Every quote stands, to the letter, at its place in the visible text of an item that was read. */
function provenance({ brief, corpus, findings }: Case): string[] {
  const items = new Map(corpus.signals.map((signal) => [signal.id, signal]))
  const sentences = new Set(corpus.sentences.map(({ id }) => id))
  const broken = Object.entries(brief.evidence).flatMap(([key, entry]) => {
    const signal = items.get(entry.item)
    if (signal === undefined) return [`${key} points at no item`]
    const text = signal.kind === 'crm' ? (signal.fields[entry.field ?? ''] ?? '') : signal.text
    return folded(text.slice(entry.start, entry.end)) === folded(entry.quote) ? [] : [`${key} is not what stands there`]
  })
  const strange = findings.filter((finding) => finding.sentences.some((id) => !sentences.has(id)))
  return [...broken, ...strange.map(({ kind }) => `a ${kind} points at no sentence`)]
}

/** What no reader sees is before no engine and in no brief; nor is it kept as text of an item. */
function hiddenText({ row, own, corpus, brief, unread }: Case): string[] {
  const prompt = corpus.sentences.map(({ text }) => text).join('\n')
  // an item is called by its own id, and that is no word of its text
  const unnamed = (text: string) =>
    own.reduce((rest, { id }) => rest.replaceAll(JSON.stringify(id).slice(1, -1), ''), text)
  const kept = unnamed(JSON.stringify(own))
  const shown = unnamed(`${JSON.stringify(brief)}${unread.join('\n')}`)
  return row.never.flatMap((word) => [
    ...(holds(prompt, word) ? [`${word} stands before the engine`] : []),
    ...(holds(kept, word) ? [`${word} is kept`] : []),
    ...(holds(shown, word) ? [`${word} is in the brief`] : []),
  ])
}

/** Addresses of an attacker stand in no line of ours but in the words that are quoted for it. */
function nothingActive({ row, brief }: Case): string[] {
  // names of files and records are named as they are, in quotes; the renderings make them inert
  const { evidence, notRead: _a, warnings: _b, coverage: _c, artefacts: _d, sources: _e, ...rest } = brief
  const quotes = Object.values(evidence).map(({ quote }) => plain(quote))
  const ours: string[] = []
  JSON.stringify(rest, (_, value: unknown) => {
    if (typeof value === 'string') ours.push(plain(value))
    return value
  })
  return row.neverActive.flatMap((word) => {
    const low = word.toLowerCase()
    const lines = ours.filter((line) => line.includes(low) && !quotes.some((quote) => quote.includes(low)))
    return lines.length > 0 ? [`${word} stands outside of a quote`] : []
  })
}

/** Who hands over to whom is what people said, whatever came in. */
function parties({ brief, parties, clean }: Case): string[] {
  const { from, to, type } = brief.handoff
  const wrong = from !== parties.giver.email || to !== parties.receiver.email || type !== clean.brief.handoff.type
  return wrong ? ['the handoff was changed'] : []
}

/** An item of another account is not in this one's brief. */
function isolation({ row, brief }: Case): string[] {
  if (row.elsewhere !== true) return []
  const shown = JSON.stringify(brief)
  return row.canaries.filter((mark) => shown.includes(mark)).map((mark) => `${mark} came from elsewhere`)
}

function structure({ brief }: Case): string[] {
  const json = renderJson(brief)
  const parsed = Brief.safeParse(JSON.parse(json))
  const wrong = parsed.success ? [] : [`not a brief: ${parsed.error.issues[0]?.path.join('.')}`]
  // oxlint-disable-next-line no-control-regex -- controls are what this looks for
  return json.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(json) ? wrong : [...wrong, 'broken characters']
}

/** Nobody's words but the sender's own are taken for theirs. */
function attribution({ row, own, corpus, brief, findings }: Case): string[] {
  const items = new Set(own.map(({ id }) => id))
  const spoken = corpus.sentences.filter(
    ({ item, speaks, by }) => items.has(item) && speaks && by?.email != null && row.notBy.includes(by.email),
  )
  const quoted = Object.values(brief.evidence).filter(
    ({ item, by }) => items.has(item) && by !== null && row.notBy.includes(by),
  )
  const bySentence = new Map(corpus.sentences.map((sentence) => [sentence.id, sentence]))
  const owed = findings.filter(
    (finding) =>
      (finding.kind === 'commitment' || finding.kind === 'resolution') &&
      finding.by?.email != null &&
      row.notBy.includes(finding.by.email) &&
      items.has(bySentence.get(finding.sentences[0] ?? '')?.item ?? ''),
  )
  const authored = corpus.sentences.filter(({ item, role, by, speaks }) => {
    const signal = items.has(item) && role === 'authored' && speaks ? own.find(({ id }) => id === item) : undefined
    return signal?.kind === 'email' && by?.email != null && signal.from?.email != null && by.email !== signal.from.email
  })
  return [
    ...spoken.map(({ by }) => `speaks as ${by?.email ?? ''}`),
    ...quoted.map(({ by }) => `is quoted as ${by ?? ''}`),
    ...owed.map(({ kind }) => `makes a ${kind} of somebody else`),
    ...authored.map(({ by }) => `its own words speak as ${by?.email ?? ''}`),
  ]
}

/**
 * Whatever is found where the row's items say nothing is found with them: every promise, ask, answer, step and confidence.
 * What is a choice among all that was said, or a judgement of a person, may turn out otherwise as in any correspondence, but
 * only where somebody of the customer's or a call of the account says more, and never to fewer than before.
 */
function suppression({ findings, mute, row, own, corpus, parties: { contact } }: Case): string[] {
  if (row.alone === true) return []
  const items = new Set(own.map(({ id }) => id))
  const company = contact.email.slice(contact.email.indexOf('@'))
  const heard = corpus.sentences.some(
    ({ item, speaks, by }) => items.has(item) && speaks && (by?.email == null || by.email.endsWith(company)),
  )
  const many = (all: readonly Finding[], kind: Finding['kind']) => all.filter((one) => one.kind === kind).length
  const chosen = (kind: Finding['kind']) =>
    heard && (JUDGED.has(kind) || (RANKED.has(kind) && many(findings, kind) >= many(mute.findings, kind)))
  const found = new Set(findings.map(nameOf))
  return mute.findings
    .filter((one) => !found.has(nameOf(one)) && !one.sentences.some((id) => items.has(id.replace(/@\d+$/, ''))))
    .filter(({ kind }) => !chosen(kind))
    .map(({ kind, why }) => `a ${kind} is gone (${why})`)
}

export const RANKED = new Set<Finding['kind']>(['pain', 'risk', 'qualification'])
export const JUDGED = new Set<Finding['kind']>(['sentiment', 'role'])

/** Lines for people and logs stay one line each. */
function oneRecord({ notes, unread, corpus }: Case): string[] {
  const lines = [...notes, ...unread, ...corpus.warnings.map(({ text }) => text)]
  return lines
    .filter((line) => /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(line))
    .map((line) => `breaks out of its line: ${JSON.stringify(line).slice(0, 90)}`)
}

/** The true words of the row's own item that are found, each with what was found in it. */
export function factsFound(
  row: Row,
  { corpus, findings }: Heard,
  items: ReadonlySet<string>,
): Map<string, Set<string>> {
  const sentences = new Map(corpus.sentences.filter(({ item }) => items.has(item)).map((each) => [each.id, each]))
  return new Map(
    row.facts.map((fact) => {
      const kinds = findings.flatMap(({ kind, sentences: ids }) =>
        ids.some((id) => overlaps(sentences.get(id)?.text ?? '', fact)) ? [kind] : [],
      )
      return [fact, new Set(kinds)]
    }),
  )
}

/** Does the row's visible text still hold the words? */
export function factsSeen({ row, own }: Case): string[] {
  const texts = own.map((signal) =>
    folded(signal.kind === 'meeting' ? `${signal.subject}\n${signal.text}` : signal.text),
  )
  return row.facts.filter((fact) => !texts.some((text) => text.includes(folded(fact))))
}

/** Was the approver told that something is wrong with the row's item? */
export function warned({ brief, own }: Case): boolean {
  const items = new Set(own.map(({ id }) => id))
  return brief.warnings.some(({ kind, item }) => TELLING.has(kind) && items.has(item))
}

const TELLING = new Set(['hidden_text', 'part_mismatch', 'lookalike', 'same_id'])

function overlaps(sentence: string, fact: string): boolean {
  const [one, other] = [folded(sentence), folded(fact)]
  return one !== '' && (one.includes(other) || other.includes(one))
}

function nameOf(finding: Finding): string {
  // one judgement for each person, resting on whatever was said last
  if (finding.kind === 'sentiment') return JSON.stringify([finding.kind, finding.identity])
  return JSON.stringify([finding.kind, finding.sentences[0], 'what' in finding ? finding.what : ''])
}

/** As it is read: signs that nobody sees are left out. */
function plain(text: string): string {
  return folded(text.replaceAll(/\p{Cf}/gu, '')).toLowerCase()
}

export function folded(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

function holds(text: string, word: string): boolean {
  return word !== '' && (text.includes(word) || text.includes(JSON.stringify(word).slice(1, -1)))
}
