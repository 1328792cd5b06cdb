import { foldName } from '../signals/fold.ts'
import { dealRecords, fieldsOf, recordsOf } from './crm-fields.ts'
import type { CrmField } from './crm-fields.ts'
import { kindOf } from './field-kinds.ts'
import type { FieldKind } from './field-kinds.ts'
import type { Contradiction, Role } from './finding.ts'
import { gistOf, likeness } from './gist.ts'
import type { Known } from './reconcile-known.ts'
import { BUDGETED, CLOSING, CRM_TALK, DEAL_PRICE, DROPPED, HANDED_OVER, MOVED, NOT_THEN } from './reconcile-words.ts'
import { periodsOf } from './said-periods.ts'
import { datesOf } from './said-values.ts'
import type { Said } from './said-values.ts'
import { best, contradiction, distinct } from './ranked.ts'
import type { Ranked } from './ranked.ts'
import { budget, parent, state, terms } from './reconcile-state.ts'

const DAY = 86_400_000

/** The fields that every deal has: amount, close date, stage and its kin, next step, competitor, who buys, terms. */
export function dealChecks(known: Known): Contradiction[] {
  const found: Contradiction[] = []
  for (const record of dealRecords(known.corpus)) {
    for (const field of fieldsOf(record)) {
      const one = CHECKS[kindOf(field)]?.(field, known)
      if (one) found.push(one)
    }
  }
  for (const record of recordsOf(known.corpus, /^(?:account|compan)/i)) {
    for (const field of fieldsOf(record)) {
      const kind = kindOf(field)
      const one =
        kind === 'state' || kind === 'competitor' || (kind === 'parent' && field.value === null)
          ? CHECKS[kind]?.(field, known)
          : null
      if (one) found.push(one)
    }
  }
  return found
}

const CHECKS: Partial<Record<FieldKind, (field: CrmField, known: Known) => Contradiction | null>> = {
  amount,
  budget,
  close: closeDate,
  nextStep,
  competitor,
  person,
  terms,
  state,
  parent,
}

function amount(field: CrmField, { said, rivals }: Known): Contradiction | null {
  const crm = Number(field.value)
  if (field.value === null || !Number.isFinite(crm) || crm <= 0) return null
  const ranked: Ranked[] = []
  for (const one of said) {
    if (rivals.some((rival) => one.text.includes(rival))) continue
    for (const number of one.numbers) {
      if (!number.money || number.percent || number.value < crm * 0.08 || number.value > crm * 20) continue
      const around = foldName(one.sentence.text.slice(Math.max(0, number.start - 45), number.end + 45))
      let score = one.age * 1.2
      if (DEAL_PRICE.test(around) || SUMMED.test(around)) score += 1.2
      else if (!one.onRecord) continue
      if (NOT_PRICE.test(around) || BUDGETED.test(one.text)) score -= 1.2
      if (SUMMED.test(around)) score += 0.6
      if (one.side === 'seller') score += 0.5
      if (CRM_TALK.test(one.text)) score += 1.5
      else if (one.onRecord) score += 0.8
      if (number.value > crm * 0.25 && number.value < crm * 4) score += 0.5
      if (one.numbers.length >= 3) score += 0.4
      if (one.sentence.text.includes('?')) score -= 0.6
      if (Math.abs(number.value - crm) < crm * 0.005) score -= 1.5
      ranked.push({ said: one, score, value: withUnit(one.sentence.text, number) })
    }
  }
  const top = best(ranked, 2.3)
  return top[0] ? contradiction(field, top[0].value, distinct(top)) : null
}

/** The whole is named: "that comes to", "macht zusammen". */
const SUMMED =
  /\b(?:comes to|comes out at|works out at|in total|altogether|totals?|total of|macht (?:das|zusammen)|ergibt|(?:komme|kommen|kommt) (?:ich |wir |das )?auf|insgesamt|soit|(?:cela|ca|nous) (?:fait|donne|revient)|au total|en total|suma|asciende|(?:me|nos) sale\w*|sale a|salen a)\b/

