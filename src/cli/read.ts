import { open, readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Option } from 'commander'
import { AppError } from '../lib/errors.ts'
import { kindOfItem } from '../signals/read/item.ts'
import { fileLines, mailboxLines } from './read-item.ts'
import type { ReadLine } from './read-item.ts'
import type { Define } from './command.ts'

const MAX_FILE_BYTES = 40_000_000

/** `baton read <file or folder…>`: one JSON object a line for each item (contract, section 4). */
export const readCommand: Define = (command, context) => {
  command
    .argument(
      '<path...>',
      'files or folders: mail, calendars, transcripts, documents, CRM exports; told apart by their content',
    )
    .addOption(new Option('--format <format>', 'how to print it').choices(['json']).default('json'))
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      '\nOne line for each item, in path order. What cannot be read is a line with "error", and the exit code is 1.',
    )
    .action(async (paths: string[]) => {
      let failed = 0
      for (const path of paths) {
        for (const file of await filesOf(resolve(context.cwd, path), path)) {
          for await (const line of linesOf(file)) {
            if ('error' in line) failed++
            context.out(JSON.stringify(line))
          }
        }
      }
      if (failed > 0)
        throw new AppError(
          'bad_input',
          `${failed} ${failed === 1 ? 'item' : 'items'} could not be read; each is a line with "error"`,
        )
    })
}

type Named = { file: string; name: string }

/** The files of a path in path order; a path that is not there is one file that cannot be read. */
async function filesOf(path: string, name: string): Promise<Named[]> {
  const about = await stat(path).catch(() => null)
  if (about === null || !about.isDirectory()) return [{ file: path, name }]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .map((file) => ({ file, name: join(name, file.slice(path.length)) }))
}

async function* linesOf({ file, name }: Named): AsyncGenerator<ReadLine> {
  // Who says who sells is no item.
  if (basename(file) === 'workspace.json') return
  try {
    const { size } = await stat(file)
    const head = await headOf(file)
    if (kindOfItem(head, name) === 'mbox') yield* mailboxLines(file, name)
    else if (size > MAX_FILE_BYTES) yield failure(name, `it is larger than ${MAX_FILE_BYTES / 1e6} MB`)
    else yield* fileLines(await readFile(file), name)
  } catch (error) {
    const reason = SYSTEM_REASONS[error instanceof Error && 'code' in error ? String(error.code) : '']
    if (reason === undefined) throw error
    yield failure(name, reason)
  }
}

const SYSTEM_REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EIO: 'the disk could not read it',
  ELOOP: 'it is a link that leads back to itself',
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function failure(item: string, error: string): ReadLine {
  return { schema: 'baton.read/1', item, error }
}
