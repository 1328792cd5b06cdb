import { z } from 'zod'
import { contentHashOf } from '../briefs/hash.ts'
import { AppError } from '../lib/errors.ts'
import type { Brief, Line } from '../briefs/brief.ts'

const text = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  // oxlint-disable-next-line no-control-regex -- a line is one line, and nothing that moves a terminal's cursor
  .regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/, 'one line without control characters')
  .transform((value) => value.toWellFormed())

/** A line by its place as people count: `headline.1`, `next.3`, `careful.2`, `<section key>.4`. */
const place = z.string().regex(/^[a-z0-9_-]+\.[1-9]\d{0,2}$/, 'a place such as headline.1 or goals.2')

/** What a person changes in a brief. Places count as they were shown, before any of the edits. */
export const Edit = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('replace'), at: place, text }),
  z.strictObject({ op: z.literal('remove'), at: place }),
  z.strictObject({ op: z.literal('add'), to: z.string(), text }),
])
export type Edit = z.infer<typeof Edit>

/**
 * The next revision. What a person wrote is theirs: `human`, with their address and without the evidence that the old
 * words had (DESIGN E5). Evidence that nothing points at any more goes with the line that showed it.
 */
export function applyEdits(brief: Brief, edits: readonly Edit[], author: string): Brief {
  const next = structuredClone(brief)
  const own = (words: string): Line => ({ kind: 'human', text: words, evidence: [], shows: [], by: author })
  const slots = new Map<string, (words: string | null) => void>()
  const list = <T>(name: string, items: T[], change: (item: T, words: string) => T) => {
    for (const [index, item] of items.entries())
      slots.set(`${name}.${index + 1}`, (words) => {
        const now = items.indexOf(item)
        if (words === null) items.splice(now, 1)
        else items[now] = change(item, words)
      })
  }
  list('headline', next.headline, (_, words) => own(words))
  list('next', next.next, (item, words) => ({ ...item, what: words, shows: [], evidence: [], by: author }))
  list('careful', next.careful, (item, words) => ({ ...item, text: words, evidence: [], by: author }))
  for (const section of next.sections) list(section.key, section.lines, (_, words) => own(words))

  for (const edit of edits) {
    if (edit.op === 'add') {
      const lines = edit.to === 'headline' ? next.headline : next.sections.find(({ key }) => key === edit.to)?.lines
      if (lines === undefined) throw unknownPlace(edit.to, next)
      lines.push(own(edit.text))
      continue
    }
    const slot = slots.get(edit.at)
    if (slot === undefined) throw unknownPlace(edit.at, next)
    // Each line is changed once: two edits of one place would depend on their order.
    slots.delete(edit.at)
    slot(edit.op === 'replace' ? edit.text : null)
  }
  if (next.headline.length > 5)
    throw new AppError('bad_input', '“In one minute” has at most five lines; take one out before adding another')
  // A section that people emptied says so where it must stand, and goes where it need not.
  next.sections = next.sections.filter(({ lines, required }) => lines.length > 0 || required)
  for (const section of next.sections)
    if (section.lines.length === 0)
      section.lines.push({ kind: 'gap', text: `Taken out in review by ${author}`, evidence: [], shows: [] })
  next.revision = brief.revision + 1
  dropUnseenEvidence(next)
  next.contentHash = contentHashOf(next)
  return next
}

/** Every place and what stands there, in reading order. */
export function placesOf(brief: Brief): { at: string; text: string }[] {
  const count = (name: string, texts: string[]) =>
    texts.map((words, index) => ({ at: `${name}.${index + 1}`, text: words }))
  return [
    ...count(
      'headline',
      brief.headline.map((line) => line.text),
    ),
    ...count(
      'next',
      brief.next.map((item) => item.what),
    ),
    ...count(
      'careful',
      brief.careful.map((item) => item.text),
    ),
    ...brief.sections.flatMap((section) =>
      count(
        section.key,
        section.lines.map((line) => line.text),
      ),
    ),
  ]
}

function dropUnseenEvidence(brief: Brief): void {
  const { evidence, sources, ...rest } = brief
  const seen = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        if ((key === 'evidence' || key === 'resolvedBy') && Array.isArray(inner))
          for (const id of inner) seen.add(String(id))
        else walk(inner)
  }
  walk(rest)
  brief.evidence = Object.fromEntries(Object.entries(evidence).filter(([key]) => seen.has(key)))
  const items = new Set(Object.values(brief.evidence).map(({ item }) => item))
  if (sources !== undefined) brief.sources = sources.filter(({ item }) => items.has(item))
}

function unknownPlace(place: string, brief: Brief): AppError {
  const keys = ['headline', 'next', 'careful', ...brief.sections.map(({ key }) => key)].join(', ')
  return new AppError(
    'bad_input',
    `no line ${place.slice(0, 60)}, or it is changed twice; places count from 1 in ${keys}`,
  )
}
