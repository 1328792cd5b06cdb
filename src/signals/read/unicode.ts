/** Text without the characters that carry words past a reader's eyes, and how many such characters there were. */
export type VisibleUnicode = { text: string; hidden: number }

/** Any of the characters below; nearly every text has none, and is returned as it is. */
const SUSPECT =
  /\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udfff]/
const TAGS = /(?:\udb40[\udc00-\udc7f])+/g
/** a flag of a region: the black flag, lower-case tags, the cancel tag */
const FLAG = /\ud83c\udff4(?:\udb40[\udc61-\udc7a\udc30-\udc39]){1,6}\udb40\udc7f/g
const SELECTORS = /([\ufe00-\ufe0f]|\udb40[\udd00-\uddef])((?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef])+)/g
const INVISIBLE_RUN = /(?:\u034f|[\u180e\u2060-\u2064\u206a-\u206f]){4,}/g
/** signs of no width, of which nobody needs many in a row */
const NO_WIDTH_RUN = /(?:\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff]){8,}/g
/** controls of shorthand and of musical beams */
const CONTROLS = /\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]/g

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
    .replace(NO_WIDTH_RUN, (run) => (padding(run) ? '' : drop(run, 1)))
    .replace(CONTROLS, (control) => drop(control, 2))
  return { text: out, hidden }
}

/** Newsletters fill their preview with the same few signs over and over; what says something does not repeat itself. */
function padding(run: string): boolean {
  return [1, 2, 3, 4].some((period) => run.slice(period) === run.slice(0, -period))
}
