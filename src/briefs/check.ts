import type { Brief, Line } from './brief.ts'
import { fold, wordCount } from './clause.ts'
import { createDays } from './days.ts'
import { pageOf, type Text } from './page.ts'
import { unsupported, type Support } from './specifics.ts'
import { ROLE_WORDS } from './words.ts'

/** A rule of how a brief reads (1 to 15, in the project's order; 0 is E3) that a brief breaks, and where. */
export type Breach = { rule: number; where: string; what: string }

/**
 * What can be checked without a reader, on the finished brief alone: it holds for a draft of any engine
 * and after a person's edits. Lines of people answer to nobody but their author and are not judged for wording.
 */
export function checkBrief(brief: Brief): Breach[] {
  return [
    ...minute(brief),
    ...nextList(brief),
    ...wording(brief),
    ...inference(brief),
    ...records(brief),
    ...dates(brief),
    ...names(brief),
    ...layout(brief),
    ...specifics(brief),
  ]
}

type Placed = { where: string; text: string; evidence: string[]; shows: string[]; kind: Line['kind']; table: boolean }

/** Every line of ours, with the place that a message can name. */
function linesOf(brief: Brief): Placed[] {
  const placed = (where: string, line: Line): Placed => ({
    where,
    text: line.text,
    evidence: line.evidence,
    shows: line.shows,
    kind: line.kind,
    table: line.cells !== undefined,
  })
  return [
    ...(brief.head ? [placed('head', brief.head.meeting)] : []),
    ...brief.headline.map((line) => placed('headline', line)),
    ...brief.next.map((item): Placed => ({ ...item, where: 'next', text: item.what, kind: 'fact', table: false })),
    ...(brief.nextNotes ?? []).map((line) => placed('next', line)),
    ...brief.careful.map((item): Placed => ({ ...item, where: 'careful', shows: [], kind: 'fact', table: false })),
    ...brief.sections.flatMap((section) => section.lines.map((line) => placed(section.key, line))),
  ]
}

/** Rule 1. */
function minute(brief: Brief): Breach[] {
  const breaches: Breach[] = []
  const words = brief.headline.reduce((sum, line) => sum + wordCount(line.text), 0)
  if (brief.headline.length > 5) breaches.push({ rule: 1, where: 'headline', what: `${brief.headline.length} lines` })
  if (words > 140) breaches.push({ rule: 1, where: 'headline', what: `${words} words` })
  for (const line of linesOf(brief)) {
    if (line.kind === 'fact' && line.evidence.length === 0) {
      breaches.push({ rule: 1, where: line.where, what: `a fact without evidence: ${line.text}` })
    }
    if (line.where === 'headline' && line.kind === 'gap' && !/not found/.test(line.text)) {
      breaches.push({ rule: 1, where: line.where, what: `neither cited nor not found: ${line.text}` })
    }
  }
  return breaches
}

/** Rules 2 and 3. */
function nextList(brief: Brief): Breach[] {
  const breaches: Breach[] = []
  const { today } = createDays(brief.asOf, brief.zone)
  const order = brief.next.map((item) => item.when ?? '9999-99-99')
  if (order.some((when, index) => index > 0 && when < (order[index - 1] ?? ''))) {
    breaches.push({ rule: 2, where: 'next', what: 'not in date order, or an undated row before a dated one' })
  }
  for (const item of brief.next) {
    if (item.when === today && !item.day?.includes('today')) {
      breaches.push({ rule: 2, where: 'next', what: `today is not marked: ${item.what}` })
    }
    if (item.who !== null && item.who === brief.handoff.to && item.whoName !== 'You') {
      breaches.push({ rule: 2, where: 'next', what: `the reader is not "You": ${item.what}` })
    }
  }
  const shown = brief.next.flatMap((item) => item.shows)
  for (const key of new Set(shown)) {
    if (shown.filter((one) => one === key).length > 1) {
      breaches.push({ rule: 2, where: 'next', what: `${key} stands twice` })
    }
    const commitment = brief.commitments.find((one) => one.id === key)
    if (commitment && commitment.status !== 'open') {
      breaches.push({ rule: 3, where: 'next', what: `${key} is ${commitment.status}` })
    }
  }
  return breaches
}

const PRAISE =
  /\b(?:great|excellent|exciting|amazing|significant|crucial|successful|seamless|robust|impressive|strong|fantastic|vital|unfortunately|valuable)\b/i

const JARGON =
  /\b(?:finding|findings|claim|claims|signal|signals|floor|entailment|commitment|commitments|evidence|stakeholder)\b/i

