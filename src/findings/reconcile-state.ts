import { foldName } from '../signals/fold.ts'
import type { CrmField } from './crm-fields.ts'
import type { Contradiction } from './finding.ts'
import { best, contradiction, distinct } from './ranked.ts'
import type { Ranked } from './ranked.ts'
import type { Known } from './reconcile-known.ts'
import type { Said } from './said-values.ts'
import { BUDGETED, CLOSING, CRM_TALK, NO_BUDGET, NO_DEAL, PARENT, SPECIAL_TERMS } from './reconcile-words.ts'

export function terms(field: CrmField, { said }: Known): Contradiction | null {
  if (field.value !== null) return null
  const ranked = said
    .filter((one) => SPECIAL_TERMS.test(one.text) && !one.sentence.text.includes('?'))
    .map((one) => ({
      said: one,
      score:
        (one.side === 'seller' ? 1.5 : 0.5) +
        one.age +
        (/\b(?:clause|contract|schedule|vertrag\w*|klausel|contrat|contrato|clausula|may terminate|right)\b/.test(
          one.text,
        )
          ? 1
          : 0),
      value: one.sentence.text,
    }))
  const top = best(ranked, 2.2)
  return top[0] ? contradiction(field, top[0].value, distinct(top)) : null
}

export function budget(field: CrmField, { said, rivals }: Known): Contradiction | null {
  const crm = Number(field.value)
  if (field.value === null) return unrecorded(field, { said, rivals })
  if (Number.isFinite(crm) && crm > 100) {
    const ranked: Ranked[] = []
    for (const one of said) {
      if (!BUDGETED.test(one.text) || rivals.some((rival) => one.text.includes(rival))) continue
      for (const number of one.numbers) {
        if (!number.money || number.value < crm * 0.05 || number.value > crm * 20) continue
        const same = Math.abs(number.value - crm) < crm * 0.005
        const score = 1 + one.age + (one.side === 'customer' ? 0.8 : 0) + (one.onRecord ? 0.5 : 0) - (same ? 3 : 0)
        ranked.push({ said: one, score, value: number.text })
      }
    }
    const top = best(ranked, 1.8)
    return top[0] ? contradiction(field, top[0].value, distinct(top)) : null
  }
  if (!/^(?:true|yes|confirmed|approved|ja|oui|si|1)$/i.test(field.value)) return null
  const top = best(
    said
      .filter(
        (one) =>
          one.side === 'customer' && (NO_BUDGET.test(one.text) || /budget/.test(one.text)) && NO_BUDGET.test(one.text),
      )
      .map((one) => ({ said: one, score: 1 + one.age, value: 'not approved' })),
    1,
  )
  return top[0] ? contradiction(field, 'not approved', distinct(top)) : null
}

/** The customer says what there is to spend, and the CRM has no budget at all. */
function unrecorded(field: CrmField, { said, rivals }: Pick<Known, 'said' | 'rivals'>): Contradiction | null {
  const ranked: Ranked[] = said
    .filter(
      (one) =>
        one.side === 'customer' &&
        BUDGETED.test(one.text) &&
        !one.sentence.text.includes('?') &&
        !rivals.some((rival) => one.text.includes(rival)),
    )
    .flatMap((one) =>
      one.numbers
        .filter((number) => number.money && number.value >= 1000)
        .map((number) => ({ said: one, score: 1 + one.age, value: number.text })),
    )
  const top = best(ranked, 1)
  return top[0] ? contradiction(field, top[0].value, distinct(top)) : null
}

