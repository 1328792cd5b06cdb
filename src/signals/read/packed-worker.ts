import { parentPort } from 'node:worker_threads'
import { loadReader, readPacked, Unreadable } from './packed-document.ts'
import type { PackedKind, PackedText } from './packed-document.ts'

/** One at a time, asked for by `packed-thread.ts`: without `bytes` only the library is loaded, which counts for no document. */
export type Request = { kind: PackedKind; bytes: Uint8Array | null }
export type Reply = { read: PackedText | null } | { unreadable: string } | { failed: string }

async function answer({ kind, bytes }: Request): Promise<Reply> {
  try {
    if (bytes === null) await loadReader(kind)
    return { read: bytes === null ? null : await readPacked(bytes, kind) }
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message }
    return { failed: error instanceof Error ? `${error.name} ${error.message}` : '' }
  }
}

parentPort?.on('message', (request: Request) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply, []))
})
