import { parse } from 'csv-parse/sync'
import { HUBSPOT_LABELS, HUBSPOT_OBJECTS } from './crm-labels.ts'
import { readCrmRecords } from './crm.ts'
import type { CrmVendor, ReadCrm } from './crm.ts'

/**
 * Reads a CSV export: Salesforce's data export, whose header is API names, or a HubSpot export, whose header is labels.
 * Labels of the usual properties become the API's names; any other is kept in the API's spelling (lower case, underscores).
 */
export function readCrmCsv(text: string, vendor: CrmVendor, object: string, file: string): ReadCrm {
  let rows: string[][]
  try {
    rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 2_000_000,
    })
  } catch (error) {
    const line = error instanceof Error ? /line (\d+)/.exec(error.message)?.[1] : undefined
    return {
      signals: [],
      unread: [
        {
          item: file,
          text: `this export is no valid CSV${line === undefined ? '' : ` (line ${line})`}; export it again`,
        },
      ],
    }
  }
  const [header, ...records] = rows
  if (header === undefined || header.length < 2)
    return { signals: [], unread: [{ item: file, text: 'no table of CRM records was found in it' }] }
  const named = vendor === 'hubspot' ? (HUBSPOT_OBJECTS[object.toLowerCase()] ?? object) : object
  const names = header.map((label) => (vendor === 'salesforce' ? label.trim() : hubspotName(label, named)))
  const converted = records.map((cells) =>
    vendor === 'salesforce' ? salesforceRow(names, cells) : hubspotRow(names, header, cells),
  )
  return readCrmRecords(converted, vendor, named, file)
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 5000).split(/\r?\n/, 1)[0] ?? ''
  const count = (sign: string) => head.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function salesforceRow(names: string[], cells: string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name, at) => (name === '' ? [] : [[/^id$/i.test(name) ? 'Id' : name, blank(cells[at])]])),
  )
}

function hubspotRow(names: string[], header: string[], cells: string[]): Record<string, unknown> {
  const properties: Record<string, unknown> = {}
  const associations: Record<string, { toObjectId: string }[]> = {}
  for (const [at, name] of names.entries()) {
    const value = blank(cells[at])
    const associated = /^Associated (Compan(?:y|ies)|Contacts?|Deals?|Tickets?)(?: IDs?)?$/i.exec(
      (header[at] ?? '').trim(),
    )?.[1]
    if (associated !== undefined) {
      const ids = (value ?? '').match(/\d{2,}/g) ?? []
      const object = /^comp/i.test(associated) ? 'companies' : `${associated.toLowerCase().replace(/s$/, '')}s`
      if (ids.length > 0 && /ID/i.test(header[at] ?? ''))
        associations[object] = [...(associations[object] ?? []), ...ids.map((toObjectId) => ({ toObjectId }))]
      continue
    }
    if (name !== '') properties[name] = value
  }
  return { id: properties['hs_namedid'] ?? undefined, properties, associations }
}

function blank(cell: string | undefined): string | null {
  return cell === undefined || cell.trim() === '' ? null : cell
}

function hubspotName(label: string, object: string): string {
  const plain = label.trim().replace(/\s+/g, ' ')
  const known = HUBSPOT_LABELS[object]?.[plain.toLowerCase()] ?? HUBSPOT_LABELS['*']?.[plain.toLowerCase()]
  return (
    known ??
    plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/g, '')
  )
}