/** Stage, forecast, probability, health, risk: against a colleague's word on the record, or the customer's refusal. */
export function state(field: CrmField, { said }: Known): Contradiction | null {
  if (field.value === null) return null
  const value = foldName(field.value.replace(/\.0$/, ''))
  if (value === '' || value === 'true' || value === 'false') return null
  const topic =
    field.words.find((word) => word.length > 3 && !/name|status|score|category/.test(word)) ?? field.words[0] ?? ''
  const bright =
    /commit|won|verbal|negotiat|contract|zusage|mundlich|muendlich|accord|acuerdo|vertrag|contrat|green|gruen|low|healthy|high prob|active|good/.test(
      value,
    ) ||
    (/probab/.test(field.words.join(' ')) && Number(value) >= 70)
  const isStage = /stage|probab/.test(field.words.join(' '))
  const calm =
    /risk|health|sentiment/.test(field.words.join(' ')) &&
    /low|green|healthy|gering|niedrig|faible|bajo|verde|vert|good/.test(value)
  const early = /qualif|discover|prospect|new|lead|appointment/.test(value)
  // A field of numbers is answered with a number, or not at all.
  const chance = /^\d+(?: \d+)?$/.test(value)
  const ranked: Ranked[] = []
  for (const one of said) {
    const holds = ` ${one.text} `.includes(` ${value} `)
    const named = one.text.includes(topic)
    let score = one.age
    if (
      one.side === 'seller' &&
      holds &&
      (CRM_TALK.test(one.text) ||
        named ||
        (chance ? deniesShare(one.text, value) : /\bnot\b|\bnicht\b|\bpas\b|\bno\b/.test(one.text)))
    )
      score += 2
    else if (one.side === 'seller' && named && /\bnot\b|\bnicht\b|\bpas\b|\bno es\b/.test(one.text)) score += 1.8
    else if (one.side === 'seller' && one.onRecord && otherColour(value, one.text) !== null) score += 2.2
    else if (bright && isStage && one.side === 'customer' && NO_DEAL.test(one.text)) score += 1.6
    else if (calm && one.side === 'customer' && ALARM.test(one.text)) score += 1.3
    else if (early && /\b(?:shortlist\w*|finalist\w*|engere (?:auswahl|wahl)|preselec\w+|short list)\b/.test(one.text))
      score += 1.6
    else continue
    const figure = chance ? chanceIn(one, Number(value), topic) : (otherColour(value, one.text) ?? one.sentence.text)
    if (figure !== null) ranked.push({ said: one, score, value: figure })
  }
  const top = best(ranked, 2)
  return top[0] ? contradiction(field, top[0].value, distinct(top)) : null
}

/** "not 80 %", and not any 80 in a sentence that denies something */
const deniesShare = (text: string, value: string): boolean =>
  new RegExp(`\\b(?:not|nicht|pas|no)(?: \\w+){0,2} ${value}\\b`).test(text)

const COLOURS: readonly RegExp[] = [
  /\b(?:green|grun|gruen|vert|verte|verde)\b/,
  /\b(?:amber|yellow|gelb|orange|jaune|ambar|amarill[oa]|naranja)\b/,
  /\b(?:red|rot|rouge|roj[oa])\b/,
]

/** The colour that a sentence gives to what the CRM holds in another. */
function otherColour(value: string, text: string): string | null {
  const own = COLOURS.findIndex((colour) => colour.test(value))
  if (own < 0) return null
  const other = COLOURS.find((colour, at) => at !== own && colour.test(text))
  return other?.exec(text)?.[0] ?? null
}

/** The share that a sentence gives instead of the CRM's: "not 80 %, rather 30", "call it 40 percent". */
function chanceIn({ numbers, text }: Said, crm: number, topic: string): string | null {
  const shares = numbers.filter(
    (number) =>
      number.value !== crm &&
      !number.money &&
      number.value <= 100 &&
      (number.percent || text.includes(topic) || numbers.some((other) => other.percent && other.value === crm)),
  )
  const one = shares.find((number) => number.percent) ?? shares[0]
  if (one !== undefined) return `${one.text.replace(/\s*%$/, '')}%`
  // "It still says 90 %": which share is right nobody says, but not this one.
  const own = numbers.find((number) => number.percent && number.value === crm)
  return own !== undefined && CRM_TALK.test(text) && DENIED.test(text) ? `not ${own.text.replace(/\s*%$/, '')}%` : null
}

const DENIED =
  /\b(?:still|not|wrong|never|noch|immer|nicht|falsch|encore|toujours|pas|faux|fausse|todavia|sigue|no|falso|mal)\b/

/** The customer prepares to go. */
const ALARM =
  /\b(?:notice letter|written notice|terminat\w+|not (?:going to )?renew|won t renew|kundigung\w*|kundigen|nicht verlanger\w+|preavis|resili\w+|ne renouvel\w+|rescind\w+|rescision|no renov\w+|preaviso)\b/

export function parent(field: CrmField, { said }: Known): Contradiction | null {
  const top = best(
    said
      .filter((one) => one.side !== 'seller' && PARENT.test(one.text))
      .map((one) => ({ said: one, score: 1 + one.age + (CLOSING.test(one.text) ? 1 : 0), value: one.sentence.text })),
    1.8,
  )
  return top[0] ? contradiction(field, top[0].value, distinct(top)) : null
}
