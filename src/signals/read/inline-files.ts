/** A file that stands inside a plain text, as mail did before there were attachments. */
export type InlineFile = { name: string; encoding: 'uuencode' | 'yEnc'; bytes: number }

/** Takes uuencoded and yEnc blocks out of a text: a reader's mail program shows them as files, not as words. */
export function takeInlineFiles(text: string): { text: string; files: InlineFile[] } {
  if (!/^(?:begin [0-7]{3,4} |=ybegin )/m.test(text)) return { text, files: [] }
  const files: InlineFile[] = []
  const kept: string[] = []
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const uu = /^begin [0-7]{3,4} (\S.*)$/.exec(line)
    const y = /^=ybegin .*\bname=(.+)$/.exec(line)
    const end = uu
      ? endOfUu(lines, at)
      : y
        ? lines.findIndex((other, index) => index > at && other.startsWith('=yend'))
        : -1
    const name = (uu?.[1] ?? y?.[1] ?? '').trim()
    if ((uu === null && y === null) || (uu !== null && end < 0)) {
      kept.push(line)
      continue
    }
    const last = end < 0 ? lines.length - 1 : end
    files.push({
      name: name.slice(0, 200),
      encoding: uu ? 'uuencode' : 'yEnc',
      bytes: lines.slice(at + 1, last).join('\n').length,
    })
    at = last
  }
  return { text: kept.join('\n'), files }
}

/** The line `end` of a block whose lines all look uuencoded; -1 where somebody only wrote "begin 100 things". */
function endOfUu(lines: string[], from: number): number {
  for (let at = from + 1; at < lines.length; at++) {
    const line = (lines[at] ?? '').trimEnd()
    if (line === 'end') return at > from + 1 ? at : -1
    if (line !== '' && !/^[\x20-\x60]{1,62}$/.test(line)) return -1
  }
  return -1
}
