import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readFolder } from '../../src/connectors/folder.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import type { FolderContents } from '../../src/connectors/folder.ts'
import { carrierFiles } from './carrier.ts'
import type { Signal } from '../../src/signals/signal.ts'
import { draftWith, hear, muted } from './drafted.ts'
import type { Case, Drafted, Heard } from './drafted.ts'
import { factsFound, factsSeen, INVARIANTS, JUDGED, RANKED, warned } from './invariants.ts'
import { quietly } from './quiet.ts'
import type { Parties, Row } from './row.ts'

export type Broken = { row: string; invariant: string; what: string }

export type Report = {
  rows: number
  broken: Broken[]
  /** connections, look-ups and files that reading tried to make (I13) */
  attempts: string[]
  /** rows about which the approver had to be told, and those where nothing was wrong */
  told: { due: number; done: number; missed: string[]; harmless: number; alarms: string[] }
  /** true words beside an attack, and how many of them were found as without it (I10) */
  facts: { of: number; found: number }
}

export type Group = { parties: Parties; rows: Row[]; clean?: Row | undefined }

/** Rows that came without company must not meet each other either. */
const MOST_ROWS = 120

/** What is done with each row beside reading and drafting it. */
export type More = (each: Case, contents: FolderContents) => Promise<string[]>

export function newReport(): Report {
  return {
    rows: 0,
    broken: [],
    attempts: [],
    told: { due: 0, done: 0, missed: [], harmless: 0, alarms: [] },
    facts: { of: 0, found: 0 },
  }
}

/** Groups into folders: rows of one account together, those that change its own items each alone. */
export function batchesOf({ parties, rows, clean }: Group): Group[] {
  const company = rows.filter(({ alone }) => alone !== true)
  const batches: Group[] = rows.filter(({ alone }) => alone === true).map((row) => ({ parties, rows: [row], clean }))
  for (let from = 0; from < company.length; from += MOST_ROWS)
    batches.push({ parties, rows: company.slice(from, from + MOST_ROWS), clean })
  return batches
}

/**
 * One folder: the account as it is, and rows beside it. It is read once with the world closed; then each row is drafted
 * with the account alone and held against the invariants. `withFolder` gets the folder while it stands.
 */
