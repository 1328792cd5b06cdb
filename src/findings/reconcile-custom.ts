import { foldName } from '../signals/fold.ts'
import { dealRecords, fieldsOf, recordsOf } from './crm-fields.ts'
import type { CrmField } from './crm-fields.ts'
import { keyOf } from './counted.ts'
import { kindOf } from './field-kinds.ts'
import type { FieldKind } from './field-kinds.ts'
import type { Contradiction } from './finding.ts'
import type { Known } from './reconcile-known.ts'
import { made } from './ranked.ts'
import type { Ranked } from './ranked.ts'
import { price } from './reconcile-price.ts'
import { payment, term } from './reconcile-term.ts'
import { COUNTED, MOVED, TOPICS } from './reconcile-words.ts'
import type { SaidNumber } from './said-values.ts'

const EMPTY_NOUN =
  /^(?:count|number|num|of|total|no|anzahl|nombre|numero|qty|quantity|annual|current|weekly|daily|monthly|active|contracted|the|size)$/

/** Fields that a workspace added for itself: counts beside their noun, days and shares beside their topic, terms of years. */
export function customChecks(known: Known): Contradiction[] {
  const found: Contradiction[] = []
  const records = [...dealRecords(known.corpus), ...recordsOf(known.corpus, /^(?:account|compan)/i)]
  for (const record of records) {
    for (const field of fieldsOf(record)) {
      const one = CHECKS[kindOf(field)]?.(field, known)
      if (one) found.push(one)
    }
  }
  return found
}

const CHECKS: Partial<Record<FieldKind, (field: CrmField, known: Known) => Contradiction | null>> = {
  day,
  share,
  term,
  payment,
  price,
  count,
  choice,
}

/** A count in the CRM against the numbers said right before or after the same noun. */
function count(field: CrmField, { said }: Known): Contradiction | null {
  const crm = Number(field.value)
  if (field.value === null || !/^-?\d+(?:\.\d+)?$/.test(field.value) || crm <= 1) return null
  const nouns = field.words.filter((word) => !EMPTY_NOUN.test(word) && (word.length >= 4 || UNIT.test(word)))
  const keys = new Set(nouns.map(keyOf))
  const all = new Set([...keys, ...field.words.filter((word) => QUALIFIER.test(word)).map(keyOf)])
  if (keys.size === 0) return null
  const qualifiers = field.words.filter((word) => QUALIFIER.test(word))
  const account = /^(?:account|compan)/i.test(field.record.object)
  // Where one record counts a thing twice (all of them, those in use), each figure needs the words of its own field.
  const twice = fieldsOf(field.record).some(
    (other) =>
      other.name !== field.name && kindOf(other) === 'count' && other.words.some((word) => keys.has(keyOf(word))),
  )
  const whole = field.words.some((word) => TOTAL.test(word))
  const rest = field.words.filter(
    (word) => word.length >= 4 && !EMPTY_NOUN.test(word) && !COUNTED.some((row) => row.test(word)),
  )
  const ranked: Ranked[] = []
  for (const one of said) {
    const holdsCrm = one.numbers.some((number) => number.value === crm)
    for (const number of one.numbers) {
      if (number.money || number.percent || number.value === crm || number.value < crm * 0.15 || number.value > crm * 8)
        continue
      const noun =
        holdsCrm &&
        (corrects(one.text, crm) ||
          (CHANGED.test(one.text) && named(one.sentence.text, all) && !countsOther(one.sentence.text, number, keys)))
          ? 1.6
          : besideNoun(one.sentence.text, number, keys)
      if (noun === 0) continue
      let score = noun + one.age * 0.8
      const part = qualifiers.length > 0 && isPartOf(one.text, number.text, crm)
      if (holdsCrm && !CHANGED.test(one.text) && !part) continue
      if (part) score += 1
      // another figure for the same thing is near the old one
      if (number.value > crm * 0.5 && number.value < crm * 2) score += 0.3
      if (holdsCrm) score += 2
      const around = foldName(one.sentence.text.slice(Math.max(0, number.start - 25), number.end + 25))
      if (whole) score += (WHOLE.test(one.text) ? 0.8 : 0) - (PART.test(around) ? 1.2 : 0)
      else if (twice && !rest.some((word) => one.text.includes(word))) score -= 1.5
      if (qualifiers.some((word) => one.text.includes(word))) score += 0.6
      else if (qualifiers.length > 0) score -= 1.5
      if (account) score += WHOLE.test(one.text) ? 0.8 : OFFERED.test(one.text) ? -1 : holdsCrm ? 0 : -0.8
      if (/\b(?:not|now|instead|total|all|alle|insgesamt|au total|en total|today|jetzt|nur|only)\b/.test(one.text))
        score += 0.4
      if (one.side === 'customer' || one.side === 'seller') score += 0.2
      if (/\b(?:first|pilot|erste\w*|premier\w*|primer\w*)\b/.test(one.text)) score -= 0.8
      if (
        holdsCrm &&
        new RegExp(
          `\\b(?:not|nicht|pas|no|from|von|de|statt|instead of|au lieu de)\\s+${number.text.replace(/[^\d]/g, '')}\\b`,
        ).test(one.text.replace(/ (?=\d{3}\b)/g, ''))
      )
        score -= 2
      ranked.push({ said: one, score, value: number.text })
    }
  }
  const agreed = said.filter(
    (one) =>
      one.age > 0.5 &&
      one.numbers.some((number) => number.value === crm && besideNoun(one.sentence.text, number, keys) > 0) &&
      one.numbers.length === 1,
  )
  const repeated = new Map<string, number>()
  for (const one of ranked) repeated.set(one.value, (repeated.get(one.value) ?? 0) + 1)
  for (const one of ranked)
    one.score += Math.min(1.2, 0.4 * ((repeated.get(one.value) ?? 1) - 1)) - (agreed.length > 1 ? 0.8 : 0)
  return made(field, ranked, 2)
}

