import type { Stakeholder } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import type { Sentence } from '../signals/signal.ts'
import type { Line } from './brief.ts'
import { wordCount } from './clause.ts'
import type { Material } from './material.ts'
import { takesStance } from './standalone.ts'
import type { SectionTask } from './sections.ts'
import { listed, ROLE_WORDS, fieldWords } from './words.ts'
import { lineOf, quoted, titleOf, type Draft, type Wording } from './wording.ts'

const ROWS = 12

const WEIGHT: Record<string, number> = {
  economic_buyer: 9,
  decision_maker: 8,
  executive_sponsor: 7,
  champion: 7,
  blocker: 6,
  skeptic: 5,
  technical_evaluator: 4,
  procurement: 4,
  legal: 4,
  influencer: 3,
  user: 2,
}

/** Who is who: part, stance in their own words, last heard, and whether the CRM knows them. */
export function peopleLines({ material }: SectionTask): { columns: string[]; lines: Line[] } {
  const people = material.understanding.stakeholders
    .filter((one) => one.side !== 'seller')
    .toSorted((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1))
  const lines: Line[] = []
  for (const one of people.slice(0, ROWS)) {
    const draft = personDraft(material, one)
    // Every row names its person in full: this is the table where names are looked up.
    const line = draft && lineOf(material, draft, new Set(), 60)
    if (line) lines.push(line)
  }
  const more = people.slice(ROWS).map((one) => one.name)
  if (more.length > 0) {
    lines.push({ kind: 'gap', text: `Also met: ${listed(more)}.`, evidence: [], shows: [] })
  }
  return { columns: ['Who', 'Part', 'Stance', 'Last heard', material.crm], lines }
}

function personDraft(material: Material, one: Stakeholder): Draft | null {
  const identity = material.people.byId(one.identity)
  if (!identity) return null
  const title = one.title === null ? '' : `, ${titleOf(material, one.title)}`
  const part = partOf(one)
  const words = stanceOf(material, identity, one)
  const stance: Wording = words ? [quoted(words)] : ['not found']
  const state = one.left ? 'has left' : one.awayUntil ? `away until ${material.days.day(one.awayUntil)}` : ''
  const heard = state === '' ? heardOf(material, one) : `${heardOf(material, one)}, ${state}`
  const crm = crmOf(material, identity, one)
  const titles = identity.title?.sentences.slice(0, 1) ?? []
  const role = roleSentences(material, one)
  const sentences = [...role, ...titles, ...(words ? [words.id] : [])]
  const all = sentences.length > 0 ? sentences : one.sentences.slice(0, 1)
  if (all.length === 0) return null
  return {
    kind: 'fact',
    wording: [`${one.name}${title}: ${part}. `, ...(words ? [quoted(words), ' '] : []), `Last heard: ${heard}.`],
    sentences: all,
    shown: {
      names: [identity.name, ...identity.names, one.title ?? ''],
      texts: [one.title ?? '', identity.organization ?? ''],
      days: [one.lastHeardAt === null ? null : material.days.dateOf(one.lastHeardAt), one.awayUntil],
    },
    cells: [
      { wording: [`${one.name}${title}`], sentences: titles },
      { wording: [part], sentences: role },
      { wording: stance, sentences: words ? [words.id] : [] },
      { wording: [heard], sentences: [] },
      { wording: [crm], sentences: [] },
    ],
  }
}

function partOf(one: Stakeholder): string {
  const sorted = one.roles.toSorted((a, b) => (WEIGHT[b] ?? 0) - (WEIGHT[a] ?? 0))
  const roles = sorted.slice(0, 3).map((role) => ROLE_WORDS[role])
  const outside = one.side === 'partner' ? ['outside adviser or partner'] : []
  if (roles.length === 0) return outside[0] ?? 'part not found'
  return `${[...roles, ...outside].join(', ')}${one.stated ? '' : ' (inferred)'}`
}

/** What shows the part: the qualification's own words first. */
function roleSentences(material: Material, one: Stakeholder): string[] {
  const { qualification } = material.understanding
  if (one.roles.includes('economic_buyer') && qualification.economic_buyer) {
    const finding = qualification.economic_buyer
    if (finding.value.includes(one.name)) return finding.sentences.slice(0, 1)
  }
  return one.roles.length > 0 ? one.sentences.slice(0, 1) : []
}

/** Their own words that say most of where they stand: in a risk, a pain or an ask first, the latest before earlier. */
function stanceOf(material: Material, identity: Identity, one: Stakeholder): Sentence | undefined {
  const { understanding, book, people } = material
  const own = (id: string) => {
    const sentence = book.sentence(id)
    return sentence && sentence.field === null && people.find(sentence.by) === identity ? sentence : undefined
  }
  const telling = [
    ...understanding.risks.flatMap((risk) => risk.sentences),
    ...understanding.pains.flatMap((pain) => pain.sentences),
    ...understanding.asks.flatMap((ask) => ask.sentences),
    ...Object.values(understanding.qualification).flatMap((finding) => finding.sentences),
  ]
  const latest = (ids: string[]) =>
    ids
      .map(own)
      .filter((sentence) => sentence !== undefined)
      .filter((sentence) => wordCount(sentence.text) >= 4 && takesStance(sentence.text))
      .toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))[0]
  return latest(telling) ?? latest(one.sentences)
}

function heardOf(material: Material, one: Stakeholder): string {
  return one.lastHeardAt === null ? 'never directly' : material.days.dayOf(one.lastHeardAt)
}

function crmOf(material: Material, identity: Identity, one: Stakeholder): string {
  if (!one.inCrm) return 'missing'
  const wrong = material.understanding.contradictions
    .filter((contradiction) => identity.crmRecords.includes(contradiction.record))
    .map((contradiction) => fieldWords(contradiction.field).toLowerCase())
  return wrong.length === 0 ? 'yes' : `differs: ${[...new Set(wrong)].join(', ')}`
}

function weight(one: Stakeholder): number {
  const heard = one.lastHeardAt === null ? 0 : Date.parse(one.lastHeardAt) / 1e15
  return one.roles.reduce((sum, role) => sum + (WEIGHT[role] ?? 0), 0) + heard + (one.left ? -20 : 0)
}
