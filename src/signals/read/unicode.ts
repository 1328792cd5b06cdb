/** Text without the characters that carry words past a reader's eyes, and how many such characters there were. */
export type VisibleUnicode = { text: string; hidden: number }

/** Any of the characters below; nearly every text has none, and is returned as it is. */
const SUSPECT = /\u034f|[\ufe00-\ufe0f]|[\u180e\u2060-\u206f\ufff9-\ufffb]|[\ud800-\udfff]/
const TAGS = /(?:\udb40[\udc00-\udc7f])+/g
/** a flag of a region: the black flag, lower-case tags, the cancel tag */
const FLAG = /\ud83c\udff4(?:\udb40[\udc61-\udc7a\udc30-\udc39]){1,6}\udb40\udc7f/g
const SELECTORS = /([\ufe00-\ufe0f]|\udb40[\udd00-\uddef])((?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef])+)/g
const INVISIBLE_RUN = /(?:\u034f|[\u180e\u2060-\u2064\u206a-\u206f]){4,}/g

/**
 * Drops what no font shows and what therefore can only be meant for machines: tag characters outside of a
 * region's flag, variation selectors beyond the first, long runs of invisible operators. Everything else stays as it is,
 * zero-width and bidirectional signs too: offsets and quotes point into exactly this text.
 */
export function visibleUnicode(text: string): VisibleUnicode {
  if (!SUSPECT.test(text)) return { text, hidden: 0 }
  let hidden = 0
  const drop = (run: string, size: number) => {
    hidden += run.length / size
    return ''
  }
  let out = text.toWellFormed()
  if (out.includes('\udb40')) {
    const flags: string[] = []
    out = out
      .replace(FLAG, (flag) => {
        flags.push(flag)
        return '\ufdd1'
      })
      .replace(TAGS, (run) => drop(run, 2))
      .replace(/\ufdd1/g, () => flags.shift() ?? '\ufdd1')
  }
  out = out
    .replace(SELECTORS, (_, first: string, rest: string) => first + drop(rest, rest.startsWith('\udb40') ? 2 : 1))
    .replace(INVISIBLE_RUN, (run) => drop(run, 1))
  return { text: out, hidden }
}
