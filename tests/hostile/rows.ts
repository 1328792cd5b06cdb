import { LINDMOOR } from './carrier.ts'
import { ownRows } from './corpus/index.ts'
import { mailRow, paragraphs, FACTS } from './corpus/mail.ts'
import type { Group } from './run.ts'
import { cleanMessages, sharedRows } from './shared.ts'

/** All rows, grouped by the account that they attack. `part` of `parts` where several processes share them. */
export function groups({ part = 0, parts = 1, only = '' } = {}): Group[] {
  const harmless = mailRow('nothing wrong', { visibility: 'none', message: { text: paragraphs() }, facts: FACTS })
  const own: Group = { parties: LINDMOOR, rows: [harmless, ...ownRows()], clean: harmless }
  const clean = cleanMessages()
  const byAccount = new Map<string, Group>()
  for (const { row, parties } of sharedRows()) {
    const key = `${parties.account}\n${parties.giver.email}\n${parties.contact.email}`
    const group = byAccount.get(key) ?? { parties, rows: [], clean: clean.get(parties.account) }
    group.rows.push(row)
    byAccount.set(key, group)
  }
  return [own, ...byAccount.values()]
    .map((group) => ({
      ...group,
      rows: group.rows.filter(({ id }, index) => index % parts === part && id.startsWith(only)),
    }))
    .filter(({ rows }) => rows.length > 0)
}
