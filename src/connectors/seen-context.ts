import type { FolderContents } from './folder.ts'

/** What a folder says beside its items; kept for the account, so that a later draft reads what the import read. */
export type ImportContext = Pick<FolderContents, 'workspace' | 'coverage' | 'unread' | 'warnings'>

/**
 * The context as somebody may see it who sees these sources and these items: what it says of a mailbox that is not shared
 * with them, its name, gaps, files and faults, is not there for them.
 */
export function contextFor(
  context: ImportContext,
  sources: ReadonlySet<string>,
  items: ReadonlySet<string>,
): ImportContext {
  const told = context.coverage.filter(({ source }) => sources.has(source))
  if (told.length === context.coverage.length) return context
  const about = (item: string): boolean => {
    const path = /^(mail|calendar|documents|transcripts|crm)\/([^/]+)\//.exec(item)
    if (path?.[1] === 'mail') {
      const mailbox = path[2]?.toLowerCase() ?? ''
      return [...sources].some((source) => source === `mail:${mailbox}` || source.startsWith(`mail:${mailbox}@`))
    }
    if (path !== null || items.has(item)) return true
    for (let end = item.indexOf('/'); end > 0; end = item.indexOf('/', end + 1))
      if (items.has(item.slice(0, end))) return true
    return false
  }
  return {
    ...context,
    coverage: told,
    unread: context.unread.filter(({ item }) => about(item)),
    warnings: context.warnings.filter(({ item }) => about(item)),
  }
}
