import { describe, expect, test } from 'vitest'
import { assembleCorpus } from '../../src/signals/assemble.ts'
import type { Signal } from '../../src/signals/signal.ts'
import { call, folder, mail, meeting, record, WORKSPACE } from './letters.ts'

const OLA = 'Ola Brandt <ola@tidewell.example>'
const MARA = 'Mara Lindqvist <mara@harbour.example>'

function corpus(signals: Signal[], workspace: Parameters<typeof folder>[1] = WORKSPACE) {
  return assembleCorpus(folder(signals, workspace), {})
}

describe('what speaks', () => {
  const first = mail('a', { from: MARA, to: [OLA], text: 'We sign when the annex is there. That is our condition.' })
  const reply = mail('b', {
    from: OLA,
    to: [MARA],
    at: '2025-03-05T09:00:00.000Z',
    references: ['a'],
    text: 'You get it on Friday.\n\nOn Tue, Mar 4, 2025 at 10:00 AM Mara Lindqvist <mara@harbour.example> wrote:\n\n> We sign when the\n> annex is there. That is our condition.\n',
  })

  test('a quoted sentence whose original is at hand does not speak again', () => {
    const { sentences } = corpus([first, reply])
    const said = sentences.filter((sentence) => sentence.text.replace(/\s+>?\s*/g, ' ').startsWith('We sign when'))
    expect(said.map(({ item, speaks, by }) => [item, speaks, by?.email])).toEqual([
      ['a', true, 'mara@harbour.example'],
      ['b', false, 'mara@harbour.example'],
    ])
  })

  test('without its original it speaks for the person named there', () => {
    const { sentences } = corpus([reply])
    const said = sentences.find((sentence) => sentence.text.startsWith('That is our condition'))
    expect(said).toMatchObject({
      speaks: true,
      by: { email: 'mara@harbour.example' },
      forwardedBy: 'ola@tidewell.example',
      at: '2025-03-04T09:00:00.000Z',
    })
  })

  test('answers in the quoted text without any mark are found by the original', () => {
    const asked = mail('q', {
      from: OLA,
      to: [MARA],
      text: 'How many docks do you have?\n\nWhen does the night shift start?\n\nBest\nOla',
    })
    const answered = mail('r', {
      from: MARA,
      to: [OLA],
      at: '2025-03-06T09:00:00.000Z',
      references: ['q'],
      text: 'see my answers below in red\n\nFrom: Ola Brandt <ola@tidewell.example>\nSent: Tuesday, March 4, 2025 10:00 AM\nTo: Mara Lindqvist\nSubject: Cold store\n\nHow many docks do you have?\nEleven, two of them closed.\n\nWhen does the night shift start?\nAt ten.\n\nBest\nOla',
    })
    const { sentences, signals } = corpus([asked, answered])
    const own = sentences
      .filter((sentence) => sentence.item === 'r' && sentence.role === 'authored')
      .map((sentence) => sentence.text)
    expect(own).toEqual(['see my answers below in red', 'Eleven, two of them closed.', 'At ten.'])
    const segments = signals.find((signal) => signal.id === 'r')!.segments
    for (let i = 1; i < segments.length; i++) expect(segments[i]!.start).toBe(segments[i - 1]!.end)
  })

  test('what somebody else wrote earlier is theirs, though nothing marks it as a quote', () => {
    const ask = mail('q', {
      from: MARA,
      to: [OLA],
      thread: 'q',
      text: 'We need the plan of all docks by the third of June.\nSee you.',
    })
    const answer = mail('s', {
      from: OLA,
      to: [MARA],
      thread: 'q',
      at: '2025-03-06T09:00:00.000Z',
      text: 'Mara skrev:\n\nWe need the plan of all docks by the third of June.\nSee you.\n\nYou get it on Monday.',
    })
    const { sentences, signals } = corpus([ask, answer])
    const copy = sentences.find(({ item, text }) => item === 's' && text.startsWith('We need'))
    expect(copy).toMatchObject({ role: 'quoted', speaks: false, by: { email: 'mara@harbour.example' } })
    expect(sentences.find(({ item, text }) => item === 's' && text.startsWith('You get'))).toMatchObject({
      role: 'authored',
      speaks: true,
      by: { email: 'ola@tidewell.example' },
    })
    const segments = signals.find(({ id }) => id === 's')!.segments
    for (let i = 1; i < segments.length; i++) expect(segments[i]!.start).toBe(segments[i - 1]!.end)
  })

  test('a sentence is exactly its slice of the item', () => {
    const { sentences, signals } = corpus([
      first,
      reply,
      call('c.vtt', [
        ['Mara Lindqvist', 'So if it is late'],
        ['Mara Lindqvist', 'again we pay.'],
      ]),
    ])
    const texts = new Map(signals.map((signal) => [signal.id, signal.text]))
    for (const sentence of sentences)
      expect(texts.get(sentence.item)!.slice(sentence.start, sentence.end)).toBe(sentence.text)
    expect(sentences.at(-1)).toMatchObject({
      text: 'So if it is late\nagain we pay.',
      cue: '00:00:00.000',
      by: { email: 'mara@harbour.example' },
    })
  })

  test('automatic mail does not speak, and stays citeable', () => {
    const { sentences } = corpus([
      first,
      mail('n', { from: 'Sign <noreply@sign.example>', to: [OLA], text: 'Mara Lindqvist signed on 3 March 2025.' }),
    ])
    expect(sentences.find((sentence) => sentence.item === 'n')).toMatchObject({
      speaks: false,
      text: 'Mara Lindqvist signed on 3 March 2025.',
    })
  })

  test('the answers of a web form are the words of who filled it in', () => {
    const form = mail('f', {
      from: 'Website <web@tidewell.example>',
      to: [OLA],
      text: 'Form: demo\nName: Mara Lindqvist\nEmail: mara@harbour.example\nMessage: Our freezer fails twice a week.\n',
    })
    expect(corpus([form]).sentences.find((sentence) => sentence.text.includes('freezer'))).toMatchObject({
      speaks: true,
      by: { email: 'mara@harbour.example' },
    })
  })

  test('a CRM field is cited by its name', () => {
    const { sentences } = corpus([first, record('Opportunity', '006A', { Name: 'Cold store', NextStep: 'send annex' })])
    expect(sentences.find((sentence) => sentence.field === 'NextStep')).toMatchObject({
      id: 'salesforce:Opportunity/006A@NextStep@0',
      text: 'send annex',
      speaks: false,
    })
  })
})

