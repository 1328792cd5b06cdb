import type { Query, WhereClause } from '@jetstreamapp/soql-parser-js'

type Row = { Id: string } & Record<string, unknown>

/** A parsed query over rows: fields of the object and of one parent, `=` and `LIKE` joined by AND; else it throws. */
export function queryRows(query: Query, rowsOf: (object: string) => Row[]): object[] {
  const object = query.sObject ?? ''
  const where = conditionsOf(query.where)
  // The vendor refuses to list links to all records.
  if (object === 'ContentDocumentLink' && !where.some(({ field }) => field === 'LinkedEntityId'))
    throw new Error('Implementation restriction: ContentDocumentLink requires a filter by LinkedEntityId')
  const found = rowsOf(object).filter((row) => where.every((one) => holds(textOf(row[one.field]), one)))
  return found.map((row) => {
    const record: Record<string, unknown> = { attributes: { type: object } }
    for (const field of query.fields ?? []) {
      if (field.type === 'Field') record[field.field] = row[field.field] ?? null
      else if (field.type === 'FieldRelationship') {
        const [parent = ''] = field.relationships
        const above = rowsOf(parent).find(({ Id }) => Id === row[`${parent}Id`])
        record[parent] =
          above === undefined ? null : { attributes: { type: parent }, [field.field]: above[field.field] }
      } else throw new Error(`unexpected field in a query: ${field.type}`)
    }
    return record
  })
}

type Condition = { field: string; operator: string; value: string }

function conditionsOf(where: WhereClause | undefined): Condition[] {
  if (where === undefined) return []
  const { left } = where
  if (left === null || !('field' in left) || !('value' in left)) throw new Error('unexpected condition in a query')
  const rest = 'operator' in where && where.operator !== undefined && where.operator !== null
  if (rest && where.operator !== 'AND') throw new Error(`unexpected operator in a query: ${where.operator}`)
  const value = String(left.value).replaceAll(/^'|'$/g, '')
  const mine = { field: left.field, operator: left.operator, value }
  return [mine, ...(rest && 'right' in where ? conditionsOf(where.right) : [])]
}

function holds(value: string, { operator, value: wanted }: Condition): boolean {
  if (operator === '=') return value.toLowerCase() === wanted.toLowerCase()
  if (operator !== 'LIKE') throw new Error(`unexpected comparison in a query: ${operator}`)
  const pattern = wanted
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.')
  return new RegExp(`^${pattern}$`, 'is').test(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}
