import type { Corpus } from '../signals/corpus.ts'
import type { CrmSignal } from '../signals/signal.ts'

/** One field of one CRM record, present or empty. */
export type CrmField = { record: CrmSignal; name: string; value: string | null; words: string[] }

const SYSTEM =
  /^(?:id|ownerid|createdby.*|createddate|lastmodified.*|systemmodstamp|isdeleted|attributes|hs_object_id|hubspot_owner_id|createdate|hs_lastmodifieddate|lastmodifieddate|.*currency.*|pipeline|recordtypeid|accountid|leadsource|hs_analytics.*|type|iswon|isclosed|name|dealname)$/i

/** The record of the deal at hand (else every deal that is not the other's), and the account. */
export function dealRecords(corpus: Corpus): CrmSignal[] {
  const deals = corpus.signals.filter(
    (signal): signal is CrmSignal => signal.kind === 'crm' && /^(?:opportunity|deals?)$/i.test(signal.object),
  )
  const own = deals.filter((signal) => signal.id === corpus.deal?.id)
  return own.length > 0 ? own : deals
}

export function recordsOf(corpus: Corpus, object: RegExp): CrmSignal[] {
  return corpus.signals.filter((signal): signal is CrmSignal => signal.kind === 'crm' && object.test(signal.object))
}

/** Fields that a person fills in, empty ones included; ids and stamps of the system left out. */
export function fieldsOf(record: CrmSignal): CrmField[] {
  const all: CrmField[] = Object.entries(record.fields).map(([name, value]) => ({
    record,
    name,
    value,
    words: wordsOf(name),
  }))
  for (const name of record.empty) all.push({ record, name, value: null, words: wordsOf(name) })
  return all
    .filter((field) => !SYSTEM.test(field.name))
    .map((field) => (field.value?.trim() === '' ? { ...field, value: null } : field))
}

/** `Weekly_Active_Users__c` and `go_live_date` as lower-case words; vendors' prefixes and suffixes dropped. */
export function wordsOf(name: string): string[] {
  return (
    name
      .replace(/__c$/i, '')
      .replace(/^hs_/, '')
      .replace(/^(number|num)_?of_?(?=\p{Ll})/iu, '$1_')
      // "kWh" is one word
      .replace(/(?<=[\p{L}\d][\p{Ll}\d])(?=\p{Lu})/gu, ' ')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
  )
}

/** A field as the contract names it: `Opportunity.CloseDate`. */
export function fieldName(field: Pick<CrmField, 'record' | 'name'>): string {
  return `${field.record.object}.${field.name}`
}
