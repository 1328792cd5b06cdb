import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readFolder } from '../../src/connectors/folder.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { draft } from '../../src/pipeline.ts'
import { readCorrections, scoreCorrections } from './corrections.ts'
import { accountsIn, readGold } from './gold.ts'
import { askReference, referenceValues } from './reference.ts'
import { scoreBrief } from './scoring.ts'
import { scoreSentences } from './sentences.ts'
import { tableOf } from './table.ts'
import { figuresOf, Tally } from './tally.ts'
import type { Drafted, Reference } from './reference.ts'
import type { SentenceFigures } from './sentences.ts'
import type { Column } from './table.ts'
import type { Figure, Miss } from './tally.ts'

const HELP = `eval [FOLDER …] [--misses] [--held] [--json]
  scores the briefs of accounts that have a gold.json (default: fixtures and tests/accounts) and the labelled sentences of
  tests/engines/local, and says what changed since the last run; where corrections.json stands beside an account's mail
  (baton dismiss --list --json), also in how many of them the engine alone would now agree
  --misses   what was missed and what was wrong
  --held     the sentences that are held back from whoever tunes the rules, in columns of their own
  --json     all figures as JSON`

/** Where a scorer that others wrote stands, with accounts of its own; a checkout need not have it. */
const REFERENCE = resolve('../shared/eval/score.py')
const REFERENCE_ACCOUNTS = resolve('../shared/accounts')
const LAST = resolve('dist/eval/last.json')

