import { wordTable } from '../../lib/word-table.ts'
import { hashOf } from '../../lib/json.ts'
import type { CrmSignal, Unread, Warning } from '../signal.ts'
import { visibleUnicode } from './unicode.ts'
import { visibleHtml } from './visible-html.ts'

export type CrmVendor = 'salesforce' | 'hubspot'
export type ReadCrm = { signals: CrmSignal[]; unread: Unread[] }

const MAX_RECORDS = 50_000

/** Of one record: above what either vendor stores. What lies beyond is named in the record's warnings. */
export const RECORD_BOUNDS = { fields: 2000, fieldCharacters: 400_000, characters: 1_000_000, depth: 100 }

/**
 * Reads records as the vendor's REST API returns them: an array, or the raw result around it (`records`, `results`).
 * `object` is the name of the file, as the API spells it. Never throws; what is no record is named in `unread`.
 */
export function readCrmJson(text: string, vendor: CrmVendor, object: string, file: string): ReadCrm {
  let data: unknown
  try {
    data = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch (error) {
    const cut = error instanceof Error && /end of JSON|Unterminated/i.test(error.message)
    return {
      signals: [],
      unread: [
        {
          item: file,
          text: `this export is ${cut ? 'cut off: its JSON ends in the middle' : 'no valid JSON'}; export it again`,
        },
      ],
    }
  }
  const rows = Array.isArray(data)
    ? data
    : isObject(data)
      ? (data['records'] ?? data['results'] ?? (hasId(data) ? [data] : null))
      : null
  if (!Array.isArray(rows))
    return { signals: [], unread: [{ item: file, text: 'no list of CRM records was found in it' }] }
  return readCrmRecords(rows, vendor, object, file)
}

/** The same for rows that are already parsed. */
export function readCrmRecords(rows: unknown[], vendor: CrmVendor, object: string, file: string): ReadCrm {
  const read: ReadCrm = { signals: [], unread: [] }
  if (rows.length > MAX_RECORDS)
    read.unread.push({ item: file, text: `${rows.length} records; only the first ${MAX_RECORDS} were read` })
  let without = 0
  for (const row of rows.slice(0, MAX_RECORDS)) {
    const signal = isObject(row) ? (vendor === 'salesforce' ? salesforce(row, object) : hubspot(row, object)) : null
    if (signal === null) without++
    else read.signals.push(signal)
  }
  if (without > 0)
    read.unread.push({
      item: file,
      text: `${without} ${without === 1 ? 'row has' : 'rows have'} no record id and ${without === 1 ? 'was' : 'were'} not read`,
    })
  return read
}

function salesforce(row: Record<string, unknown>, fileObject: string): CrmSignal | null {
  const record = salesforceId(row['Id'])
  if (record === null) return null
  const attributes = row['attributes']
  const object = (isObject(attributes) && typeof attributes['type'] === 'string' && attributes['type']) || fileObject
  const entries: [string, unknown][] = []
  for (const [name, value] of Object.entries(row)) {
    if (name === 'attributes') continue
    if (isObject(value)) {
      // a joined parent, as "Owner": {"attributes": …, "Name": "…"}
      for (const [inner, leaf] of Object.entries(value))
        if (inner !== 'attributes' && !isObject(leaf)) entries.push([`${name}.${inner}`, leaf])
    } else entries.push([name, value])
  }
  const related = entries.flatMap(([name, value]) => {
    const target = SALESFORCE_REFERENCES[name] ?? targetOf(name, value)
    const id = salesforceId(value)
    return target === null || id === null || name === 'Id'
      ? []
      : [`salesforce:${target === '?' ? (prefixObject(id) ?? 'Record') : target}/${id}`]
  })
  return crmSignal(
    'salesforce',
    object,
    record,
    entries,
    related,
    timeOf(row['CreatedDate']),
    timeOf(row['LastModifiedDate'] ?? row['SystemModstamp']),
  )
}

function hubspot(row: Record<string, unknown>, object: string): CrmSignal | null {
  const properties = isObject(row['properties']) ? row['properties'] : row
  const id = row['id'] ?? properties['hs_object_id']
  if (typeof id !== 'string' && typeof id !== 'number') return null
  const entries = Object.entries(properties).filter(([, value]) => !isObject(value) && !Array.isArray(value))
  for (const name of ['createdAt', 'updatedAt']) {
    if (properties !== row && typeof row[name] === 'string' && !(name in properties)) entries.push([name, row[name]])
  }
  if (row['archived'] === true) entries.push(['archived', true])
  const related = hubspotAssociations(row['associations'])
  return crmSignal(
    'hubspot',
    object,
    String(id),
    entries,
    related,
    timeOf(row['createdAt'] ?? properties['createdate'] ?? properties['hs_createdate']),
    timeOf(row['updatedAt'] ?? properties['hs_lastmodifieddate']),
  )
}

/** v3: `{contacts: {results: [{id, type}]}}`; v4: `[{toObjectId, toObjectType}]` or `{contacts: [{toObjectId}]}` */
function hubspotAssociations(value: unknown): string[] {
  const related: string[] = []
  const add = (object: string, item: unknown) => {
    if (!isObject(item)) return
    const id = item['id'] ?? item['toObjectId']
    const named = typeof item['toObjectType'] === 'string' ? item['toObjectType'] : object
    if (typeof id === 'string' || typeof id === 'number') related.push(`hubspot:${named}/${id}`)
  }
  if (Array.isArray(value)) for (const item of value) add('records', item)
  else if (isObject(value)) {
    for (const [object, list] of Object.entries(value)) {
      const items = Array.isArray(list) ? list : isObject(list) && Array.isArray(list['results']) ? list['results'] : []
      for (const item of items) add(object, item)
    }
  }
  return related
}

function crmSignal(
  vendor: CrmVendor,
  object: string,
  record: string,
  entries: [string, unknown][],
  related: string[],
  created: string | null,
  changed: string | null,
): CrmSignal {
  const id = `${vendor}:${object}/${record}`
  const fields: Record<string, string> = {}
  const empty: string[] = []
  const warnings: Warning[] = []
  const warn = (text: string) => warnings.push({ kind: 'unread', item: id, text })
  if (entries.length > RECORD_BOUNDS.fields)
    warn(`it has ${entries.length} fields; only the first ${RECORD_BOUNDS.fields} were read`)
  let room = RECORD_BOUNDS.characters
  for (const [name, value] of entries.slice(0, RECORD_BOUNDS.fields)) {
    const deep = deeperThan(value, RECORD_BOUNDS.depth)
    if (deep) warn(`what stands in ${shortName(name)} is nested too deeply and was not read`)
    const whole = deep ? null : valueText(value)
    if (whole === null || whole === '') {
      empty.push(name)
      continue
    }
    const most = Math.min(room, RECORD_BOUNDS.fieldCharacters)
    if (whole.length > most) warn(`${shortName(name)} is very long; only its first ${most} characters were read`)
    const text = whole.length > most ? whole.slice(0, most).toWellFormed() : whole
    room -= text.length
    const seen = HTML.test(text) ? visibleHtml(text) : visibleUnicode(text)
    if (seen.hidden > 0)
      warnings.push({
        kind: 'hidden_text',
        item: id,
        text: `${seen.hidden} letters in ${name} that no reader would see were left out`,
      })
    if (seen.text === '') empty.push(name)
    else fields[name] = seen.text
  }
  return {
    kind: 'crm',
    id,
    path: null,
    sources: [vendor],
    at: created,
    text: '',
    segments: [],
    contentHash: hashOf({ fields, empty, related, changed }),
    warnings,
    vendor,
    object,
    record,
    fields,
    empty,
    related: [...new Set(related)].filter((other) => other !== id),
  }
}

/** Tags that editors of CRM fields write; an address in angle brackets is no tag. */
const HTML =
  /<\/?(?:html|body|p|div|span|br|b|i|u|a|em|strong|font|ul|ol|li|table|tr|td|th|h[1-6]|blockquote|pre|hr|img|style)(?:\s[^<>]*)?\/?>/i

/** Looks level by level: a hundred thousand brackets must not exhaust the stack. */
function deeperThan(value: unknown, most: number): boolean {
  let level = [value]
  for (let depth = 0; depth <= most; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    if (level.length === 0) return false
  }
  return true
}

/** No field's name is longer; one that is would fill a warning. */
const shortName = (name: string) => (name.length > 80 ? `${name.slice(0, 80).toWellFormed()}…` : name)

/** A value as its JSON literal says it, strings bare; null where there is none. */
function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.toWellFormed().replace(/\r\n?/g, '\n').replace(/\0/g, '\ufffd')
  return JSON.stringify(value) ?? null
}

