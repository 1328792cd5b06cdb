/**
 * Every control and direction character as `\u001b`, but for new lines and tabs: nothing moves a cursor, begins a record of
 * its own or turns the reading direction. Within a JSON string it means what it was.
 */
export function escapeControls(text: string): string {
  return text.replaceAll(CONTROLS, (sign) => sign.split('').map(unit).join(''))
}

/** The same for a page that we drew ourselves, whose bold and dim are kept. */
export function escapeForTerminal(text: string): string {
  return text
    .split(STYLE)
    .map((part, index) => (index % 2 === 1 ? part : escapeControls(part)))
    .join('')
}

const STYLE = new RegExp(`(${String.fromCharCode(27)}\\[(?:1|2|3|22|23|33|39)m)`)
const CONTROLS = /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu

function unit(one: string): string {
  return `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Words of an error on a line of their own. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\n\t]/g, ' ')
    .replaceAll(CONTROLS, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}
