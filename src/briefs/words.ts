import { wordTable } from '../lib/word-table.ts'
import type { Role } from '../findings/finding.ts'
import type { Identity } from '../signals/corpus.ts'
import { fold } from './clause.ts'
import type { Material } from './material.ts'
import { readable } from '../findings/numbers.ts'
import { sentenceCase } from './promise-words.ts'

/** How a part in the deal is called in front of a reader who knows no framework. */
export const ROLE_WORDS: Record<Role, string> = {
  economic_buyer: 'approves the money',
  decision_maker: 'decides',
  champion: 'champion',
  technical_evaluator: 'judges the technical side',
  user: 'user',
  procurement: 'procurement',
  legal: 'legal',
  skeptic: 'sceptical',
  blocker: 'can stop it',
  executive_sponsor: 'executive sponsor',
  influencer: 'has influence',
}

/** Names of CRM fields that a reader of the CRM knows under another word than the API's. */
const FIELD_WORDS: Record<string, string> = wordTable({
  amount: 'Amount',
  closedate: 'Close date',
  dealstage: 'Stage',
  stagename: 'Stage',
  nextstep: 'Next step',
  hs_next_step: 'Next step',
  jobtitle: 'Title',
  firstname: 'First name',
  lastname: 'Last name',
  numberofemployees: 'Employees',
  parentid: 'Parent company',
  accountid: 'Account',
  ownerid: 'Owner',
  hubspot_owner_id: 'Owner',
})

/** `Opportunity.Go_Live_Date__c` as "Go live date". */
export function fieldWords(field: string): string {
  const name = field.split('.').at(-1) ?? field
  const known = FIELD_WORDS[name.toLowerCase()]
  if (known) return known
  const words = name
    .replace(/__c$/i, '')
    .replace(/^hs_/i, '')
    .replace(PERCENT, '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The field counts hundredths, as its own name says or as every CRM has it. */
export function isPercent(field: string): boolean {
  const name = (field.split('.').at(-1) ?? field).replace(/__c$/i, '')
  return PERCENT.test(name) || /^(?:hs_)?(?:deal_stage_)?probability$/i.test(name)
}

const PERCENT = /[_ ]?(?:percent(?:age)?|pct)$/i

/** A CRM value as its reader knows it: grouped numbers, days, "empty"; with the unit where `field` tells one. */
export function valueWords(material: Material, value: string | null, field = ''): string {
  if (value === null || fold(value) === '') return 'empty'
  if (isPercent(field) && /^-?\d+(\.\d+)?$/.test(value)) return `${readable(value)} %`
  if (/^(?:true|false)$/i.test(value)) return /^true$/i.test(value) ? 'yes' : 'no'
  // DECISION_MAKER is how a machine writes it.
  if (/^\p{Lu}+(?:_\p{Lu}+)+$/u.test(value)) return sentenceCase(value.replaceAll('_', ' ').toLowerCase())
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return material.days.day(value)
  // A day that a CRM keeps as an instant: midnight in Greenwich is that day everywhere.
  if (/^\d{4}-\d{2}-\d{2}T00:00(?::00(?:\.0+)?)?Z$/.test(value)) return material.days.day(value.slice(0, 10))
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return material.days.dayOf(value)
  return readable(fold(value))
}

/** "one, two and three" */
export function listed(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? ''
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** "Oda, Piet and Wim" of people, short names only. */
export function namesIn(material: Material, people: readonly Identity[]): string {
  return listed(people.map((one) => material.people.first(one)))
}
