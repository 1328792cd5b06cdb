import { open, readFile, stat } from 'node:fs/promises'

/** Null where the file is larger than `most` bytes. */
export async function readBounded(file: string, most: number): Promise<Uint8Array | null> {
  const { size } = await stat(file)
  return size > most ? null : readFile(file)
}

export async function startsLikeMbox(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(5), 0, 5, 0)
    return buffer.toString('latin1', 0, bytesRead) === 'From '
  } finally {
    await handle.close()
  }
}

/** Why, in one line for a reader: file system codes in words, a library's message otherwise, never a path. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it'
  if (code === 'ENOENT') return 'it is gone or a broken link'
  if (code === 'EISDIR') return 'it is a folder'
  return (error instanceof Error ? error.message : 'malformed').replace(/\s+/g, ' ').slice(0, 160)
}