/** Rules 4, 5, 6 and 15. */
function wording(brief: Brief): Breach[] {
  const breaches: Breach[] = []
  for (const line of linesOf(brief)) {
    if (line.kind === 'human') continue
    const ours = withoutQuotes(brief, line)
    if (!line.table && wordCount(line.text) > (line.where === 'head' ? 45 : 30)) {
      breaches.push({ rule: 5, where: line.where, what: `${wordCount(line.text)} words: ${line.text}` })
    }
    if (line.where === 'careful' && line.evidence.length === 0) {
      breaches.push({ rule: 4, where: line.where, what: `without evidence: ${line.text}` })
    }
    // What people promised and titled stands in their words; only our own are judged.
    if (line.where === 'next' || line.table) continue
    if (PRAISE.test(ours)) breaches.push({ rule: 5, where: line.where, what: `an adjective of ours: ${line.text}` })
    if (/does not exist|there (?:is|are) no\b|nobody has|never existed/i.test(ours)) {
      breaches.push({ rule: 6, where: line.where, what: `says that it does not exist: ${line.text}` })
    }
    if (line.shows.length === 0 && JARGON.test(ours)) {
      breaches.push({ rule: 15, where: line.where, what: `a word to be learnt: ${line.text}` })
    }
  }
  return breaches
}

/** Rule 8. */
function inference(brief: Brief): Breach[] {
  const rows = brief.sections.flatMap((section) => (section.columns?.[0] === 'Who' ? section.lines : []))
  return brief.stakeholders.flatMap((one): Breach[] => {
    if (one.stated || one.roles.length === 0 || one.side === 'seller') return []
    const row = rows.find((line) => line.kind === 'fact' && line.text.startsWith(one.name))
    const says = row && Object.values(ROLE_WORDS).some((words) => row.text.includes(words))
    if (!row || !says || row.text.includes('(inferred)')) return []
    return [{ rule: 8, where: 'people', what: `inferred and not marked so: ${row.text}` }]
  })
}

/** Rule 9. */
function records(brief: Brief): Breach[] {
  const rows = brief.sections.flatMap((section) => (section.key === 'crm' ? section.lines : []))
  return rows.flatMap((line): Breach[] =>
    line.kind !== 'fact' || (line.cells?.length === 3 && line.cells.every((cell) => cell.text !== ''))
      ? []
      : [{ rule: 9, where: 'crm', what: `not field, value and what was said: ${line.text}` }],
  )
}

