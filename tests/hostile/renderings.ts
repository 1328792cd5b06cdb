import { parse } from 'parse5'
import { adapter } from 'parse5-htmlparser2-tree-adapter'
import { isTag, isText } from 'domhandler'
import type { ChildNode } from 'domhandler'
import PostalMime from 'postal-mime'
import { simpleParser } from 'mailparser'
import { briefFor } from '../../src/briefs/audience.ts'
import { renderBrief } from '../../src/briefs/render.ts'
import { makeDispatch } from '../../src/review/dispatch.ts'
import { mailOf } from '../../src/delivery/channel.ts'
import { render } from '../../src/http/open-services.ts'
import type { Dispatch } from '../../src/review/dispatch.ts'
import type { Case } from './drafted.ts'

const AUDIENCES = ['receiver', 'team', 'channel', 'customer'] as const

/** Everything that a brief is turned into, and what must hold for each of them (I2, I3, I4, I6, I8). */
export async function checkRenderings(each: Case): Promise<string[]> {
  const { brief } = each
  const broken: string[] = []
  for (const audience of AUDIENCES) {
    const shown = briefFor(brief, audience)
    const say = (format: string, problems: string[]) =>
      broken.push(...problems.map((problem) => `${format} for ${audience}: ${problem}`))
    say('text', plainText(renderBrief(shown, 'text'), each))
    say('terminal', terminal(renderBrief(shown, 'text', { ansi: true, width: 80 }), each))
    say('markdown', markdown(renderBrief(shown, 'md'), each))
    say('page', htmlPage(renderBrief(shown, 'html'), each))
    say('JSON', forbidden(renderBrief(shown, 'json'), each))
  }
  const dispatch = await dispatchOf(each)
  broken.push(...(await checkMail(mailOf(parcelOf(dispatch)), each)).map((problem) => `mail: ${problem}`))
  if (dispatch.body.fields.length > 0) broken.push('I6 a field of the CRM would be written')
  return broken
}

/** What would go out, addressed as the handoff says. */
export function dispatchOf({ brief, parties }: Case): Promise<Dispatch> {
  return makeDispatch(
    brief,
    { audience: 'internal', channel: 'file', sender: parties.giver, recipients: [parties.receiver] },
    render,
  )
}

export function parcelOf({ body, mediaType, rendered }: Dispatch) {
  const recipients = body.recipients.map(({ email }) => email)
  return { key: `d_${'0'.repeat(32)}`, target: body.target, recipients, mediaType, bytes: rendered, at: new Date(0) }
}

/** The mail as two programs read it: both see the one sender and the one receiver, and nothing that acts. */
export async function checkMail(bytes: Uint8Array, each: Case): Promise<string[]> {
  const { parties } = each
  const one = await PostalMime.parse(bytes)
  const other = await simpleParser(Buffer.from(bytes))
  const of = (value: typeof other.to) =>
    [value ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address))
  const pinned = JSON.stringify({
    from: parties.giver.email,
    to: [parties.receiver.email],
    cc: [],
    bcc: [],
    replyTo: [],
  })
  const first = {
    from: one.from?.address,
    to: (one.to ?? []).map(({ address }) => address),
    cc: one.cc ?? [],
    bcc: one.bcc ?? [],
    replyTo: one.replyTo ?? [],
  }
  const second = {
    from: other.from?.value[0]?.address,
    to: of(other.to),
    cc: of(other.cc),
    bcc: of(other.bcc),
    replyTo: other.replyTo?.value ?? [],
  }
  const head = Buffer.from(bytes).toString('latin1').split('\r\n\r\n')[0] ?? ''
  const names = head.split('\r\n').flatMap((line) => (/^\s/.test(line) ? [] : [line.split(':')[0] ?? '']))
  return [
    ...(JSON.stringify(first) === pinned ? [] : ['I4 one parser reads other addresses']),
    ...(JSON.stringify(second) === pinned ? [] : ['I4 another parser reads other addresses']),
    ...(one.attachments.length + other.attachments.length > 0 ? ['I8 it carries a file'] : []),
    ...(names.every((name) => HEADERS.has(name.toLowerCase())) ? [] : [`I8 a header of its own: ${names.join(' ')}`]),
    ...plainText(one.text ?? '', each).map((problem) => `text ${problem}`),
    ...htmlPage(one.html ?? '', each).map((problem) => `page ${problem}`),
  ]
}

