import type { Line } from './brief.ts'
import { clip, fold, wordCount } from './clause.ts'
import { breaks } from './headline-breaks.ts'
import { dates } from './headline-dates.ts'
import { decides } from './headline-deal.ts'
import { money } from './headline-money.ts'
import { champions, people } from './headline-people.ts'
import type { Material } from './material.ts'
import { standsAlone } from './standalone.ts'
import { fitted, lineOf, standing, type Draft, type Mentions } from './wording.ts'

const LINES = 5
const WORDS = 140
const LINE = 30

/** What a reader must know first, in this order. Each slot offers drafts, best first; the first that stands is taken. */
type Slot = { name: 'breaks' | 'money' | 'decides' | 'dates' | 'people'; drafts: Draft[]; gap: string | null }

/** *In one minute*: at most five lines and 140 words, by rank and template over typed findings. */
export function headlineOf(material: Material, mentions: Mentions): Line[] {
  const slots: Slot[] = [
    { name: 'breaks', drafts: breaks(material), gap: null },
    { name: 'money', drafts: money(material), gap: 'The money: not found in what was read.' },
    { name: 'decides', drafts: decides(material), gap: 'Who decides: not found in what was read.' },
    { name: 'dates', drafts: dates(material), gap: null },
    { name: 'people', drafts: people(material), gap: null },
  ]
  const quoted = new Set<string>()
  const taken: { slot: number; draft: Draft; offered: Draft | null }[] = []
  let words = 0
  const take = (slot: Slot, index: number): boolean => {
    for (const offered of slot.drafts) {
      const draft = inConfidence(material, offered)
      const quotes = quotesIn(draft)
      // The same words twice would take the room of other ones.
      if (quotes.some((quote) => repeats(quote, quoted)) || taken.some((one) => one.offered === offered)) continue
      if (!tells(material, draft)) continue
      const text = standing(material, draft, new Set(), LINE)
      if (text === null || words + wordCount(text) > WORDS) continue
      words += wordCount(text)
      for (const quote of quotes) quoted.add(quote)
      taken.push({ slot: index, draft, offered })
      return true
    }
    return false
  }
  for (const [index, slot] of slots.entries()) {
    if (take(slot, index) || slot.gap === null) continue
    words += wordCount(slot.gap)
    taken.push({ slot: index, draft: { kind: 'gap', wording: [slot.gap], sentences: [] }, offered: null })
  }
  // Room that a slot left is for the next things that can break, then for who speaks for us.
  const rest = [...(slots[0]?.drafts ?? []), ...champions(material)]
  const spare: Slot = { name: 'breaks', drafts: rest, gap: null }
  let more = true
  while (more && taken.length < LINES) more = take(spare, 0)
  // Said again in reading order, so that whoever is named first is named in full.
  return taken
    .toSorted((a, b) => a.slot - b.slot)
    .map((one) => lineOf(material, one.draft, mentions, LINE))
    .filter((line) => line !== null)
}

/** What was said in confidence says so wherever it stands (DESIGN E7): the first minute is the part that is read aloud. */
function inConfidence(material: Material, draft: Draft): Draft {
  const kept = draft.sentences.some((id) => material.book.marks(id).includes('in_confidence'))
  const [first] = draft.wording
  if (!kept || (typeof first === 'string' && first.startsWith(CONFIDENCE))) return draft
  return { ...draft, wording: [`${CONFIDENCE}: `, ...draft.wording] }
}

const CONFIDENCE = 'In confidence'

/** The same words, or more or fewer of the same sentence. */
function repeats(quote: string, earlier: ReadonlySet<string>): boolean {
  const words = fold(quote)
  return [...earlier].some((other) => fold(other).includes(words) || words.includes(fold(other)))
}

function quotesIn(draft: Draft): string[] {
  return draft.wording.flatMap((piece) => (typeof piece !== 'string' && 'quote' in piece ? [piece.quote] : []))
}

/** Nothing stands before the first minute that could explain a quote: each must tell by itself as it will be shown. */
function tells(material: Material, draft: Draft): boolean {
  const shown = fitted(material, draft.wording, new Set(), LINE)
  return shown.every((piece, index) => {
    const before = draft.wording[index]
    if (typeof piece === 'string' || !('quote' in piece) || before === undefined) return true
    if (typeof before === 'string' || !('quote' in before)) return true
    const said = clip(piece.quote, LINE)
    // A cut that lost what the quote was taken for (the day, the sum, the obstacle) is another statement.
    const kept = before.keep === undefined || !before.keep.test(before.quote) || before.keep.test(said)
    return kept && standsAlone(material, said, before.quote)
  })
}