const QUALIFIER = /^(?:active|weekly|daily|monthly|live|contracted|licensed|used|deployed)$/
/** One figure gives way to another. */
const CHANGED =
  /\b(?:not|instead|now|from|fell|rose|went|down|up|corrected|actually|nicht|statt|jetzt|von|auf|gesunken|gestiegen|pas|au lieu|maintenant|passe\w*|tombe\w*|no|en lugar|ahora|bajo|subio|pasaron|paso)\b/
const TOTAL = /^(?:total\w*|gesamt\w*|overall|all|alle|tous|todos|todas)$/
const PART =
  /\b(?:more|additional|others?|remaining|first|new|weitere\w*|andere\w*|restlich\w*|neue\w*|autres?|restants?|supplementaires?|nouve\w+|otr[oa]s|restantes|nuev[oa]s)\b/
const WHOLE =
  /\b(?:we (?:run|have|are|operate)|in total|altogether|all in all|whole|estate|wir (?:haben|betreiben|sind)|insgesamt|nous (?:avons|gerons|sommes|exploitons)|au total|tenemos|somos|en total|operamos)\b/
const OFFERED = /\b(?:quote\w*|offer\w*|proposal|order form|angebot\w*|devis|offre|oferta|cotizacion|propuesta)\b/

/** "180 and not 108": whoever says that of a number so telling means this field. */
function corrects(text: string, crm: number): boolean {
  return (
    crm >= 20 &&
    new RegExp(
      `\\b(?:not|nicht|statt|instead of|rather than|pas|au lieu de|no|en lugar de|en vez de) (?:the |die |les |los |las )?${crm}\\b`,
    ).test(text.replace(/ (?=\d{3}\b)/g, ''))
  )
}

/** "9 of the 14 gates": of those the CRM counts, that many do. */
function isPartOf(text: string, part: string, crm: number): boolean {
  return new RegExp(
    `\\b${part.replace(/[^\\d]/g, '') || foldName(part)} (?:out )?(?:of|von|der|des|sur|de)(?: (?:the|our|den|unseren|les|nos|las|los|nuestr[oa]s))? ${crm}\\b`,
  ).test(text)
}

function named(text: string, keys: ReadonlySet<string>): boolean {
  return (text.match(/[\p{L}-]+/gu) ?? []).some((word) => keys.has(keyOf(word)))
}

/** "forty minutes" beside twenty-two practices: a number of something else. */
function countsOther(text: string, number: SaidNumber, keys: ReadonlySet<string>): boolean {
  const next = /^[ \u00a0](\p{L}{4,})/u.exec(text.slice(number.end))?.[1]
  return next !== undefined && TIMES.test(foldName(next)) && !keys.has(keyOf(next))
}

const TIMES =
  /^(?:minutes?|hours?|days?|weeks?|months?|years?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|heures?|jours?|semaines?|mois|annees?|minutos?|horas?|dias?|semanas?|meses|anos?)$/
const UNIT = /^(?:[kmg]wh?|[km]wp|kva|m[23]|qm|kg|ton)$/

/** 1.6 where the noun stands within three words after the number (or before it, with a colon), else 0. */
function besideNoun(text: string, number: SaidNumber, keys: ReadonlySet<string>): number {
  const after =
    text
      .slice(number.end)
      .match(/[\p{L}-]+|[.;:!?()]/gu)
      ?.slice(0, 3) ?? []
  for (const word of after) {
    if (/^[.;:!?()]$/.test(word)) break
    if (keys.has(keyOf(word))) return 1.6
  }
  const before =
    text
      .slice(0, number.start)
      .match(/[\p{L}-]+|[.;!?()]/gu)
      ?.slice(-5) ?? []
  return before.some((word) => keys.has(keyOf(word))) ? 1 : 0
}

function topicOf(field: CrmField): RegExp | null {
  const name = field.words.join(' ')
  const row = TOPICS.find(({ field: pattern }) => pattern.test(name))
  if (row) return row.said
  const word = field.words.find(
    (one) => one.length > 4 && !/^(?:date|until|deadline|valid|percent|target|planned|expected)$/.test(one),
  )
  return word === undefined ? null : new RegExp(`\\b${foldName(word).slice(0, 7)}`, 'u')
}