async function main(): Promise<number> {
  let given
  try {
    given = parseArgs({
      allowPositionals: true,
      options: {
        misses: { type: 'boolean' },
        held: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
  const { values, positionals } = given
  if (values.help === true) {
    console.log(HELP)
    return 0
  }
  const asked = positionals.map((folder) => resolve(process.env['INIT_CWD'] ?? '.', folder))
  const folders = asked.length > 0 ? asked : [resolve('fixtures'), resolve('tests/accounts')]
  const empty = folders.find((folder) => accountsIn(folder).length === 0)
  if (empty !== undefined)
    return refuse(`no account with a gold.json or a corrections.json in ${shown(empty)}; name a folder that holds some`)

  const failed: string[] = []
  const drafted = new Map<string, Drafted[]>()
  const accounts: { name: string; tally: Tally }[] = []
  const wanted = existsSync(REFERENCE) && existsSync(REFERENCE_ACCOUNTS) ? [REFERENCE_ACCOUNTS, ...folders] : folders
  for (const folder of new Set(wanted)) {
    const briefs: Drafted[] = []
    drafted.set(folder, briefs)
    for (const account of accountsIn(folder)) {
      try {
        const contents = await readFolder(account)
        const { brief } = await draft(contents, localEngine)
        briefs.push({ folder: account, brief })
        if (!folders.includes(folder)) continue
        const name = basename(account)
        const gold = readGold(account)
        const tally = gold === null ? new Tally() : scoreBrief(name, brief, gold, contents.signals)
        tally.add(scoreCorrections(name, brief, readCorrections(account)))
        accounts.push({ name, tally })
      } catch (error) {
        failed.push(`${shown(account)}: no brief: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  const total = new Tally()
  for (const { tally } of accounts) total.add(tally)
  const sentences =
    asked.length > 0 ? [] : await scoreSentences(resolve('tests/engines/local'), { held: values.held ?? false })
  // It knows a folder of accounts, not one account, and nothing of corrections.
  const references = [...drafted]
    .filter(([folder]) => accountsIn(folder).some((account) => account !== folder && readGold(account) !== null))
    .map(([folder, briefs]) => askReference(REFERENCE, folder, briefs))
  // Where it is not there at all, once is enough.
  const absent = !existsSync(REFERENCE)
  if (!absent) for (const one of references) if (!one.ok) failed.push(`${shown(one.folder)}: ${one.why}`)

  const own: Column[] = [
    { head: 'total', values: valuesOf(figuresOf(total)) },
    ...accounts.map(({ name, tally }) => ({ head: name, values: valuesOf(figuresOf(tally)) })),
  ]
  const others: Column[] = references.flatMap((one) =>
    one.ok ? [{ head: shown(one.folder), values: referenceValues(one.figures) }] : [],
  )
  const heard = sentences.flatMap(sentenceColumns)
  const parts = { own, sentences: heard, reference: others }
  const before = lastFigures()
  const now = Object.fromEntries(
    Object.entries(parts).flatMap(([part, columns]) =>
      columns.flatMap(({ head, values }) =>
        [...values].map(([row, value]) => [keyOf(part, folders, head, row), value] as const),
      ),
    ),
  )
  if (values.json === true) {
    console.log(
      JSON.stringify({
        schema: 'baton.eval/1',
        total: figuresOf(total),
        accounts: accounts.map(({ name, tally }) => ({ name, figures: figuresOf(tally) })),
        sentences: sentences.map(({ language, tuned, held }) => ({
          language,
          tuned: figuresOf(tuned),
          held: values.held === true ? figuresOf(held) : null,
        })),
        reference: references.map((one) =>
          one.ok ? { folder: shown(one.folder), figures: one.figures } : { folder: shown(one.folder), why: one.why },
        ),
        changed: changes(before, now),
        misses: values.misses === true ? [...total.misses, ...sentences.flatMap(({ tuned }) => tuned.misses)] : null,
        failed,
      }),
    )
  } else {
    const print = (part: keyof typeof parts, heading: string) => {
      if (parts[part].length === 0) return
      console.log(`${heading}\n`)
      for (const line of tableOf(parts[part], before, (head, row) => keyOf(part, folders, head, row))) console.log(line)
      console.log('')
    }
    print(
      'own',
      `${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'} (F1, or the share that is right)`,
    )
    print('sentences', 'Labelled sentences, precision and recall by language')
    print('reference', `The same briefs by ${shown(REFERENCE)}`)
    console.log(sayChange(before, now))
    if (values.misses === true) {
      sayMisses([...total.misses, ...sentences.flatMap(({ tuned }) => tuned.misses)])
      for (const one of references) if (one.ok) sayReference(one)
    }
  }
  if (absent)
    console.error(`eval: NOT COMPARED: ${shown(REFERENCE)} is not there, so only the project's own table is shown`)
  for (const line of failed) console.error(`eval: ${line.replaceAll(/\s+/g, ' ')}`)
  mkdirSync(dirname(LAST), { recursive: true })
  writeFileSync(LAST, JSON.stringify({ ...before, ...now }))
  return failed.length > 0 ? 1 : 0
}

function refuse(message: string): number {
  console.error(`eval: ${message}; see --help`)
  return 2
}

function shown(path: string): string {
  return relative('.', path) || '.'
}

/** The total depends on what was totalled. */
function keyOf(part: string, folders: readonly string[], head: string, row: string): string {
  const scope = part === 'own' && head === 'total' ? folders.map(shown).join('+') : ''
  return [part, scope, head, row].join('|')
}

function lastFigures(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(LAST, 'utf8')) as Record<string, number>
  } catch {
    return {}
  }
}

function valuesOf(figures: readonly Figure[]): Map<string, number> {
  return new Map(
    figures.flatMap(({ measure, value, precision, recall }): [string, number][] =>
      precision === undefined || recall === undefined
        ? [[measure, value]]
        : [
            [measure, value],
            ...(DETAILED.has(measure)
              ? ([
                  [`  precision`, precision],
                  [`  recall`, recall],
                ] as [string, number][])
              : []),
          ],
    ),
  )
}

/** The measure whose two halves everybody asks for. */
const DETAILED = new Set(['commitments'])

function sentenceColumns({ language, tuned, held }: SentenceFigures): Column[] {
  const column = (head: string, tally: Tally): Column => ({
    head,
    values: new Map(
      figuresOf(tally).flatMap(({ measure, precision = 0, recall = 0 }): [string, number][] => [
        [`${measure} precision`, precision],
        [`${measure} recall`, recall],
      ]),
    ),
  })
  return [column(language, tuned), ...(held.found.size > 0 ? [column(`${language} held`, held)] : [])]
}

function changes(
  before: Record<string, number>,
  now: Record<string, number>,
): { what: string; from: number; to: number }[] {
  return Object.entries(now).flatMap(([key, to]) => {
    const from = before[key]
    return from === undefined || Math.abs(to - from) < 1e-9 ? [] : [{ what: key, from, to }]
  })
}

function sayChange(before: Record<string, number>, now: Record<string, number>): string {
  if (!Object.keys(now).some((key) => key in before))
    return 'Nothing to compare with yet: the next run says what changed.'
  const changed = changes(before, now)
  if (changed.length === 0) return 'Nothing changed since the last run.'
  const up = changed.filter(({ what, from, to }) => to > from !== SMALLER_IS_BETTER.test(what)).length
  return `Since the last run: ${up} figures better, ${changed.length - up} worse.`
}

const SMALLER_IS_BETTER = /traps hit|shown twice/

function sayMisses(misses: readonly Miss[]): void {
  for (const { account, what, where, words } of misses) console.log([account, what, where, words].join('\t'))
}

function sayReference({ folder, misses }: Extract<Reference, { ok: true }>): void {
  if (misses.trim() !== '') console.log(`\nby ${shown(folder)}, ${basename(REFERENCE)}\n${misses.trimEnd()}`)
}

process.exitCode = await main()