const DAY =
  /(?:\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\b(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b(?! ?\d)/g
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Rule 10: what `Days` would have said is what must stand there. */
function dates(brief: Brief): Breach[] {
  const days = createDays(brief.asOf, brief.zone)
  const breaches: Breach[] = []
  for (const item of brief.next) {
    for (const [raw, weekday, day = '', month = ''] of (item.day ?? '').matchAll(DAY)) {
      const date = `${days.today.slice(0, 4)}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
      const away = days.until(date)
      if (away >= 0 && away <= 14 !== (weekday !== undefined)) {
        breaches.push({ rule: 10, where: 'next', what: `weekday for the next two weeks only: ${raw}` })
      }
    }
  }
  const zone = brief.head?.asOf.split(' ').slice(-2).join(' ') ?? ''
  const again = linesOf(brief).filter((line) => zone !== '' && line.kind !== 'human' && line.text.includes(zone))
  for (const line of again) breaches.push({ rule: 10, where: line.where, what: `the zone a second time: ${line.text}` })
  return breaches
}

/** Rule 11: in what is read first, a full name once. */
function names(brief: Brief): Breach[] {
  const early = linesOf(brief).filter((line) => line.where === 'headline' || line.where === 'careful')
  return brief.stakeholders.flatMap((one): Breach[] => {
    const name = fold(one.name)
    // Somebody whose first name another shares, or who has only one name, is always called in full.
    const first = name.split(' ')[0]
    const shared = brief.stakeholders.some((other) => other !== one && fold(other.name).split(' ')[0] === first)
    if (!name.includes(' ') || shared || one.side === 'seller') return []
    const times = early.filter((line) => withoutQuotes(brief, line).includes(name)).length
    return times > 1 ? [{ rule: 11, where: 'headline', what: `${name} in full ${times} times` }] : []
  })
}

/** Rules 12, 13, 14 and 15, on the page as it is drawn. */
function layout(brief: Brief): Breach[] {
  const breaches: Breach[] = []
  const page = pageOf(brief)
  const numbers = page.sources.map((source) => source.number)
  if (new Set(numbers).size !== numbers.length || numbers.some((number, index) => number !== index + 1)) {
    breaches.push({ rule: 12, where: 'sources', what: 'numbers are not one for each item, from one' })
  }
  for (const source of page.sources) {
    if (source.quotes.length === 0)
      breaches.push({ rule: 12, where: 'sources', what: `no words under ${source.label}` })
  }
  const read = page.blocks.findIndex((block) => block.type === 'heading' && block.text === 'What was read')
  const first = page.blocks[read + 1]
  const begins = first?.type === 'text' && plain(first.text).startsWith('Not read')
  if (brief.notRead.length > 0 && !begins) {
    breaches.push({ rule: 13, where: 'read', what: 'does not begin with what was not read' })
  }
  const texts = page.blocks.flatMap((block) =>
    block.type === 'list' ? block.items.map(plain) : block.type === 'text' ? [plain(block.text)] : [],
  )
  for (const question of brief.openQuestions) {
    const times = texts.filter((text) => text.includes(question)).length
    if (times > 1) breaches.push({ rule: 14, where: 'ask', what: `asked ${times} times: ${question}` })
  }
  for (const [index, block] of page.blocks.entries()) {
    const next = page.blocks[index + 1]
    if (block.type === 'heading' && (next === undefined || next.type === 'heading')) {
      breaches.push({ rule: 15, where: block.text, what: 'a heading with nothing under it' })
    }
  }
  return breaches
}

/** DESIGN E3 again, from the brief alone: what the drafter let through must also hold for whoever reads the file. */
function specifics(brief: Brief): Breach[] {
  return linesOf(brief).flatMap((line): Breach[] => {
    if (line.kind !== 'fact') return []
    const missing = unsupported(line.text, supportIn(brief, line))
    return missing.length === 0 ? [] : [{ rule: 0, where: line.where, what: `${missing.join(', ')} in: ${line.text}` }]
  })
}

function supportIn(brief: Brief, line: Placed): Support {
  const days = createDays(brief.asOf, brief.zone)
  const entries = line.evidence.flatMap((key) => brief.evidence[key] ?? [])
  const items = new Set(entries.map((entry) => entry.item))
  const promises = brief.commitments.filter(
    (one) => line.shows.includes(one.id) || one.evidence.some((key) => line.evidence.includes(key)),
  )
  const facts = brief.contradictions.filter(
    (one) => items.has(one.record) || one.evidence.some((key) => line.evidence.includes(key)),
  )
  return {
    texts: [
      ...entries.map((entry) => entry.quote),
      ...(brief.sources ?? []).filter((source) => items.has(source.item)).map((source) => source.label),
      ...facts.flatMap((one) => [one.evidenceValue, one.crmValue ?? '', one.field]),
      ...promises.flatMap((one) => [one.what, one.conditional ?? '']),
      ...brief.asks
        .filter((ask) => ask.evidence.some((key) => line.evidence.includes(key)))
        .map((ask) => String(ask.times)),
      ...brief.artefacts.filter((one) => line.shows.includes(one.item) || items.has(one.item)).map((one) => one.what),
      brief.deal?.name ?? '',
      brief.account.name,
    ],
    days: [
      days.today,
      ...entries.flatMap((entry) => (entry.at === null ? [] : [days.dateOf(entry.at)])),
      ...promises.flatMap((one) => one.due ?? []),
      ...facts
        .flatMap((one) => [one.crmValue ?? '', one.evidenceValue])
        .filter((value) => /^\d{4}-\d{2}-\d{2}$/.test(value)),
      ...brief.commitments.flatMap((one) => (one.status === 'superseded' && one.due !== null ? [one.due] : [])),
      ...brief.stakeholders.flatMap((one) =>
        [one.awayUntil, one.lastHeardAt === null ? null : days.dateOf(one.lastHeardAt)].filter((day) => day !== null),
      ),
      ...brief.next.flatMap((item) => item.when ?? []),
    ],
    dated: entries.flatMap((entry) => (entry.at === null ? [] : [{ text: entry.quote, at: entry.at, language: null }])),
    // A meeting's times stand in its record, not in its words.
    times: entries.some((entry) => entry.kind === 'meeting')
      ? [...line.text.matchAll(/\b\d{1,2}:\d{2}\b/g)].map(([time]) => time)
      : [],
    names: brief.stakeholders.map((one) => one.name),
    known: [],
  }
}

function withoutQuotes(brief: Brief, line: Placed): string {
  const quotes = line.evidence.flatMap((key) => brief.evidence[key]?.quote ?? []).map(fold)
  return line.text.replaceAll(/"([^"]+)"/g, (whole, inner: string) =>
    quotes.some((quote) => quote.includes(inner)) ? ' ' : whole,
  )
}

function plain(text: Text): string {
  return text.spans.map((span) => span.text).join('')
}
