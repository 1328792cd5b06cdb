import { conceptOf, foldWord } from '../../lib/business-words.ts'
import type { Judged } from './commitment-score.ts'
import { UNDERTAKING_CUES, type UndertakingCues } from './lexica/undertaking-cues.ts'
import { UNPROMISED_CUES } from './lexica/unpromised-cues.ts'
import type { Parsed } from './parse.ts'
import { FORM } from './verb-forms.ts'

/** The reason of a promise that its receiver says back: the other side has to do it. */
export const SAID_BACK = 'said back'

/** The reason of a promise given in so many words. */
export const PLEDGE = 'pledge'

const KINDS: Record<keyof UndertakingCues, { alone: number; why: string }> = {
  saysBack: { alone: 0.9, why: SAID_BACK },
  pledges: { alone: 0.9, why: PLEDGE },
  mine: { alone: 0.85, why: 'mine to do' },
  announces: { alone: 0.7, why: 'announced' },
  bears: { alone: 0.9, why: 'bears the cost' },
  grants: { alone: 0.9, why: 'terms that stand' },
}

/** Binds without a verb of doing: a pledge, a cost taken over, a right given, the other side's promise said back. */
export function scoreUndertaking(parsed: Parsed): Judged | null {
  const { main, cues } = parsed
  if (
    parsed.question ||
    cues.offer.test(main.replaceAll(' any time', '')) ||
    cues.hedge.test(main) ||
    cues.unreal.test(main)
  )
    return null
  if (UNPROMISED_CUES[parsed.language].brokenOff.test(parsed.lower)) return null
  const found = UNDERTAKING_CUES[parsed.language]
  let best: Judged | null = null
  for (const kind of Object.keys(KINDS) as (keyof UndertakingCues)[]) {
    const cue = found[kind].exec(main)
    if (!cue || isDenied(parsed, cue) || isQuoted(parsed, cue.index)) continue
    const { alone, why } = KINDS[kind]
    let score = alone
    if (parsed.dates.length > 0) score += 0.3
    if (parsed.tokens.some((token) => token.kind === 'number')) score += 0.1
    if (hasThing(parsed)) score += 0.2
    if (namesDeed(parsed, cue.index + cue[0].length)) score += 0.1
    if (cues.past.test(main)) score -= 0.3
    if (best === null || score > best.score) best = { frame: null, score, why }
  }
  return best
}

const DEEDS = new Set(['transfer', 'make', 'grant'])

/** A deed said besides: "den Betriebsrat hole ich", "rehacer el cálculo". */
function namesDeed({ tokens, verbs }: Parsed, after: number): boolean {
  return verbs.some(
    (verb, index) =>
      verb !== undefined &&
      (tokens[index]?.start ?? 0) >= after &&
      DEEDS.has(verb.classes[0] ?? '') &&
      (verb.forms & (FORM.infinitive | FORM.first)) !== 0,
  )
}

function hasThing({ tokens }: Parsed): boolean {
  return tokens.some((token) => token.kind === 'word' && conceptOf(foldWord(token.w)) !== null)
}

/** "It is not on us", "niemand hat das zugesagt": a negation in the words before, or between. */
function isDenied({ main, cues }: Parsed, cue: RegExpExecArray): boolean {
  const before =
    main
      .slice(Math.max(0, cue.index - 24), cue.index)
      .split(/[,;:.]/)
      .at(-1) ?? ''
  const denies = (words: string) =>
    words.split(/[^\p{L}']+/u).some((word) => cues.negation.has(word) || word.endsWith("n't"))
  return denies(before) || (cue.index >= 0 && denies(cue[0].split(' ').slice(0, 3).join(' ')) && !FREE.test(cue[0]))
}

/** "no setup fee", "berechnen wir nichts": negations that give. */
const FREE =
  /(?<!\p{L})(no|nothing|nada|ningun\p{L}*|ningún|rien|aucun\p{L}*|nichts|nur|kein\p{L}*|manquer\p{L}+ pas)(?!\p{L})/u

/** Somebody else's words: `it says that "they have committed to sign"`. */
function isQuoted({ main }: Parsed, at: number): boolean {
  return (main.slice(0, at).match(/["“”«»„]/gu)?.length ?? 0) % 2 === 1
}