/** ISO instant of a CRM's time: ISO 8601 with `Z`, `+00:00` or `+0000`, a day, or milliseconds as a number or digits. */
export function timeOf(value: unknown): string | null {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{12,14}$/.test(value))) return isoOf(Number(value))
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return null
  const zoned = value
    .trim()
    .replace(' ', 'T')
    .replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  return isoOf(Date.parse(/T/.test(zoned) && !/(?:Z|[+-]\d{2}:\d{2})$/i.test(zoned) ? `${zoned}Z` : zoned))
}

function isoOf(time: number): string | null {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15 ? new Date(time).toISOString() : null
}

const ID15 = /^[a-zA-Z0-9]{15}$/
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** The 18 character form of a Salesforce id: the last three say which letters of each group of five are capitals. */
export function salesforceId(value: unknown): string | null {
  if (typeof value !== 'string') return null
  if (/^[a-zA-Z0-9]{15}[A-Z0-5]{3}$/.test(value)) return value
  if (!ID15.test(value)) return null
  let suffix = ''
  for (let group = 0; group < 3; group++) {
    let bits = 0
    for (let position = 0; position < 5; position++) {
      if (/[A-Z]/.test(value[group * 5 + position] ?? '')) bits |= 1 << position
    }
    suffix += ALPHABET[bits] ?? ''
  }
  return value + suffix
}

