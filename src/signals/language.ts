import { FUNCTION_WORDS, type Language } from './language-lexicon.ts'

/** The language of a stretch of text by its function words; null where too little tells. */
export function languageOf(text: string): Language | null {
  const known = TOLD.get(text)
  if (known !== undefined) return known
  const language = tell(text)
  if (TOLD.size > 20_000) TOLD.clear()
  if (text.length < 400) TOLD.set(text, language)
  return language
}

/** A sentence is quoted again and again; its language depends on nothing but its words. */
const TOLD = new Map<string, Language | null>()

function tell(text: string): Language | null {
  const scores: Record<Language, number> = { en: 0, de: 0, fr: 0, es: 0 }
  const words = text.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)?/gu) ?? []
  for (const word of words.length > 400 ? words.slice(0, 400) : words) {
    const languages = FUNCTION_WORDS.get(word) ?? FUNCTION_WORDS.get(word.split(/['’]/)[0] ?? '')
    if (languages) for (const language of languages) scores[language] += 1 / languages.length
  }
  if (/[äöüß]/i.test(text)) scores.de += 0.7
  if (/[èêëàâçîïûœ]|\b[ldjnsmc]['’]/i.test(text)) scores.fr += 0.7
  if (/[ñ¿¡áíóú]/i.test(text)) scores.es += 0.7
  let best: Language | null = null
  let second = 0
  for (const language of ['en', 'de', 'fr', 'es'] as const) {
    if (best === null || scores[language] > scores[best]) {
      second = best === null ? 0 : Math.max(second, scores[best])
      best = language
    } else second = Math.max(second, scores[language])
  }
  return best !== null && scores[best] >= 1 && scores[best] > second ? best : null
}