/** An amount with its currency and "a year", as it stands there. */
function withUnit(text: string, { start, end }: { start: number; end: number }): string {
  const before = /(?:[$€£]|usd|eur|gbp|chf|mxn)\s?$/i.exec(text.slice(0, start))?.[0] ?? ''
  const after =
    /^\s?(?:[$€£]|k€|usd|eur(?:os?)?|gbp|chf|pesos|dollars|pounds)?(?:\s(?:a|per|pro|im|par|al|por)\s(?:year|annum|month|jahr|monat|an|mois|año|mes))?(?!\p{L})/iu.exec(
      text.slice(end),
    )?.[0] ?? ''
  return `${before}${text.slice(start, end)}${after}`.trim()
}

const SIGNED =
  /\b(?:signed|completed|countersigned|unterschrieben|unterzeichnet|signe|signee|signes|firmado|firmada|firmaron)\b/

/** Money that is not the price of this deal: budgets, damage, somebody else's offer. */
const NOT_PRICE =
  /\b(?:budget\w*|enveloppe\w*|presupuest\w*|fine|multa|amende|strafe|saving\w*|saved|gespart|einspar\w*|econom\w+|ahorr\w+|lost|loss|cost us|overtime|detention|standgeld|damage|schaden|compet\w+|setup|set up|one off|einmalig\w*|credit|gutschrift|avoir)\b/

function closeDate(field: CrmField, { said, corpus }: Known): Contradiction | null {
  const crm = field.value?.slice(0, 10) ?? null
  if (crm === null || !/^\d{4}-\d{2}-\d{2}$/.test(crm)) return null
  const won = /won|gewonnen|gagn|ganad/i.test(
    `${field.record.fields['StageName'] ?? ''} ${field.record.fields['dealstage'] ?? ''}`,
  )
  const ranked: Ranked[] = []
  for (const [place, one] of said.entries()) {
    if (!CLOSING.test(one.text) && !NOT_THEN.test(one.text)) continue
    const before = said[place - 1]
    // "The board has moved. It's 16 June now instead of the 9th."
    const meant =
      NOT_THEN.test(one.text) &&
      before?.sentence.item === one.sentence.item &&
      MOVED.test(before.text) &&
      CLOSING.test(before.text)
    const at = one.at ?? corpus.asOf
    const days = one.dates.map((date) => ({ ...date, value: date.day, from: date.day, to: date.day }))
    const periods = won ? [] : periodsOf(one.sentence.text, at).map((period) => ({ ...period, value: period.text }))
    for (const date of [...days, ...periods]) {
      const off = (Date.parse(date.day) - Date.parse(crm)) / DAY
      if (Math.abs(off) > 300) continue
      const holds = date.from <= crm && crm <= date.to
      const around = foldName(one.sentence.text.slice(Math.max(0, date.start - 70), date.start + 90))
      const denied = (Math.abs(off) <= 1 || holds) && NOT_THEN.test(one.text) && CLOSING.test(around)
      if (won ? off === 0 : (Math.abs(off) <= 1 || holds) && !denied) continue
      let score = one.age
      if (CLOSING.test(around) || meant) score += 1
      if (DECIDED.test(around)) score += 0.6
      if (won && !SIGNED.test(one.text)) continue
      if (won) score += 1.2
      if (NOT_THEN.test(one.text)) score += 0.8
      if (denied) score += 1.5
      if (one.side === 'customer') score += 0.6
      else if (OFFER_ENDS.test(one.text)) score -= 1.2
      // something else moves: a call, a visit
      if (!CLOSING.test(one.text) && !meant && !one.onRecord) score -= 0.8
      if (one.onRecord) score += 0.8
      if (date.day > at.slice(0, 10)) score += 0.5
      if (date.value !== date.day) score -= 0.3
      if (one.sentence.text.includes('?')) score -= 0.8
      ranked.push({ said: one, score, value: date.value })
    }
  }
  const top = best(ranked, 2.5)
  return top[0] ? contradiction(field, top[0].value, distinct(top)) : null
}