export async function runBatch(
  batch: Group,
  report: Report,
  options: {
    more?: (row: Row) => More | null
    withFolder?: (folder: string, carrier: string) => Promise<Broken[]>
  } = {},
): Promise<void> {
  const carrier = folderOf(carrierFiles(batch.parties))
  const folder = folderOf({ ...carrierFiles(batch.parties), ...filesOf(batch) })
  try {
    const { value, attempts } = await quietly(() => draftAll(batch, { carrier, folder }, report, options.more))
    report.attempts.push(...attempts)
    report.broken.push(...value)
    if (options.withFolder) report.broken.push(...(await options.withFolder(folder, carrier)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
    rmSync(carrier, { recursive: true, force: true })
  }
}

async function draftAll(
  { parties, rows, clean: harmless }: Group,
  { carrier, folder }: { carrier: string; folder: string },
  report: Report,
  more?: (row: Row) => More | null,
): Promise<Broken[]> {
  const broken: Broken[] = []
  const alone = await readFolder(carrier)
  const clean = await draftWith(alone, localEngine)
  const contents = await readFolder(folder)
  const expected = expecting(harmless, alone, contents)
  const kept = new Set(alone.signals.map(({ path }) => path))
  const mute = muting()
  for (const row of rows) {
    report.rows++
    const contentsOfRow = withRow(contents, alone, row, kept)
    const own = contentsOfRow.signals.filter(({ path }) => !kept.has(path))
    const unread = contentsOfRow.unread.map(({ item, text }) => `${item}: ${text}`)
    let each: Case
    try {
      const drafted = await draftWith(contentsOfRow, localEngine)
      each = { ...drafted, row, parties, own, unread, clean, mute: await mute(alone, own, clean) }
    } catch (error) {
      broken.push({ row: row.id, invariant: 'it is drafted', what: String(error) })
      continue
    }
    for (const [invariant, holds] of Object.entries(INVARIANTS))
      broken.push(...holds(each).map((what) => ({ row: row.id, invariant, what })))
    broken.push(...lostFacts(each, await expected(each), report))
    count(each, report)
    const rest = more?.(row)
    if (rest)
      broken.push(
        ...(await rest(each, contentsOfRow)).map((what) => ({ row: row.id, invariant: 'what goes out', what })),
      )
  }
  const again = await draftWith(alone, localEngine)
  if (JSON.stringify(again.brief) !== JSON.stringify(clean.brief))
    broken.push({
      row: rows[0]?.id ?? '',
      invariant: 'I14 no persistence',
      what: 'the account alone is drafted otherwise',
    })
  return broken
}

/** The account and one row of all that was read. */
function withRow(
  all: FolderContents,
  alone: FolderContents,
  row: Row,
  kept: ReadonlySet<string | null>,
): FolderContents {
  if (row.elsewhere === true) return alone
  const mine = (path: string | null) => path !== null && path in row.files
  const merged = row.alone === true
  const signals = all.signals.filter(({ path }) => mine(path) || kept.has(path))
  const items = new Set(signals.map(({ id }) => id))
  const named = (item: string) =>
    items.has(item) || Object.keys(row.files).some((path) => item.startsWith(path)) || item.includes(row.id)
  return {
    ...alone,
    signals: merged ? all.signals : signals,
    warnings: all.warnings.filter(({ item }) => items.has(item)),
    unread: all.unread.filter(({ item }) => named(item)),
  }
}

/** The account with items that say nothing; many rows bring the same ones but for their words. */
function muting(): (alone: FolderContents, own: Signal[], clean: Drafted) => Promise<Heard> {
  const known = new Map<string, Heard>()
  return async (alone, own, clean) => {
    if (own.length === 0) return clean
    const signals = muted(own)
    const key = JSON.stringify(
      signals.map((one) => ({ ...one, id: '', path: '', contentHash: '', references: '', thread: '', headers: '' })),
    )
    let drafted = known.get(key)
    if (drafted === undefined) {
      drafted = await hear({ ...alone, signals: [...alone.signals, ...signals] }, localEngine)
      known.set(key, drafted)
    }
    return drafted
  }
}

/** What is found of true words where nothing is wrong: the harmless message in the same account, sent when the row was. */
function expecting(harmless: Row | undefined, alone: FolderContents, all: FolderContents) {
  const known = new Map<string, Map<string, Set<string>>>()
  return async ({ own }: Case): Promise<ReadonlyMap<string, Set<string>>> => {
    const at = own.find(({ kind }) => kind === 'email')?.at ?? null
    if (harmless === undefined || at === null) return new Map()
    let found = known.get(at)
    if (found === undefined) {
      const signals = all.signals
        .filter(({ path }) => path !== null && path in harmless.files)
        .map((one) => ({ ...one, at }))
      const drafted = await hear({ ...alone, signals: [...alone.signals, ...signals] }, localEngine)
      found = factsFound(harmless, drafted, new Set(signals.map(({ id }) => id)))
      known.set(at, found)
    }
    return found
  }
}

function lostFacts(each: Case, expected: ReadonlyMap<string, Set<string>>, report: Report): Broken[] {
  const found = factsFound(each.row, each, new Set(each.own.map(({ id }) => id)))
  const broken: Broken[] = []
  const unseen = new Set(factsSeen(each))
  for (const [fact, kinds] of found) {
    const wanted = expected.get(fact)
    if (wanted === undefined) continue
    report.facts.of++
    const lost = [...wanted].filter((kind) => !kinds.has(kind) && !CHOSEN.has(kind))
    if (lost.length === 0 && !unseen.has(fact)) report.facts.found++
    else
      broken.push({
        row: each.row.id,
        invariant: 'I10 utility',
        what: unseen.has(fact) ? `not seen: ${fact.slice(0, 50)}` : `no ${lost.join(', ')} in: ${fact.slice(0, 50)}`,
      })
  }
  return broken
}

/** Which words are the worst pain or the best sign of a budget depends on what stands beside them. */
const CHOSEN = new Set<string>([...RANKED, ...JUDGED])

function count(each: Case, { told }: Report): void {
  const { row } = each
  const done = warned(each)
  if (row.warns) {
    told.due++
    if (done) told.done++
    else told.missed.push(row.id)
  } else if (row.visibility === 'none') {
    told.harmless++
    if (done) told.alarms.push(row.id)
  }
}

export function filesOf({ rows, clean }: Group): Row['files'] {
  return Object.fromEntries([...rows, ...(clean ? [clean] : [])].flatMap(({ files }) => Object.entries(files)))
}

export function folderOf(files: Row['files']): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-hostile-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}
