import { foldName } from '../signals/fold.ts'
import { dealRecords, fieldsOf, recordsOf } from './crm-fields.ts'
import type { CrmField } from './crm-fields.ts'
import type { Contradiction, Role } from './finding.ts'
import { gistOf, likeness } from './gist.ts'
import type { Known } from './reconcile-known.ts'
import { CLOSING, CRM_TALK, DEAL_PRICE, MOVED, NOT_THEN } from './reconcile-words.ts'
import { datesOf } from './said-values.ts'
import { best, contradiction, distinct } from './ranked.ts'
import type { Ranked } from './ranked.ts'
import { budget, parent, state, terms } from './reconcile-state.ts'

const DAY = 86_400_000

/** The fields that every deal has: amount, close date, stage and its kin, next step, competitor, who buys, terms. */
export function dealChecks(known: Known): Contradiction[] {
  const found: Contradiction[] = []
  for (const record of dealRecords(known.corpus)) {
    for (const field of fieldsOf(record)) {
      const name = field.words.join(' ')
      const one = /^amount$|\b(?:acv|arr|tcv|mrr)\b|deal value|contract value/.test(name)
        ? amount(field, known)
        : /^close ?date$|^closedate$|close date/.test(name)
          ? closeDate(field, known)
          : /next ?step/.test(name)
            ? nextStep(field, known)
            : /competit|wettbewerb|concurren/.test(name)
              ? competitor(field, known)
              : /buyer|decision maker|champion|sponsor/.test(name)
                ? person(field, known)
                : /special terms|terms|conditions|concessions/.test(name)
                  ? terms(field, known)
                  : /budget/.test(name)
                    ? budget(field, known)
                    : /stage|forecast|probab|risk|health|status|confidence|sentiment/.test(name)
                      ? state(field, known)
                      : null
      if (one) found.push(one)
    }
  }
  for (const record of recordsOf(known.corpus, /^(?:account|compan)/i)) {
    for (const field of fieldsOf(record)) {
      const name = field.words.join(' ')
      const one = /stage|probab|risk|health|status|sentiment/.test(name)
        ? state(field, known)
        : /parent/.test(name) && field.value === null
          ? parent(field, known)
          : null
      if (one) found.push(one)
    }
  }
  return found
}

function amount(field: CrmField, { said }: Known): Contradiction | null {
  const crm = Number(field.value)
  if (field.value === null || !Number.isFinite(crm) || crm <= 0) return null
  const ranked: Ranked[] = []
  for (const one of said) {
    for (const number of one.numbers) {
      if (!number.money || number.percent || number.value < crm * 0.08 || number.value > crm * 20) continue
      const around = one.sentence.text.slice(Math.max(0, number.start - 45), number.end + 45)
      let score = one.age * 1.2
      if (DEAL_PRICE.test(foldName(around))) score += 1.2
      else if (!CRM_TALK.test(one.text)) continue
      if (NOT_PRICE.test(foldName(around))) score -= 1.2
      if (one.side === 'seller') score += 0.5
      if (CRM_TALK.test(one.text)) score += 1.5
      if (number.value > crm * 0.25 && number.value < crm * 4) score += 0.5
      if (one.numbers.length >= 3) score += 0.4
      if (one.sentence.text.includes('?')) score -= 0.6
      if (Math.abs(number.value - crm) < crm * 0.005) score -= 1.5
      const beside = one.sentence.text.slice(Math.max(0, number.start - 2), number.end + 22)
      ranked.push({ said: one, score, value: beside.trim() })
    }
  }
  const top = best(ranked, 2.3)
  return top[0] ? contradiction(field, top[0].value, distinct(top)) : null
}

const SIGNED =
  /\b(?:signed|completed|countersigned|unterschrieben|unterzeichnet|signe|signee|signes|firmado|firmada|firmaron)\b/

/** Money that is not the price of this deal: budgets, damage, somebody else's offer. */
const NOT_PRICE =
  /\b(?:budget\w*|enveloppe\w*|presupuest\w*|fine|multa|amende|strafe|saving\w*|lost|loss|cost us|overtime|detention|standgeld|damage|schaden|compet\w+|setup|set up|one off|einmalig\w*|credit|gutschrift|avoir)\b/