/** Somebody decides, signs or votes, rather than that a committee is named. */
const DECIDED =
  /\b(?:sign(?:s|ed)?|decid\w+|vot(?:e|es|ed)|award\w*|approv\w+|entscheid\w+|unterschr\w+|unterzeichn\w+|zuschlag\w*|beschlie\w+|stimmt|signe\w*|signer\w*|vot(?:e|era|ent)|tranch\w+|valid\w+|firm(?:a|e|an|ar\w*)|vot(?:a|an|ara|en)|aprueb\w+|adjudic\w+)\b/
/** Until when an offer of the seller's stands: no day on which the customer decides. */
const OFFER_ENDS =
  /\b(?:waived|if (?:you|it|the)|provided|valid (?:until|till|through)|discount|gilt bis|gultig|sofern|falls|wenn sie|valable|si vous|a condition|siempre que|si firman?|valid[ao]|hasta el)\b/

function nextStep(field: CrmField, known: Known): Contradiction | null {
  if (field.value === null) return null
  const told = foldName(field.value)
  const gone = known.stakeholders.find(
    (person) =>
      person.left && person.name.split(/\s+/).some((part) => part.length > 3 && told.includes(foldName(part))),
  )
  const identity = gone && known.corpus.identities.find((one) => one.id === gone.identity)
  if (identity?.left) {
    return { ...contradiction(field, `${identity.name} has left`, []), sentences: identity.left.sentences.slice(0, 2) }
  }
  const words = telling(told)
  const step = gistOf(field.value)
  const dates = datesOf(field.value, known.corpus.asOf, true)
  const ranked: Ranked[] = []
  for (const one of known.said) {
    const shared = words.filter((word) => one.text.includes(word)).length
    const about = [...step].filter((key) => key.startsWith('#') && one.about.has(key)).length
    if (shared === 0 && about > 0 && dates.length === 0 && one.side === 'seller' && one.handsOver && one.age > 0.1)
      ranked.push({ said: one, score: 2 + one.age * 0.5, value: 'done' })
    const other = one.dates.find((date) => !dates.some((crm) => crm.day === date.day))
    const denied = one.dates.some((date) => dates.some((crm) => crm.day === date.day)) && NOT_THEN.test(one.text)
    if (dates.length > 0 && denied) ranked.push({ said: one, score: 3 + one.age, value: one.sentence.text })
    if (shared === 0) continue
    if (DROPPED.test(one.text)) ranked.push({ said: one, score: 2.6 + one.age, value: one.sentence.text })
    if (dates.length > 0 && other && MOVED.test(one.text))
      ranked.push({ said: one, score: 3 + one.age, value: other.day })
    else if (dates.length > 0 && other) ranked.push({ said: one, score: 1.2 + one.age, value: other.day })
    else if (HANDED_OVER.test(one.text) && one.age > 0.1)
      ranked.push({ said: one, score: 2 + one.age * 0.5, value: 'done' })
  }
  const done = known.commitments.findLast((commitment) => {
    const like = likeness(step, gistOf(commitment.what), () => 1)
    return commitment.status === 'done' && commitment.resolvedBy.length > 0 && like.shared >= 1 && like.contained >= 0.6
  })
  const top = best(ranked, 2.1)
  if (top[0]) return contradiction(field, top[0].value, distinct(top))
  if (done && dates.length === 0)
    return { ...contradiction(field, 'done', []), sentences: [...done.resolvedBy, ...done.sentences].slice(0, 2) }
  return null
}

