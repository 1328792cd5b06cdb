import type { Sentence } from '../signals/signal.ts'
import { overlap, type Material } from './material.ts'
import { contentWords } from './referent.ts'
import { daysSaid } from '../findings/days-said.ts'
import { speaksOfLeaving } from './standalone.ts'
import { spoken, spokenBoth, type Draft, type Wording } from './wording.ts'

/** Why now: what hurts, and the next date that matters to them. */
export function dates(material: Material): Draft[] {
  const { understanding, book } = material
  const hurts = understanding.pains.map((pain) => book.first(pain.sentences)).filter((one) => one !== undefined)
  const drafts: Draft[] = []
  for (const at of datedOf(material)) {
    for (const hurt of hurts.filter((one) => one !== at).slice(0, 3)) {
      // From one mail or one mouth the two explain each other; else each stands for itself.
      const apart = hurt.item !== at.item && hurt.by?.email !== at.by?.email
      const wording: Wording = apart
        ? ['Why: ', ...spoken(material, hurt, FIGURE), ' By when: ', ...spoken(material, at, DATE)]
        : ['Why now: ', ...spokenBoth(material, hurt, at, DATE)]
      drafts.push({ kind: 'fact', wording, sentences: [hurt.id, at.id] })
    }
    drafts.push({ kind: 'fact', wording: ['By when: ', ...spoken(material, at)], sentences: [at.id] })
  }
  for (const one of hurts.slice(0, 2)) {
    drafts.push({ kind: 'fact', wording: ['Why: ', ...spoken(material, one)], sentences: [one.id] })
  }
  return drafts
}

/**
 * Words of theirs that name a day still to come, best first: the event and the time they gave, then what may not be
 * late. A day that somebody promised stands under Next, and a last day of somebody under the people.
 */
function datedOf(material: Material): Sentence[] {
  const { understanding, book, people, days } = material
  const { critical_event: event, timeline, decision_process: process } = understanding.qualification
  const late = understanding.risks.filter((risk) => risk.risk === 'timeline')
  const leaving = understanding.risks.filter((risk) => risk.risk === 'champion_left').flatMap((risk) => risk.sentences)
  const promised = new Set([...leaving, ...understanding.commitments.flatMap((one) => one.sentences)])
  const own = new Set(event?.sentences)
  const said = [event, timeline, ...late, process]
    .map((one) => book.first(one?.sentences ?? []))
    .filter((one) => one !== undefined)
    .filter((one) => (own.has(one.id) || !promised.has(one.id)) && !speaksOfLeaving(one.text))
    .filter((one) => !people.find(one.by)?.left && !people.isSeller(people.find(one.by)))
  // The same day as what they promised: it stands under Next, with what became of it.
  const isOwed = (one: Sentence) => {
    const named = daysSaid(one.text, one.at ?? material.corpus.asOf, one.language)
    const about = new Set(contentWords(material, one.text))
    return material.promises.some(
      ({ by, commitment }) =>
        by !== undefined &&
        by === people.find(one.by) &&
        (named.includes(commitment.due ?? '') ||
          overlap(about, new Set(contentWords(material, commitment.what))) >= 0.6),
    )
  }
  const away = (one: Sentence) => {
    const ahead = daysSaid(one.text, one.at ?? material.corpus.asOf, one.language)
      .map((day) => days.until(day))
      .filter((count) => count >= 0)
    return ahead.length > 0 ? Math.min(...ahead) : null
  }
  const isOpen = (one: Sentence) => {
    const ahead = away(one)
    return ahead === null
      ? daysSaid(one.text, one.at ?? material.corpus.asOf, one.language).length === 0
      : ahead <= AHEAD
  }
  const free = said.filter((one) => own.has(one.id) || !isOwed(one))
  const soon = free.filter((one) => NAMED_DAY.test(one.text) && (away(one) ?? Infinity) <= AHEAD)
  // A season or a month without a day, where no day is known: "before the summer".
  const loose = free.filter((one) => !soon.includes(one) && SEASON.test(one.text) && isOpen(one))
  return [...new Set([...soon, ...loose])]
}

/** Days: what lies further ahead decides nothing now. */
const AHEAD = 270

/** What a pain is measured by. */
const FIGURE = /\d/

/** A figure or a month: "on Tuesday" alone is news of the week in which it was said. */
const SEASON =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|quarter|season|christmas|easter|januar|februar|märz|mai|juni|juli|oktober|dezember|frühjahr|sommer|herbst|winter|quartal|silvester|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|printemps|été|automne|hiver|trimestre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|primavera|verano|otoño|invierno)(?!\p{L})/iu
export const NAMED_DAY = new RegExp(`\\d|${SEASON.source}`, 'iu')

/** The clause to keep of a sentence with a date. */
const DATE = NAMED_DAY
