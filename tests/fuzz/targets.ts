import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { joinRecords } from '../../src/connectors/joined.ts'
import { parseWorkspaceFile } from '../../src/connectors/workspace-file.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { AppError } from '../../src/lib/errors.ts'
import { draft } from '../../src/pipeline.ts'
import { assembleCorpus } from '../../src/signals/assemble.ts'
import { readItem } from '../../src/signals/read/item.ts'
import type { ReadItem } from '../../src/signals/read/item.ts'
import { readMbox } from '../../src/signals/read/mbox.ts'
import { WORKSPACE } from '../db/folder.ts'

/** One reader under test. `run` throws where what it promises does not hold; the message says what, never the input. */
export type Target = { name: string; seeds: string[]; tokens: string[]; run: (bytes: Uint8Array) => Promise<void> }

/** A fault of ours, not of the input, though the reader caught it and named the item as unread. */
const OWN_FAULT =
  /cannot read prop|undefined|is not a function|maximum call|not iterable|invalid (?:array|string|count)|before initialization|out of memory/i

const HEAD =
  'Message-ID: <a@b.example>\r\nFrom: Cara Buyer <cara@buyer.example>\r\nTo: Anna Seller <anna@seller.example>\r\nSubject: Plan\r\nDate: Mon, 2 Feb 2026 10:00:00 +0000\r\n'

function ofItem(name: string, path: string, seeds: string[], tokens: string[]): Target {
  return { name, seeds, tokens, run: async (bytes) => held(() => readItem(bytes, path), path.startsWith('crm/')) }
}

