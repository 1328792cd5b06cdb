import { samePerson, type Entry, type Look, type Weight } from './commitments-match.ts'
import type { Ask, AskMention, HeardAsPromise, Resolution } from './finding.ts'
import { gistOf, likeness, weigh, type Gist } from './gist.ts'

/** Joins the askings for one thing; answered when the other side promised or delivered it later. */
export function joinAsks(
  asks: readonly AskMention[],
  resolutions: readonly Resolution[],
  entries: readonly Entry[],
  look: Look,
): Ask[] {
  const gists = asks.map((ask) => gistOf(ask.sentences.map((id) => look.sentence(id)?.text ?? ask.what).join(' ')))
  const weight = weigh(gists)
  const joined: { ask: Ask; gist: Gist; place: number }[] = []
  for (const [index, ask] of asks.entries()) {
    const gist = gists[index] ?? new Set<string>()
    const known = joined.find(
      (other) => samePerson(other.ask.by, ask.by) && likeness(other.gist, gist, weight).mutual >= 0.55,
    )
    if (known) {
      known.ask.times += 1
      known.ask.sentences.push(...ask.sentences)
    } else {
      joined.push({
        ask: { what: ask.what, by: ask.by, times: 1, answered: false, sentences: [...ask.sentences] },
        gist,
        place: look.placeOf(ask.sentences[0]),
      })
    }
  }
  for (const each of joined) each.ask.answered = isAnswered(each, resolutions, entries, look, weight)
  return joined.map(({ ask }) => ask)
}

function isAnswered(
  { ask, gist, place }: { ask: Ask; gist: Gist; place: number },
  resolutions: readonly Resolution[],
  entries: readonly Entry[],
  look: Look,
  weight: Weight,
): boolean {
  const side = look.sideOf(ask.by)
  const item = look.sentence(ask.sentences[0])?.item
  const about = (words: Gist): boolean => {
    const like = likeness(gist, words, weight)
    return like.shared >= 2 ? like.contained >= 0.4 : like.shared === 1 && like.mutual >= 0.5
  }
  if (
    entries.some(
      (entry) =>
        entry.side !== side &&
        (entry.place > place || entry.commitment.sentences.includes(ask.sentences[0] ?? '')) &&
        about(entry.gist),
    )
  )
    return true
  // whoever writes back with a promise has taken it up
  const takenUp = entries.some(
    ({ commitment, side: other }) =>
      other !== side &&
      item !== undefined &&
      commitment.sentences.some((id) => look.parentOf(look.sentence(id)?.item) === item),
  )
  if (takenUp) return true
  return resolutions.some((resolution) => {
    if (
      resolution.how !== 'done' ||
      look.sideOf(resolution.by) === side ||
      look.placeOf(resolution.sentences[0]) <= place
    )
      return false
    const sameThread =
      look.threadOf(item) !== null &&
      look.threadOf(item) === look.threadOf(look.sentence(resolution.sentences[0])?.item)
    return (
      about(
        gistOf(`${resolution.what} ${resolution.sentences.map((id) => look.sentence(id)?.text ?? '').join(' ')}`),
      ) &&
      (sameThread || resolution.why !== 'subject of a new message')
    )
  })
}

/** What was floated stays heard as a promise only while no promise of the same thing stands. */
export function unconfirmed(
  heard: readonly HeardAsPromise[],
  entries: readonly Entry[],
  look: Look,
  weight: Weight,
): HeardAsPromise[] {
  return heard.filter((finding) => {
    const gist = gistOf(finding.sentences.map((id) => look.sentence(id)?.text ?? '').join(' '))
    return !entries.some(({ commitment, gist: promised }) => {
      const like = likeness(promised, gist, weight)
      return commitment.status !== 'withdrawn' && (like.mutual >= 0.6 || (like.shared >= 2 && like.contained >= 0.5))
    })
  })
}
