import { createReadStream } from 'node:fs'

const FROM = /^From \S+.*\d/
const NEWLINE = 0x0a

/** A message cut out of an mbox file; `tooLarge` stands for one beyond the bound, whose bytes were let go. */
export type MboxMessage = { number: number; raw: Uint8Array; tooLarge: boolean }

/**
 * Reads an mbox file message by message, never holding more than one. Messages begin at a `From ` line after an empty line
 * (or at the file's start); `>From ` of the body, at any depth, loses one `>`.
 */
export async function* readMbox(path: string, maxBytes: number): AsyncGenerator<MboxMessage> {
  let lines: Buffer[] = []
  let size = 0
  let number = 0
  let open = false
  let emptyBefore = true
  for await (const line of linesOf(path)) {
    const text = line.length < 400 && line[0] === 0x46 ? line.toString('latin1').trimEnd() : ''
    if (emptyBefore && FROM.test(text)) {
      if (open) yield { number, raw: Buffer.concat(lines), tooLarge: size > maxBytes }
      number++
      open = true
      lines = []
      size = 0
      emptyBefore = false
      continue
    }
    emptyBefore = line.length <= 2 && line.toString('latin1').trim() === ''
    // a file without a `From ` line at its start is one message
    if (!open) {
      number = 1
      open = true
    }
    size += line.length
    if (size <= maxBytes) lines.push(unescaped(line))
    else lines = []
  }
  if (open) yield { number, raw: Buffer.concat(lines), tooLarge: size > maxBytes }
}

function unescaped(line: Buffer): Buffer {
  if (line[0] !== 0x3e) return line
  let depth = 0
  while (line[depth] === 0x3e) depth++
  return line.subarray(depth, depth + 5).toString('latin1') === 'From ' ? line.subarray(1) : line
}

/** Lines with their ends. A line without an end for megabytes is handed on in pieces. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const most = 1_000_000
  let rest: Buffer[] = []
  let held = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE, from); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const piece = chunk.subarray(from, end + 1)
      yield rest.length === 0 ? piece : Buffer.concat([...rest, piece])
      rest = []
      held = 0
      from = end + 1
    }
    if (from < chunk.length) {
      rest.push(Buffer.from(chunk.subarray(from)))
      held += chunk.length - from
      if (held > most) {
        yield Buffer.concat(rest)
        rest = []
        held = 0
      }
    }
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}