function day(field: CrmField, { said }: Known): Contradiction | null {
  const topic = topicOf(field)
  if (topic === null) return null
  const crm = field.value?.slice(0, 10) ?? null
  const notice = NOTICE.test(field.words.join(' '))
  const ranked: Ranked[] = []
  for (const [at, one] of said.entries()) {
    const before = said[at - 1]
    // "That is Friday 31 October": of what stands in the sentence before
    const meant = THAT_IS.test(one.text) && before?.sentence.item === one.sentence.item && topic.test(before.text)
    if ((!topic.test(one.text) && !meant) || (!notice && NOTICE.test(one.text))) continue
    for (const date of one.dates) {
      const same = crm !== null && Math.abs(Date.parse(date.day) - Date.parse(crm)) <= 86_400_000
      if (crm !== null && Math.abs(Date.parse(date.day) - Date.parse(crm)) > 400 * 86_400_000) continue
      let score = 1 + one.age
      if (one.side === 'customer') score += 0.4
      if (near(one.text, topic, date.text)) score += 0.6
      if (/\b(?:freeze|anderungsstopp|gel)\b/.test(one.text)) score -= 1
      if (
        MOVED.test(one.text) ||
        /\b(?:latest|by|until|till|spatestens|bis|avant|jusqu|au plus tard|hasta|a mas tardar|antes|deadline|maintenue|has to|must|muss|doit|debe)\b/.test(
          one.text,
        )
      )
        score += 0.6
      if (one.sentence.text.includes('?')) score -= 0.8
      ranked.push({ said: one, score: same ? -1 : score, value: date.day })
    }
  }
  return made(field, ranked, crm === null ? 1.9 : 1.6)
}

const THAT_IS = /\b(?:that is|that s|which is|das ist|das ware|c est|ce sera|eso es|es decir)\b/

/** A day by which notice is given is a day of its own, though a renewal is spoken of. */
const NOTICE = /\b(?:notice|kundig\w*|preavis|preaviso)\b/

/** Topic and date stand within forty characters of each other. */
function near(text: string, topic: RegExp, date: string): boolean {
  const at = text.search(topic)
  const there = text.indexOf(foldName(date))
  return at >= 0 && there >= 0 && Math.abs(at - there) <= 40
}

function share(field: CrmField, { said }: Known): Contradiction | null {
  const topic = topicOf(field)
  const crm = field.value === null ? null : Number(field.value)
  if (topic === null || (crm !== null && !Number.isFinite(crm))) return null
  const ranked: Ranked[] = []
  for (const one of said) {
    if (!topic.test(one.text)) continue
    for (const number of one.numbers) {
      if (!number.percent || number.value === crm || number.value > 60) continue
      let score = 0.8 + one.age
      if (one.side === 'seller') score += 0.8
      if (one.sentence.text.includes('?')) score -= 1
      ranked.push({ said: one, score, value: `${number.text}%` })
    }
  }
  return made(field, ranked, 1.7)
}

/** A chosen word that somebody rules out by that very word: "a direct award is out of the question". */
function choice(field: CrmField, known: Known): Contradiction | null {
  const { said } = known
  const value = foldName(field.value ?? '')
  const listed = oneOf(field, known)
  if (listed) return listed
  if (!/^\p{L}[\p{L} ]{5,40}$/u.test(value) || /^(?:true|false)$/.test(value)) return null
  const ranked: Ranked[] = said
    .filter((one) => one.text.includes(value) && RULED_OUT.test(one.text) && !one.sentence.text.includes('?'))
    .map((one) => ({ said: one, score: 1.5 + one.age, value: one.sentence.text }))
  return made(field, ranked, 1.5)
}

/** "Selby only" of a field that lists two. */
function oneOf(field: CrmField, { said }: Known): Contradiction | null {
  const names = (field.value ?? '')
    .split(/\s*[;,/+]\s*/)
    .map(foldName)
    .filter((name) => name.length > 2)
  if (names.length < 2 || names.length > 8 || names.some((name) => name.split(' ').length > 3)) return null
  const ranked: Ranked[] = said.flatMap((one) => {
    const kept = names.find((name) =>
      new RegExp(
        `\\b${name} (?:only|nur|seulement|uniquement|solamente|solo)\\b|\\b(?:only|nur|allein|seulement|uniquement|solo|solamente) (?:in |at |for |fur |a |en |para )?${name}\\b`,
      ).test(one.text),
    )
    return kept === undefined || one.sentence.text.includes('?')
      ? []
      : [{ said: one, score: 1.5 + one.age, value: one.sentence.text }]
  })
  return made(field, ranked, 1.5)
}

const RULED_OUT =
  /\b(?:out of the question|ruled out|not (?:an option|possible|allowed)|no longer|instead of|rather than|scheidet aus|ausgeschlossen|nicht (?:moglich|zulassig|mehr)|kommt nicht in|statt|exclu\w*|pas (?:possible|question)|n est plus|au lieu d\w*|descartad\w+|no (?:es posible|cabe|procede)|ya no|en lugar de)\b/