const SALESFORCE_REFERENCES: Record<string, string> = wordTable({
  AccountId: 'Account',
  ContactId: 'Contact',
  OpportunityId: 'Opportunity',
  LeadId: 'Lead',
  CaseId: 'Case',
  CampaignId: 'Campaign',
  OwnerId: '?',
  WhoId: '?',
  WhatId: '?',
  ParentId: '?',
  ReportsToId: 'Contact',
  ConvertedAccountId: 'Account',
  ConvertedContactId: 'Contact',
  ConvertedOpportunityId: 'Opportunity',
  CreatedById: 'User',
  LastModifiedById: 'User',
  PrimaryContactId: 'Contact',
  ContractId: 'Contract',
  Pricebook2Id: 'Pricebook2',
  Product2Id: 'Product2',
  ManagerId: 'User',
})

/** Any other reference field: `SomethingId`, or a custom lookup `Something__c` that holds an id. */
function targetOf(name: string, value: unknown): string | null {
  if (name.includes('.')) return null
  if (/^[A-Z]\w*Id$/.test(name)) return '?'
  return name.endsWith('__c') && salesforceId(value) !== null && prefixObject(String(value)) !== null ? '?' : null
}

const PREFIXES: Record<string, string> = wordTable({
  '001': 'Account',
  '003': 'Contact',
  '005': 'User',
  '006': 'Opportunity',
  '00Q': 'Lead',
  '00T': 'Task',
  '00U': 'Event',
  '00k': 'OpportunityLineItem',
  '00K': 'OpportunityContactRole',
  '00G': 'Group',
  '500': 'Case',
  '701': 'Campaign',
  '800': 'Contract',
  '801': 'Order',
  '0Q0': 'Quote',
  '01t': 'Product2',
  '01s': 'Pricebook2',
  '002': 'Note',
  '069': 'ContentDocument',
  '00v': 'CampaignMember',
})

function prefixObject(id: string): string | null {
  return PREFIXES[id.slice(0, 3)] ?? null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasId(value: Record<string, unknown>): boolean {
  return 'Id' in value || 'id' in value
}
