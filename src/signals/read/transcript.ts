import { wordTable } from '../../lib/word-table.ts'
import { hashOf } from '../../lib/json.ts'
import type { CallSignal, Cue } from '../signal.ts'
import { visibleUnicode } from './unicode.ts'

/** Of one call: three times what a day of talk has. What lies beyond is named in its warnings. */
export const CALL_BOUNDS = { characters: 400_000, cues: 10_000 }

type Spoken = { at: string; speaker: string | null; text: string }

/**
 * Reads a call transcript: WebVTT with voice tags, SubRip, or lines of "Name: words". `id` is its path below
 * `transcripts/`. Null where nothing spoken was found. The time is that of a NOTE, else of the file's name, else null.
 */
export function readTranscript(text: string, id: string): CallSignal | null {
  const vtt = /^\ufeff?WEBVTT/.test(text)
  // Some exporters leave the first line out, some the numbers.
  const timed = vtt || /^\ufeff?\s*(?:\d+\s*\n\s*)?(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}\s*-->/.test(text)
  const { spoken: all, notes } = timed ? readCues(text) : readLines(text)
  const spoken = withinBounds(all)
  if (spoken.length === 0) return null
  let body = ''
  const cues: Cue[] = []
  for (const { at, speaker, text } of spoken) {
    if (body !== '') body += '\n'
    cues.push({ start: body.length, end: body.length + text.length, at, speaker })
    body += text
  }
  const speakers = [...new Set(cues.flatMap(({ speaker }) => (speaker === null ? [] : [speaker])))]
  const note = notes.map((line) => line.trim()).find((line) => line !== '' && !/^\d/.test(line))
  const at = notes.map(dateIn).find((date) => date !== null) ?? dateIn(id)
  const subject = note ?? (id.split('/').at(-1) ?? id).replace(/\.[^.]+$/, '')
  return {
    kind: 'call',
    id,
    path: null,
    sources: [],
    at: at ?? null,
    text: body,
    segments: [],
    contentHash: hashOf({ at, text: body, cues }),
    warnings:
      spoken === all
        ? []
        : [{ kind: 'unread', item: id, text: 'this transcript is very long; only its beginning was read' }],
    subject,
    cues,
    speakers,
  }
}

/** The same list where all of it fits. */
function withinBounds(spoken: Spoken[]): Spoken[] {
  let room = CALL_BOUNDS.characters
  const kept: Spoken[] = []
  for (const { text, ...rest } of spoken) {
    if (room <= 0 || kept.length >= CALL_BOUNDS.cues) return kept
    kept.push({ ...rest, text: text.length > room ? text.slice(0, room).toWellFormed().trimEnd() : text })
    room -= text.length
  }
  return room < 0 ? kept : spoken
}

const TIMING = /^\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}/

function readCues(text: string): { spoken: Spoken[]; notes: string[] } {
  const spoken: Spoken[] = []
  const notes: string[] = []
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n[^\S\n]*\n+/)) {
    const lines = block.split('\n')
    const first = (lines[0] ?? '').replace(/^\ufeff/, '').trim()
    if (/^WEBVTT\b/.test(first)) {
      notes.push(first.replace(/^WEBVTT[\s-]*/, ''), ...lines.slice(1))
      continue
    }
    if (/^NOTE\b/.test(first)) {
      notes.push(first.replace(/^NOTE\s*/, ''), ...lines.slice(1))
      continue
    }
    if (/^(?:STYLE|REGION)\b/.test(first)) continue
    const timing = lines.findIndex((line) => TIMING.test(line))
    if (timing < 0) continue
    const at = clockOf(TIMING.exec(lines[timing] ?? '')?.[1] ?? '')
    spoken.push(...voicesOf(lines.slice(timing + 1).join('\n'), at))
  }
  return { spoken, notes }
}

/** What opens after the last end of a tag is none: looking for its end from each sign would take the square of the length. */
function untagged(raw: string): string {
  const end = raw.lastIndexOf('>') + 1
  return raw.slice(0, end).replace(/<[^>]*>/g, '') + raw.slice(end)
}

/** A cue can hold several voices; words before the first tag, or without one, may carry "Name:" instead. */
function voicesOf(payload: string, at: string): Spoken[] {
  const out: Spoken[] = []
  const voice = /<v(?:\.[^\s<>]+)?[ \t\n]([^<>]*)>/gi
  let speaker: string | null = null
  let from = 0
  const push = (raw: string) => {
    let text = tidy(untagged(raw))
    if (text === '') return
    if (speaker === null) {
      const named = NAMED.exec(text)
      if (named) {
        out.push({ at, speaker: (named[1] ?? '').trim(), text: (text = text.slice(named[0].length)) })
        return
      }
    }
    out.push({ at, speaker, text })
  }
  for (const match of payload.matchAll(voice)) {
    push(payload.slice(from, match.index))
    speaker = tidy(match[1] ?? '') || null
    from = match.index + match[0].length
  }
  push(payload.slice(from))
  return out
}