const HEADERS = new Set([
  'message-id',
  'date',
  'from',
  'to',
  'subject',
  'content-type',
  'mime-version',
  'content-transfer-encoding',
])

/** What may be nowhere is nowhere; an address of an attacker is no longer one that a program would follow. */
function forbidden(said: string, { row, own }: Case): string[] {
  // an item is called by its own id, and that is no word of its text
  const text = own.reduce((rest, { id }) => rest.replaceAll(JSON.stringify(id).slice(1, -1), ''), said)
  return [
    ...row.never.filter((word) => word !== '' && text.includes(word)).map((word) => `I2 ${word}`),
    ...(row.elsewhere === true ? row.canaries.filter((mark) => text.includes(mark)).map((mark) => `I7 ${mark}`) : []),
  ]
}

function inert(text: string, { row }: Case): string[] {
  const low = text.toLowerCase()
  return row.neverActive
    .filter((word) => /[@.]/.test(word) && low.includes(word.toLowerCase()))
    .map((word) => `I3 ${word} could be followed`)
}

/** Whatever a viewer turns into a link on its own: schemes, mail addresses, hosts that could exist. */
const LINKS =
  /\b[a-z][a-z\d+.-]{1,20}:\/\/\S|\b(?:mailto|javascript|vbscript):\S|\bdata:\w+\/|\bwww\.\w|[\p{L}\p{N}._%+-]@[\p{L}\p{N}-]+\.\p{L}{2}/giu

function plainText(text: string, each: Case): string[] {
  const links = text.match(LINKS) ?? []
  return [
    ...forbidden(text, each),
    ...inert(text, each),
    ...links.slice(0, 1).map((link) => `I3 ${JSON.stringify(link)} could be followed`),
    ...(CONTROLS.test(text) ? ['I8 control characters'] : []),
  ]
}

/** Anything but a line break that moves a cursor, turns a line or hides in it. */
// oxlint-disable-next-line no-control-regex -- controls are what this looks for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u

function terminal(text: string, each: Case): string[] {
  // oxlint-disable-next-line no-control-regex -- our own colours, and nothing else
  return plainText(text.replaceAll(/\u001b\[(?:1|2|3|22|23|33|39)m/g, ''), each)
}

function markdown(text: string, each: Case): string[] {
  const lines = text.split('\n')
  const bare = text.replaceAll(/`[^`\n]*`/g, '').replaceAll(/\\[!-/:-@[-`{-~]/g, '')
  const signs = [
    [/[<>]/, 'HTML'],
    [/\]\(|\]\[|\]:/, 'a link'],
    [/~~|\$\$|==/, 'marks'],
  ] as const
  const heads = lines.filter((line) => /^ {0,3}#/.test(line)).length
  const wanted = each.brief.sections.length + 8
  return [
    ...plainText(text, each),
    ...signs.filter(([sign]) => sign.test(bare)).map(([, what]) => `I8 ${what}`),
    ...(heads > wanted ? ['I8 a heading of its own'] : []),
    ...(lines.some((line) => /^\s{0,3}(?:[-=_*]\s*){3,}$/.test(line) && line !== '---')
      ? ['I8 a rule of its own']
      : []),
  ]
}

const TAGS = new Set(
  'html head meta title style body main header footer h1 h2 p div span section ol ul li table thead tbody tr th td strong bdi q a details summary'.split(
    ' ',
  ),
)
const ATTRIBUTES = new Set(
  'class id href lang charset content name http-equiv scope data-label aria-labelledby dir'.split(' '),
)

function htmlPage(html: string, each: Case): string[] {
  const problems: string[] = forbidden(html, each)
  const open: ChildNode[] = [...parse(html, { treeAdapter: adapter, scriptingEnabled: true }).children]
  let words = ''
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isText(node)) words += ` ${node.data}`
    if (!isTag(node)) continue
    if (!TAGS.has(node.name)) problems.push(`I8 an element ${node.name}`)
    for (const [name, value] of Object.entries(node.attribs)) {
      if (!ATTRIBUTES.has(name)) problems.push(`I8 an attribute ${name}`)
      if (name === 'href' && !/^#s\d+$/.test(value)) problems.push(`I3 a link to ${value.slice(0, 40)}`)
    }
    if (node.name !== 'style') open.push(...node.children)
  }
  if (html !== '') problems.push(...plainText(words, each))
  return [...new Set(problems)]
}
