import { wordTable } from '../lib/word-table.ts'
import type { CrmField } from './crm-fields.ts'
import type { Contradiction } from './finding.ts'
import { made } from './ranked.ts'
import type { Ranked } from './ranked.ts'
import type { Known } from './reconcile-known.ts'

/** A term in months against "three years", "24 months", "36 Monate". */
export function term(field: CrmField, { said }: Known): Contradiction | null {
  const figure = Number(field.value)
  if (field.value === null || !Number.isFinite(figure) || figure <= 0) return null
  const yearly = field.words.some((word) => YEARS.test(word))
  const crm = yearly ? figure * 12 : figure
  const ranked: Ranked[] = []
  for (const one of said) {
    const match =
      /(\d{1,2}|one|two|three|four|five|ein|zwei|drei|vier|funf|un|deux|trois|quatre|cinq|dos|tres|cuatro|cinco) ?(year|month|jahr|monat|an|mois|ano|mes)(?:s|e|en|es)?\b/.exec(
        one.text,
      )
    if (
      !match ||
      (!TERM_TALK.test(one.text) &&
        !one.onRecord &&
        !INSTEAD.test(one.text) &&
        one.numbers.every((number) => !number.money))
    )
      continue
    const said = Number(match[1]) || (WORDS[match[1] ?? ''] ?? 0)
    const months = /^(?:year|jahr|an|ano)/.test(match[2] ?? '') ? said * 12 : said
    if (months === 0 || months === crm || months > 84 || months < 6) continue
    if (AGO.test(one.text)) continue
    const sold = one.numbers.some((number) => number.money)
    const changed = INSTEAD.test(one.text)
    if (!sold && !one.onRecord && !changed) continue
    ranked.push({
      said: one,
      score:
        0.8 +
        one.age +
        (one.side === 'seller' ? 0.4 : 0) +
        (TERM_TALK.test(one.text) ? 0.6 : 0) +
        (one.onRecord ? 0.8 : 0) +
        (changed ? 0.8 : 0),
      value: yearly ? String(months / 12) : `${months} months`,
    })
  }
  return made(field, ranked, 2)
}

const YEARS = /^(?:years?|jahre?n?|annees?|ans|ani?os?)$/
/** One length in place of another. */
const INSTEAD = /\b(?:instead of|rather than|statt|anstatt|au lieu d\w*|en (?:lugar|vez) de)\b/

const TERM_TALK =
  /\b(?:term|contract|years|months|order form|offer|laufzeit|monate\w*|vertrag\w*|angebot\w*|contrat|duree|mois|offre|contrato|plazo|meses|oferta)\b/
/** Months that are gone by or give notice: no term of a contract. */
const AGO =
  /\b(?:ago|last|past|notice|after|vor \w+ (?:monat|jahr)\w*|seit|kundigungs?\w*|frist|il y a|depuis|preavis|apres|hace|desde|preaviso|despues)\b/

const WORDS: Record<string, number> = wordTable({
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ein: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  funf: 5,
  un: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
})

/** Days until an invoice is paid: "net 60", "60 Tage netto", "paiement à 45 jours". */
export function payment(field: CrmField, { said }: Known): Contradiction | null {
  const crm = Number(/\d+/.exec(field.value ?? '')?.[0])
  if (!Number.isFinite(crm)) return null
  const ranked: Ranked[] = []
  for (const one of said) {
    if (!PAYMENT.test(one.text) || one.sentence.text.includes('?')) continue
    const days = Number(DAYS.exec(one.text)?.slice(1).find(Boolean))
    if (!Number.isFinite(days) || days === crm || days > 180 || days < 5) continue
    ranked.push({ said: one, score: 1.5 + one.age, value: `${days} days` })
  }
  return made(field, ranked, 1.5)
}

const PAYMENT =
  /\b(?:payment|pay|paid|net|invoices?|zahlungsziel|zahlung\w*|zahlen|netto|rechnung\w*|paiement|payer|payons|factur\w+|pago|pagamos|pagar)\b/
const DAYS = /\bnet (\d{1,3})\b|\b(\d{1,3}) (?:days|tage\w*|jours|dias)\b/
