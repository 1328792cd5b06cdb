/** Splits at commas outside of brackets and quotes. */
export function splitList(list: string): string[] {
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let from = 0
  for (let at = 0; at < list.length; at++) {
    const sign = list[at] ?? ''
    if (quote !== '') {
      if (sign === '\\') at++
      else if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '(' || sign === '[') depth++
    else if (sign === ')' || sign === ']') depth--
    else if (sign === ',' && depth === 0) {
      parts.push(list.slice(from, at).trim())
      from = at + 1
    }
  }
  parts.push(list.slice(from).trim())
  return parts.filter((part) => part !== '')
}

/** Splits a condition at a word outside of brackets. */
export function splitWord(text: string, word: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
    else if (depth === 0 && text.slice(at, at + word.length + 2).toLowerCase() === ` ${word} `) {
      parts.push(text.slice(from, at).trim())
      from = at + word.length + 2
      at = from - 1
    }
  }
  parts.push(text.slice(from).trim())
  return parts
}