/** "Anna Berg: ", "Anna Berg [00:01:02]: ", "[00:01] Dr. B. O'Neil (Acme): " */
const NAMED =
  /^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\]?\)?\s*[-–]?\s*)?(\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:\p{L}[\p{L}\p{M}'’.-]*|\([^)\d]{1,40}\))){0,5})(?:\s*[[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?)?\s*:\s+(?=\S)/u
const STAMP = /(\d{1,2}:\d{2}(?::\d{2})?)/

function readLines(text: string): { spoken: Spoken[]; notes: string[] } {
  const spoken: Spoken[] = []
  const notes: string[] = []
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const words = tidy(line)
    if (words === '') continue
    const named = NAMED.exec(words)
    if (named) {
      const stamp = STAMP.exec(named[0])?.[1]
      spoken.push({ at: clockOf(stamp ?? ''), speaker: (named[1] ?? '').trim(), text: words.slice(named[0].length) })
      continue
    }
    const last = spoken.at(-1)
    // what stands before the first speaker is a heading, afterwards it is more of what was said
    if (last === undefined) notes.push(words)
    else spoken.push({ ...last, text: words })
  }
  return { spoken, notes }
}

function tidy(text: string): string {
  return visibleUnicode(text.toWellFormed())
    .text.replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/[\s\0]+/g, ' ')
    .trim()
}

const ENTITIES: Record<string, string> = wordTable({ amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '', rlm: '' })

/** `HH:MM:SS.mmm`; empty where there is no time */
function clockOf(time: string): string {
  const parts = time.replace(',', '.').split(':')
  if (time === '' || parts.length < 2) return ''
  const [seconds, fraction = ''] = (parts.at(-1) ?? '0').split('.')
  const hours = parts.length > 2 ? (parts.at(-3) ?? '0') : '0'
  return `${hours.padStart(2, '0')}:${(parts.at(-2) ?? '0').padStart(2, '0')}:${(seconds ?? '0').padStart(2, '0')}.${fraction.padEnd(3, '0').slice(0, 3)}`
}

const MONTHS: Record<string, number> = wordTable({})
for (const [index, names] of [
  'jan january januar janvier enero',
  'feb february februar février fevrier febrero',
  'mar march märz maerz mars marzo',
  'apr april avril abril',
  'may mai mayo',
  'jun june juni juin junio',
  'jul july juli juillet julio',
  'aug august août aout agosto',
  'sep sept september septembre septiembre',
  'oct october okt oktober octobre octubre',
  'nov november novembre noviembre',
  'dec december dez dezember décembre decembre diciembre dic',
].entries())
  for (const name of names.split(' ')) MONTHS[name] = index

/** The day that a note or a file name states, as an ISO instant: the stated time, else noon in UTC, which is that day in (almost) every zone. */
function dateIn(text: string): string | null {
  const iso =
    /(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)(?:[T _](\d{2})[:h.]?(\d{2})(?::?(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?/.exec(
      text,
    )
  if (iso) return instant(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), iso[4], iso[5], iso[7])
  const written =
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?(?: de)? (\p{L}{3,12})\.?(?: de)?,? ((?:19|20)\d{2})(?!\d)/u.exec(text)
  if (written) return named(written[2] ?? '', Number(written[1]), Number(written[3]))
  const american = /(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d{2})(?!\d)/u.exec(text)
  if (american) return named(american[1] ?? '', Number(american[2]), Number(american[3]))
  const dotted = /(?<!\d)(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?!\d)/.exec(text)
  return dotted ? instant(Number(dotted[3]), Number(dotted[2]) - 1, Number(dotted[1])) : null
}

function named(month: string, day: number, year: number): string | null {
  const index = MONTHS[month.toLowerCase()]
  return index === undefined ? null : instant(year, index, day)
}

function instant(year: number, month: number, day: number, hour = '12', minute = '0', zone = 'Z'): string | null {
  const time = Date.UTC(year, month, day, Number(hour), Number(minute))
  const date = new Date(time)
  if (date.getUTCMonth() !== month || date.getUTCDate() !== day) return null
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  const minutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0
  return new Date(time - minutes * 60_000).toISOString()
}