function competitor(field: CrmField, known: Known): Contradiction | null {
  const rival = known.findings.find((finding) => finding.kind === 'qualification' && finding.field === 'competition')
  if (!rival || rival.kind !== 'qualification') return null
  const names = rival.value.split(/,\s*/)
  if (field.value !== null) {
    const crm = foldName(field.value)
    if (crm === '' || names.some((name) => crm.includes(foldName(name)) || foldName(name).includes(crm))) return null
  }
  return { ...contradiction(field, rival.value, []), sentences: rival.sentences.slice(0, 3) }
}

function person(field: CrmField, known: Known): Contradiction | null {
  const name = field.words.join(' ')
  const role: Role = /procurement|purchasing|einkauf|achats|compras/.test(name)
    ? 'procurement'
    : /champion|promotor/.test(name)
      ? 'champion'
      : /sponsor/.test(name)
        ? 'executive_sponsor'
        : /decision ?maker|entscheider|decideu|decisor/.test(name) && !/wirtschaft|economi/.test(name)
          ? 'decision_maker'
          : 'economic_buyer'
  const crm = field.value === null ? null : foldName(field.value)
  const holders = known.stakeholders.filter((one) => one.side !== 'seller' && one.roles.includes(role) && !one.left)
  if (crm !== null && holders.some((one) => namesMatch(crm, one.name))) return null
  const named = crm === null ? undefined : known.stakeholders.find((one) => namesMatch(crm, one.name))
  const leaver = named?.left ? known.corpus.identities.find((one) => one.id === named.identity) : undefined
  const holder = holders[0]
  const stale = crm === null ? undefined : staleWord(crm, known)
  if (!holder) {
    if (leaver?.left)
      return { ...contradiction(field, `${leaver.name} has left`, []), sentences: leaver.left.sentences.slice(0, 2) }
    return stale ? contradiction(field, stale.sentence.text, [stale]) : null
  }
  if (crm === null && !holder.stated) return null
  const evidence = known.findings.filter(
    (finding) =>
      finding.kind === 'role' &&
      finding.identity === holder.identity &&
      (finding.role === role || finding.role === 'decision_maker'),
  )
  const titled = new Set(known.corpus.identities.find((one) => one.id === holder.identity)?.title?.sentences ?? [])
  const ids = [...new Set(evidence.flatMap((finding) => finding.sentences))]
  const sentences = [
    ...ids.filter((id) => !titled.has(id)).slice(0, 1),
    ...(stale ? [stale.sentence.id] : []),
    ...ids.filter((id) => !titled.has(id)).slice(1),
    ...(leaver?.left?.sentences ?? []),
    ...ids.filter((id) => titled.has(id)),
  ]
  return { ...contradiction(field, holder.name, []), sentences: sentences.slice(0, 2) }
}

/** "The system still has Nora as decision maker": a colleague says that the name in the record is the wrong one. */
function staleWord(crm: string, { said }: Known): Said | undefined {
  const names = crm.split(' ').filter((part) => part.length > 2)
  return said.findLast(
    (one) =>
      one.side === 'seller' &&
      CRM_TALK.test(one.text) &&
      STILL.test(one.text) &&
      names.some((name) => ` ${one.text} `.includes(` ${name} `)),
  )
}

const STILL =
  /\b(?:still|wrong|no longer|out of date|noch|immer|falsch|veraltet|encore|toujours|faux|perime\w*|todavia|sigue|aun|mal)\b/

function telling(folded: string): string[] {
  return folded
    .split(' ')
    .filter(
      (word) =>
        word.length >= 4 &&
        !/^(?:send|with|from|after|before|call|meet\w*|nach|avec|para|dann|next|week|final)$/.test(word) &&
        !/^\d+$/.test(word),
    )
}

function namesMatch(folded: string, name: string): boolean {
  const parts = foldName(name)
    .split(' ')
    .filter((part) => part.length > 2)
  return (
    parts.some((part) => folded.split(' ').includes(part)) &&
    (folded.split(' ').length === 1 ||
      parts.filter((part) => folded.includes(part)).length >= Math.min(2, parts.length))
  )
}
