import type { Note } from '../review/note.ts'

/** A note as the simplest HTML there is, for records that show nothing else: paragraphs, and a link to our own page. */
export function noteHtml({ title, lines, link }: Note, key: string): string {
  const open = link === null ? [] : [`<p><a href="${escaped(link)}">Open the brief</a></p>`]
  return [...[title, ...lines].map((line) => `<p>${escaped(line)}</p>`), ...open, `<p>Baton ${key}</p>`].join('')
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')
}