async function held(read: () => Promise<ReadItem>, mayBeEmpty: boolean): Promise<void> {
  const item = await read()
  // an export of no records is none that could not be read
  hold(mayBeEmpty || item.signals.length + item.unread.length > 0, 'neither an item nor a line that says why not')
  for (const { text } of item.unread) {
    hold(!OWN_FAULT.test(text), 'an item is unread for a fault of ours')
    hold(!text.includes('\n'), 'a line about an item is more than one')
  }
  for (const { text } of item.signals) hold(text.isWellFormed() && !text.includes('\0'), 'a text is malformed')
  hold(JSON.stringify(await read()) === JSON.stringify(item), 'read twice it differs')
  // as an import joins them: a record may stand twice in one export
  const records = joinRecords(item.signals.filter((signal) => signal.kind === 'crm'))
  const signals = [...item.signals.filter(({ kind }) => kind !== 'crm'), ...records]
  const contents = { ...item, workspace: WORKSPACE, coverage: [], signals }
  try {
    const corpus = assembleCorpus(structuredClone(contents), {})
    const texts = new Map(corpus.signals.map((signal) => [signal.id, signal]))
    for (const { item: id, field, start, end, text } of corpus.sentences) {
      const signal = texts.get(id)
      const whole = field === null ? signal?.text : signal?.kind === 'crm' ? signal.fields[field] : undefined
      hold(whole?.slice(start, end) === text, 'a sentence is not what stands at its place')
    }
    const [first, again] = [
      await draft(structuredClone(contents), localEngine),
      await draft(structuredClone(contents), localEngine),
    ]
    hold(JSON.stringify(first.brief) === JSON.stringify(again.brief), 'drafted twice it differs')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

function hold(kept: boolean, what: string): void {
  if (!kept) throw new Error(what)
}

const EVENT =
  'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:Odd\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T100000Z\r\nDTSTART;TZID=Odd:20260210T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=5\r\nEXDATE:20260217T100000Z\r\nSUMMARY:Call\r\nORGANIZER;CN="Anna Seller":mailto:anna@seller.example\r\nATTENDEE;CN=Cara;PARTSTAT=ACCEPTED:mailto:cara@buyer.example\r\nDESCRIPTION:<p>We need SSO.</p>\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'

export const TARGETS: Target[] = [
  ofItem(
    'mail',
    'one.eml',
    [
      `${HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\nHi Anna,\r\n\r\nwe need SSO before 30 June. I will send the list by Friday.\r\n\r\nBest regards\r\nCara Buyer\r\nHead of IT\r\n\r\nOn Fri, 30 Jan 2026 at 10:00, Anna Seller <anna@seller.example> wrote:\r\n> When do you decide?\r\n> I will send the price.\r\n`,
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWe=20need it.\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>We need it.</p>\r\n--c--\r\n--b\r\nContent-Type: text/csv; name="a.csv"\r\nContent-Disposition: attachment; filename*=utf-8''a%20b.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nYTtiCjE7Mgo=\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: =?utf-8?Q?=41?=\r\n\r\nHello\r\n--b--\r\n`,
      `${HEAD}Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n-------- Forwarded message --------\r\nFrom: Ben <ben@buyer.example>\r\nSent: 2026-01-02 10:00\r\nTo: Cara\r\nSubject: x\r\n\r\nWir brauchen es bis Freitag, sonst kündigen wir.\r\nbegin 644 a.bin\r\n#0V%T\r\nend\r\n`,
    ],
    [
      '--b\r\n',
      '\r\n\r\n',
      '> ',
      'On Mon, Ann <a@b.example> wrote:',
      'From: ',
      '=?utf-8?B?',
      'boundary=',
      'charset=utf-7',
      '=\r\n',
      '\u{e0041}',
      '\u202e',
      '-- \r\n',
      'filename*0=',
      'begin 644 a\r\n',
      '<script>',
      'I will send it by Friday.',
    ],
  ),
  ofItem(
    'html',
    'one.html',
    [
      '<html><head><style>.a{display:none} p>b{color:red} @media screen{i{font-size:0}} :is(p,b):not(.c){opacity:.5}</style></head><body><p class=a style="color:#fff;--x:1">hidden</p><blockquote type=cite><table><tr><td>We need it<td>by Friday</table></blockquote><font color=red>words</font><pre> a  b\n</pre></body></html>',
      '<html><div style="transform:scale(0);clip-path:inset(50%);width:calc(1px + var(--a, 2px))">x<svg><style>a{}</style><title>t</title></svg></div><details>y</details><template>z</template>',
    ],
    [
      '<div>',
      '</p>',
      '<style>',
      '{display:none}',
      'var(--a',
      'calc(',
      'url(',
      '@supports (',
      '!important',
      '/*',
      '&#x',
      '<table>',
      'style="',
      ':has(',
      '<!--',
      '\\',
      ':nth-child(2n+1)',
      'rgb(',
      '@layer a,',
      '<blockquote>',
    ],
  ),
  ofItem(
    'calendar',
    'one.ics',
    [EVENT, EVENT.replace('REQUEST', 'CANCEL').replace('FREQ=WEEKLY;COUNT=5', 'FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU')],
    [
      'BEGIN:VEVENT\r\n',
      'END:VEVENT\r\n',
      'RRULE:FREQ=SECONDLY\r\n',
      ';TZID=',
      'VALUE=DATE:',
      '99999999T999999Z',
      'BYDAY=',
      'INTERVAL=0;',
      'UNTIL=',
      '\r\n ',
      'CLASS:PRIVATE\r\n',
      '\\n',
      '"',
      'RECURRENCE-ID:',
      '-P1W',
      'SEQUENCE:-1e9\r\n',
    ],
  ),
  ofItem(
    'transcript',
    'calls/2026-02-01.vtt',
    [
      'WEBVTT - Call 2 Feb 2026\n\nNOTE 2026-02-02\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Cara Buyer>We need SSO before June.\n\n00:00:05.000 --> 00:00:06.000\n<v.loud Anna Seller>I will send it.</v><v Cara>Thanks.\n',
      '1\n00:00:01,000 --> 00:00:02,000\nCara Buyer: We need it.\n\n2\n00:00:03,000 --> 00:00:04,000\nAnna: I will send it.\n',
      'Cara Buyer: We need it.\n[00:01:02] Anna Seller (Acme): I will send it by Friday.\nmore\n',
    ],
    ['-->', '<v ', '<v.a.b ', '\n\n', 'NOTE ', '00:00:00.000', 'Cara Buyer: ', '&amp;', ':', '99:99:99.999', '<'],
  ),
  ofItem(
    'crm-json',
    'crm/salesforce/Opportunity.json',
    [
      '[{"Id":"006000000000001AAA","attributes":{"type":"Opportunity"},"Name":"Plan","Amount":1e400,"CloseDate":"2026-03-01","Owner":{"Name":"Anna"},"ContactId":"003000000000001AAA","Description":"<p>We need it</p>","LastModifiedDate":"2026-02-01T10:00:00.000+0000"}]',
      '{"results":[{"id":"1","properties":{"dealname":"Plan","amount":"4000","closedate":"1767225600000"},"associations":{"contacts":{"results":[{"id":"2","type":"x"}]}},"createdAt":"2026-01-01T00:00:00Z"}]}',
    ],
    [
      '"__proto__":',
      '"constructor":',
      '"Id":"006000000000001AAA",',
      'null',
      '[]',
      '{}',
      '1e999',
      '-0',
      '"\\ud800"',
      '"hasOwnProperty":1,',
      'true',
      '"toString":"x",',
      '"StageName":"Closed Won",',
      '"2026-13-45"',
    ],
  ),
  ofItem(
    'crm-csv',
    'crm/hubspot/deals.csv',
    [
      'Record ID,Deal Name,Amount,Associated Contact IDs,Close Date\n1,Plan,"4,000","12;13",2026-03-01\n2,"Other ""x""",,,\n',
    ],
    ['"', '""', ',', ';', '\n', '\r', 'Record ID', '\t', '\ufeff', '__proto__', 'Associated Company IDs', '=1+1'],
  ),
  {
    name: 'mbox',
    seeds: [
      `From cara@buyer.example Mon Feb  2 10:00:00 2026\n${HEAD}\n>From here we go.\n\nFrom anna@seller.example Mon Feb  2 11:00:00 2026\n${HEAD}\nYes.\n`,
    ],
    tokens: ['\nFrom a@b Mon Feb  2 10:00:00 2026\n', '>From ', '\n\n', '\r', 'From '],
    run: async (bytes) => {
      const file = join(mbox(), 'a.mbox')
      writeFileSync(file, bytes)
      let size = 0
      for await (const { raw } of readMbox(file, 1e6)) {
        size += raw.byteLength
        await readItem(raw, 'one.eml')
      }
      hold(size <= bytes.byteLength, 'an mbox holds more than its file')
    },
  },
  {
    name: 'workspace',
    seeds: [JSON.stringify({ ...WORKSPACE, deal: '006', from: 'a@b.example' })],
    tokens: ['"__proto__":{}', 'null', '[]', '{}', '"seller":', '"as_of":"x"', '1e999', '"people":[{}]', '"\\ud800"'],
    run: (bytes) => {
      try {
        parseWorkspaceFile(Buffer.from(bytes).toString('utf8'), 'workspace.json')
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        hold(!error.message.includes('\n'), 'an error is more than one line')
      }
      return Promise.resolve()
    },
  },
]

let folder: string | null = null
const mbox = () => (folder ??= mkdtempSync(join(tmpdir(), 'baton-fuzz-')))
