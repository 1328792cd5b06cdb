import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import PostalMime from 'postal-mime'
import { localEngine } from '../../src/engines/local/index.ts'
import { assembleCorpus } from '../../src/signals/assemble.ts'
import { joinCopies } from '../../src/signals/read/copies.ts'
import { readMail } from '../../src/signals/read/mail.ts'
import { nameThreads } from '../../src/signals/read/threads.ts'
import type { BenchPart } from './part.ts'

const MESSAGES = 3_000
const ROUNDS = 3

type Folder = {
  workspace: { account: { name: string; domains: string[] }; seller: { name: string; domains: string[] } }
  mails: Uint8Array[]
}

/**
 * Bytes to findings in messages a second, divided by postal-mime alone on the same bytes in the same run.
 * Whole folders are read, as in life: a sentence that was quoted five times is looked for in the mails it came from.
 * The two take turns, and the median of the rounds speaks, since a shared machine is not equally fast all the time.
 */
const reading: BenchPart = async ({ progress }) => {
  const folders = [resolve('fixtures'), resolve('../shared/accounts')]
    .filter((root) => existsSync(root))
    .flatMap(foldersOf)
  const onePass = folders.reduce((sum, folder) => sum + folder.mails.length, 0)
  const passes = Math.ceil(MESSAGES / onePass)
  progress(
    `reading: ${onePass} messages of ${folders.length} folders, ${passes} times, ${ROUNDS} rounds after a warm-up`,
  )
  await readAll(folders)
  await parseAll(folders)
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const alone = await timed(passes, () => parseAll(folders))
    const ours = await timed(passes, () => readAll(folders))
    ratios.push(alone / ours)
    progress(`reading: round ${round + 1}: postal-mime ${rate(alone)} messages/s, Baton ${rate(ours)} messages/s`)
  }
  const value = Math.round(ratios.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]! * 1000) / 1000
  return [
    {
      name: 'reading',
      value,
      unit: 'of postal-mime alone',
      goal: '>=0.10',
      met: value >= 0.1,
      against: 'postal-mime alone, same bytes, same run',
      n: onePass * passes,
    },
  ]

  function rate(milliseconds: number): number {
    return Math.round((onePass * passes * 1000) / milliseconds)
  }
}
export default reading

async function parseAll(folders: Folder[]): Promise<void> {
  for (const folder of folders) for (const raw of folder.mails) await PostalMime.parse(raw)
}

async function readAll(folders: Folder[]): Promise<void> {
  for (const { workspace, mails } of folders) {
    const read = []
    for (const raw of mails) read.push({ ...(await readMail(raw)).signal, sources: ['mail:bench'] })
    const { signals } = joinCopies(read)
    nameThreads(signals)
    await localEngine.read(
      assembleCorpus({ workspace, signals, coverage: [], unread: [], warnings: [] }, { handoff: 'sdr-to-ae' }),
    )
  }
}

async function timed(times: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  for (let i = 0; i < times; i++) await work()
  return performance.now() - began
}

function foldersOf(root: string): Folder[] {
  return readdirSync(root)
    .sort()
    .filter((name) => existsSync(join(root, name, 'workspace.json')))
    .map((name) => ({
      workspace: JSON.parse(readFileSync(join(root, name, 'workspace.json'), 'utf8')) as Folder['workspace'],
      mails: readdirSync(join(root, name, 'mail'), { recursive: true, encoding: 'utf8' })
        .sort()
        .filter((file) => file.endsWith('.eml'))
        .map((file) => readFileSync(join(root, name, 'mail', file))),
    }))
}