describe('what is derived', () => {
  const letter = mail('a', { from: MARA, to: [OLA], cc: ['Tim <tim@gmail.com>'], text: 'Hello.' })

  test('the seller is the domain of the mailboxes, the account the other company', () => {
    const { seller, account, notes, asOf } = corpus([letter], null)
    expect([seller.domains, account.domains, asOf]).toEqual([
      ['tidewell.example'],
      ['harbour.example'],
      '2025-03-04T09:00:00.000Z',
    ])
    expect(notes).toHaveLength(4)
  })

  test('where nothing tells the seller the call is refused with a workspace.json to copy', () => {
    expect(() => corpus([{ ...letter, sources: ['mail:a@one.example', 'mail:b@two.example'] }], null)).toThrow(
      /workspace\.json/,
    )
  })

  test('what came after the moment is not read', () => {
    const late = mail('late', { from: MARA, to: [OLA], at: '2025-04-02T00:00:00.000Z', text: 'Too late.' })
    expect(corpus([letter, late]).signals.map(({ id }) => id)).toEqual(['a'])
  })

  test('a record changed later is read with a warning', () => {
    const { warnings } = corpus([
      letter,
      record('Opportunity', '006A', { Name: 'x', LastModifiedDate: '2025-05-01T00:00:00Z' }),
    ])
    expect(warnings).toMatchObject([{ kind: 'crm_newer', item: 'salesforce:Opportunity/006A' }])
  })

  test('the zone is the meetings’ zone where the seller’s clock agrees', () => {
    expect(
      corpus([
        { ...letter, from: { name: 'Ola', email: 'ola@tidewell.example' } },
        meeting('m', 'Europe/Stockholm', 'Kick-off'),
      ]).zone,
    ).toBe('Europe/Stockholm')
  })
})

describe('the deal', () => {
  const letter = mail('a', { from: MARA, to: [OLA], text: 'Hello.' })
  const open = record('Opportunity', '006A', {
    Name: 'Cold store',
    StageName: 'Negotiation',
    LastModifiedDate: '2025-02-01T00:00:00Z',
  })
  const newer = record('Opportunity', '006B', {
    Name: 'Second site',
    StageName: 'Proposal',
    LastModifiedDate: '2025-03-01T00:00:00Z',
  })
  const won = record('deals', '7', { dealname: 'Pilot', dealstage: 'closedwon' })

  test('is the only open one', () => {
    expect(corpus([letter, open, won]).deal).toMatchObject({
      id: 'salesforce:Opportunity/006A',
      others: [{ name: 'Pilot' }],
    })
  })

  test('is the open one changed last, and the others are named', () => {
    const { deal } = corpus([letter, open, newer, won])
    expect(deal!.id).toBe('salesforce:Opportunity/006B')
    expect(deal!.why).toContain('Cold store')
  })

  test('is the one asked for, or the call is refused', () => {
    expect(assembleCorpus(folder([letter, open, newer]), { deal: '006A' }).deal!.name).toBe('Cold store')
    expect(() => assembleCorpus(folder([letter, open]), { deal: '006X' })).toThrow(/006X/)
  })
})
