/**
 * Joins the lines of a format=flowed text (RFC 3676) into paragraphs. A quoted paragraph keeps one run of `>` before its
 * first line, so that quoted history stays recognisable; lines of different depth are never joined, and a
 * signature separator stands alone.
 */
export function joinFlowed(text: string, deleteSpace: boolean): string {
  const out: string[] = []
  let open: { depth: number; text: string } | null = null
  for (const line of text.split('\n')) {
    const depth = depthOf(line)
    let content = line.slice(depth)
    if (content.startsWith(' ')) content = content.slice(1)
    const signature = content === '-- ' || content === '--'
    const continues = open !== null && open.depth === depth && !signature
    if (open !== null && !continues) {
      out.push(written(open))
      open = null
    }
    const joined: string = (open === null ? '' : open.text) + content
    if (content.endsWith(' ') && !signature) {
      open = { depth, text: deleteSpace ? joined.slice(0, -1) : joined }
    } else {
      out.push(written({ depth, text: joined }))
      open = null
    }
  }
  if (open !== null) out.push(written(open))
  return out.join('\n')
}

function written(line: { depth: number; text: string }): string {
  return line.depth === 0 ? line.text : `${'>'.repeat(line.depth)} ${line.text}`
}

function depthOf(line: string): number {
  let depth = 0
  while (line.charCodeAt(depth) === 0x3e) depth++
  return depth
}