function closeDate(field: CrmField, { said, corpus }: Known): Contradiction | null {
  const crm = field.value?.slice(0, 10) ?? null
  if (crm === null || !/^\d{4}-\d{2}-\d{2}$/.test(crm)) return null
  const won = /won|gewonnen|gagn|ganad/i.test(
    `${field.record.fields['StageName'] ?? ''} ${field.record.fields['dealstage'] ?? ''}`,
  )
  const ranked: Ranked[] = []
  for (const one of said) {
    if (!CLOSING.test(one.text) && !NOT_THEN.test(one.text)) continue
    for (const date of one.dates) {
      const days = (Date.parse(date.day) - Date.parse(crm)) / DAY
      if (Math.abs(days) > 300) continue
      const denied = Math.abs(days) <= 1 && NOT_THEN.test(one.text)
      if (won ? days === 0 : Math.abs(days) <= 1 && !denied) continue
      let score = one.age
      if (CLOSING.test(one.text)) score += 1.4
      if (won && !SIGNED.test(one.text)) continue
      if (won) score += 1.2
      if (NOT_THEN.test(one.text)) score += 0.8
      if (denied) score += 1.5
      if (one.side === 'customer') score += 0.6
      if (date.day > (one.at ?? corpus.asOf).slice(0, 10)) score += 0.5
      if (one.sentence.text.includes('?')) score -= 0.8
      ranked.push({ said: one, score, value: date.day })
    }
  }
  const top = best(ranked, 2.5)
  return top[0] ? contradiction(field, top[0].value, distinct(top)) : null
}

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
  const dates = datesOf(field.value, known.corpus.asOf, true)
  const ranked: Ranked[] = []
  for (const one of known.said) {
    const shared = words.filter((word) => one.text.includes(word)).length
    const other = one.dates.find((date) => !dates.some((crm) => crm.day === date.day))
    const denied = one.dates.some((date) => dates.some((crm) => crm.day === date.day)) && NOT_THEN.test(one.text)
    if (dates.length > 0 && denied) ranked.push({ said: one, score: 3 + one.age, value: one.sentence.text })
    if (shared === 0) continue
    if (dates.length > 0 && other && MOVED.test(one.text))
      ranked.push({ said: one, score: 3 + one.age, value: other.day })
    else if (dates.length > 0 && other) ranked.push({ said: one, score: 1.2 + one.age, value: other.day })
    else if (DONE.test(one.text) && one.age > 0.1) ranked.push({ said: one, score: 2 + one.age * 0.5, value: 'done' })
  }
  const step = gistOf(field.value)
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

const DONE =
  /\b(?:attached|as promised|here is|here are|sent|signed|done|received|anbei|im anhang|wie versprochen|gesendet|geschickt|unterschrieben|erledigt|ci joint\w*|en piece jointe|comme promis|envoye\w*|signe\w*|fait|adjunto|adjunta|como prometi\w*|enviad\w+|firmad\w+|hecho)\b/

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
  const role: Role = /champion/.test(name)
    ? 'champion'
    : /sponsor/.test(name)
      ? 'executive_sponsor'
      : /decision/.test(name)
        ? 'decision_maker'
        : 'economic_buyer'
  const crm = field.value === null ? null : foldName(field.value)
  const holders = known.stakeholders.filter((one) => one.side !== 'seller' && one.roles.includes(role) && !one.left)
  if (crm !== null && holders.some((one) => namesMatch(crm, one.name))) return null
  const named = crm === null ? undefined : known.stakeholders.find((one) => namesMatch(crm, one.name))
  const leaver = named?.left ? known.corpus.identities.find((one) => one.id === named.identity) : undefined
  const holder = holders[0]
  if (!holder) {
    return leaver?.left
      ? { ...contradiction(field, `${leaver.name} has left`, []), sentences: leaver.left.sentences.slice(0, 2) }
      : null
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
    ...ids.filter((id) => !titled.has(id)),
    ...(leaver?.left?.sentences ?? []),
    ...ids.filter((id) => titled.has(id)),
  ]
  return { ...contradiction(field, holder.name, []), sentences: sentences.slice(0, 2) }
}

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
