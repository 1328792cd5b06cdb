import { conceptOf, foldWord } from '../../lib/business-words.ts'
import { isRequest, requestBefore } from './asks.ts'
import { whatOf } from './commitment-parts.ts'
import type { Judged } from './commitment-score.ts'
import type { Language } from './language.ts'
import type { Parsed } from './parse.ts'
import type { Reading, Spoken } from './reading.ts'

/** How many sentences back the thing may stand that a pronoun means. */
const BACK = 2

const PRONOUN: Record<Language, RegExp> = {
  en: /\b(it|that|this|them|those|these|both)\b/i,
  de: /(?<!\p{L})(das|es|die|den|dies|diese|beide|beides)(?!\p{L})/iu,
  fr: /(?<!\p{L})(la|le|les|l'|l’|ça|cela)(?!\p{L})/iu,
  es: /(?<!\p{L})(lo|la|los|las|esto|eso)(?!\p{L})/iu,
}

/**
 * "Vous la recevrez le 11": what the pronoun means, from the request that is answered or the sentence before, so that the
 * promise can be read alone. Null where the promise names its thing, or nothing just before does.
 */
export function namedObject(
  reading: Reading,
  spoken: Spoken,
  judged: Judged,
): { what: string; sentence: string } | null {
  const { parsed } = spoken
  const own = whatOf(parsed, judged.frame)
  if (!judged.frame || spoken.signal.kind === 'meeting' || !PRONOUN[parsed.language].test(own)) return null
  if (namesThing(parsed)) return null
  for (const before of spokenBefore(reading, spoken)) {
    const thing = thingIn(before.parsed)
    if (thing === null) continue
    const what =
      parsed.language === 'en' && /\b(it|that|this|them|those|these)\b/.test(own)
        ? own.replace(
            /\b(it|that|this|them|those|these)\b/,
            thing.replace(/^(The|A|An|My|Our|Your|This|That|These|Those)\b/, (word) => word.toLowerCase()),
          )
        : `${thing}: ${own}`
    return { what, sentence: before.sentence.id }
  }
  return null
}

function spokenBefore(reading: Reading, spoken: Spoken): Spoken[] {
  const items = reading.byItem.get(spoken.sentence.item) ?? []
  const near = [1, 2, 3]
    .map((back) => items[spoken.position - back])
    .filter((one, index) => one !== undefined && (index < BACK || isRequest(one)))
    .filter((one) => one !== undefined)
  const asked = spoken.signal.kind === 'email' ? requestBefore(reading, spoken, items) : null
  return asked ? [asked, ...near] : near
}

/** A word of its own besides verbs, days and small words. */
function namesThing({ tokens, verbs, dates, people, cues, language }: Parsed): boolean {
  return tokens.some(
    (token, index) =>
      token.kind === 'word' &&
      token.w.length >= 4 &&
      !SMALL.test(token.w) &&
      verbs[index] === undefined &&
      !people[index] &&
      !dates.some((hit) => index >= hit.from && index < hit.to) &&
      ![cues.toYou, cues.toMe, cues.own, cues.will, cues.can, cues.adverb, cues.determiner, cues.you].some((set) =>
        set.has(token.w),
      ) &&
      !(language !== 'en' && /^(recev|bekomm|erh[aä]lt|tendr|recib|aur)/.test(token.w)),
  )
}

const SMALL =
  /^(with|from|over|back|then|this|that|them|those|these|both|round|around|have|will|yes|sure|well|soon|morning|afternoon|evening|night|noon|week|weeks|month|days|before|after|until|within|latest|next|first|later|morgen|abend|vormittag|nachmittag|woche|bis|dann|spätestens|matin|soir|midi|semaine|avant|après|tard|mañana|tarde|noche|semana|antes|oder|aber|mais|pero|bien|gern|gerne|right|away|straight|okay|great)$/

/** The first thing that a sentence names, with its article: "the insurance certificate", "l'attestation d'assurance". */
function thingIn(parsed: Parsed): string | null {
  const { tokens, text, cues, clause, dates } = parsed
  const isThing = (index: number): boolean => {
    const token = tokens[index]
    return (
      token?.kind === 'word' &&
      token.w.length >= 3 &&
      conceptOf(foldWord(token.w)) !== null &&
      !dates.some((hit) => index >= hit.from && index < hit.to)
    )
  }
  for (let index = 0; index < tokens.length; index += 1) {
    if (!isThing(index)) continue
    let from = index
    while (from > 0 && index - from < 4 && !cues.determiner.has(tokens[from]?.w ?? '')) from -= 1
    // without an article near it the word may be a verb
    if (!cues.determiner.has(tokens[from]?.w ?? '') || clause[from] !== clause[index]) continue
    let to = index
    while (isThing(to + 1) && clause[to + 1] === clause[index]) to += 1
    if (OF.test(tokens[to + 1]?.w ?? '') && (tokens[to + 2]?.w.length ?? 0) >= 4) to += 2
    return text.slice(tokens[from]?.start ?? 0, tokens[to]?.end ?? text.length).replaceAll(/\s+/g, ' ')
  }
  return null
}

const OF = /^(of|de|d'|for|für|zum|zur|du|del)$/
