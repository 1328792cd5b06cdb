import { foldName } from '../signals/fold.ts'
import { keyOf } from './counted.ts'
import type { CrmField } from './crm-fields.ts'
import type { Contradiction } from './finding.ts'
import { made } from './ranked.ts'
import type { Ranked } from './ranked.ts'
import type { Known } from './reconcile-known.ts'

/** The price of one thing against the money said beside it: "16 rooms x €3,250", "1,58 Euro je kWh". */
export function price(field: CrmField, { said, rivals }: Known): Contradiction | null {
  const crm = Number(field.value)
  if (field.value === null || !Number.isFinite(crm) || crm <= 0) return null
  const things = field.words.filter((word) => !NO_THING.test(word)).map(keyOf)
  if (things.length === 0) return null
  const ranked: Ranked[] = []
  for (const one of said) {
    if (rivals.some((rival) => one.text.includes(rival)) || one.sentence.text.includes('?')) continue
    const words = new Set((one.sentence.text.match(/[\p{L}-]+/gu) ?? []).map(keyOf))
    if (!things.every((thing) => words.has(thing))) continue
    for (const number of one.numbers) {
      if (!number.money || number.value < crm * 0.3 || number.value > crm * 3) continue
      const around = foldName(one.sentence.text.slice(Math.max(0, number.start - 30), number.end + 30))
      let score = 0.8 + one.age
      if (one.side === 'seller') score += 0.4
      if (EACH.test(around) || /[x×]\s?[$€£]?$/u.test(one.sentence.text.slice(0, number.start).trimEnd())) score += 0.6
      if (one.onRecord) score += 0.5
      ranked.push({ said: one, score: Math.abs(number.value - crm) < crm * 0.001 ? -1 : score, value: number.text })
    }
  }
  return made(field, ranked, 1.6)
}

const NO_THING =
  /^(?:price|list|unit|preis|prix|precio|fee|gebuhr|tarif|tarifa|cuota|per|pro|je|par|por|de|del|der|net|netto|neto|eur|usd|gbp|current|annual|monthly|the|unitari[oa]|unitaire|stuck)$/
const EACH = /\b(?:per|each|a piece|pro|je|par|chaque|por|cada|x)\b/
