import { describe, expect, test } from 'vitest'
import { assembleCorpus } from '../../src/signals/assemble.ts'
import type { Signal } from '../../src/signals/signal.ts'
import { call, folder, mail, record } from './letters.ts'

const OLA = 'Ola Brandt <ola@tidewell.example>'
const MARA = 'Mara Lindqvist <mara@harbour.example>'

function people(signals: Signal[]) {
  const { identities, sentences } = assembleCorpus(folder(signals), {})
  const texts = new Map(sentences.map((sentence) => [sentence.id, sentence.text]))
  return identities
    .filter((identity) => identity.side !== 'seller')
    .map((identity) => ({
      ...identity,
      shows: identity.sentences.map((id) => texts.get(id)),
      titleLine: identity.title && texts.get(identity.title.sentences[0]!),
    }))
}

const hello = mail('a', { from: MARA, to: [OLA], text: 'Hello Ola, we look at three systems this spring.' })

describe('one person', () => {
  test('is joined over spellings, a call and a misspelt CRM record', () => {
    const found = people([
      mail('a', {
        from: 'Mühlbauer, Jörg <j.muehlbauer@harbour.example>',
        to: [OLA],
        text: 'Wir prüfen das bis Freitag.',
      }),
      call('c.vtt', [['Joerg Muehlbauer', 'So, ich höre zu, bitte fangen Sie an.']]),
      record('Contact', '003A', {
        FirstName: 'Jorg',
        LastName: 'Mühlbaur',
        Email: 'joerg.m@harbour.example',
        Title: 'Site',
      }),
    ])
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      name: 'Jörg Mühlbauer',
      crmRecords: ['salesforce:Contact/003A'],
      side: 'customer',
    })
    expect(found[0]!.emails[0]).toBe('j.muehlbauer@harbour.example')
  })

  test('two people of one first name stay two', () => {
    const found = people([
      hello,
      mail('b', { from: 'Mara Olsson <m.olsson@harbour.example>', to: [OLA], text: 'I run the night shift here.' }),
    ])
    expect(found.map(({ name }) => name)).toEqual(['Mara Lindqvist', 'Mara Olsson'])
  })

  test('stands behind a shared box that she signs for', () => {
    const found = people([
      mail('b', {
        from: 'Harbour Foods Works Council <workscouncil@harbour.example>',
        to: [OLA],
        cc: [MARA],
        text: 'We want to see the screens before anything is installed.\n\nPetra Oswald\nChair of the Works Council',
      }),
    ])
    expect(found.find(({ name }) => name === 'Petra Oswald')).toMatchObject({
      emails: ['workscouncil@harbour.example'],
      title: { value: 'Chair of the Works Council' },
    })
  })
})

describe('a title', () => {
  test.each([
    ['Mara Lindqvist\nHead of Cold Chain\nHarbour Foods', 'Head of Cold Chain'],
    ['Mara Lindqvist, PMP\nVP Operations', 'VP Operations'],
    ['Mara Lindqvist | Leiterin Kühlkette | Harbour Foods GmbH', 'Leiterin Kühlkette'],
    ['Mara LINDQVIST\nResponsable de la chaîne du froid\n01 99 00 00 17', 'Responsable de la chaîne du froid'],
    ['Mara Lindqvist\nDirectora de Operaciones, Norte', 'Directora de Operaciones, Norte'],
    ['Mara Lindqvist / Director, IT & Plants', 'Director, IT & Plants'],
    ['ML - Logistik', 'Logistik'],
  ])('is read from the signature "%s"', (signature, title) => {
    const [mara] = people([mail('a', { from: MARA, to: [OLA], text: `That is fine with us.\n\n-- \n${signature}` })])
    expect(mara!.title?.value).toBe(title)
    expect(mara!.titleLine).toContain(title.split(',')[0])
  })

  test('comes from an introduction in the text, and last from the CRM', () => {
    const found = people([
      mail('a', { from: MARA, to: [OLA], text: 'Over 50k it goes to Greta Holm (CFO), she decides.' }),
      record('contacts', '9', {
        firstname: 'Mara',
        lastname: 'Lindqvist',
        email: 'mara@harbour.example',
        jobtitle: 'Buyer',
      }),
    ])
    expect(found.map(({ name, title }) => [name, title?.value])).toEqual([
      ['Mara Lindqvist', 'Buyer'],
      ['Greta Holm', 'CFO'],
    ])
  })
})

describe('who belongs to the story', () => {
  test('people known by name only are in when the customer says that they decide', () => {
    const found = people([
      mail('a', { from: MARA, to: [OLA], text: 'Über 25.000 Euro entscheide ich gemeinsam mit Herrn Sommer.' }),
    ])
    expect(found.map(({ name, emails }) => [name, emails])).toContainEqual(['Herr Sommer', []])
  })

  test('a consultant whom the customer brought in is, a stranger who only wrote to the seller is not', () => {
    const found = people([
      hello,
      mail('b', {
        from: MARA,
        to: [OLA],
        cc: ['Arne Voss <arne@vossadvisory.example>'],
        text: 'Arne runs the selection for us.',
      }),
      mail('c', {
        from: 'Tip Top <tip@leads.example>',
        to: [OLA],
        text: 'I can sell you a contact list for this account.',
      }),
    ])
    expect(found.map(({ name, side }) => [name, side])).toEqual([
      ['Mara Lindqvist', 'customer'],
      ['Arne Voss', 'partner'],
    ])
  })

  test('a reference whom the seller brought in is not', () => {
    const found = people([
      hello,
      mail('b', {
        from: OLA,
        to: [MARA],
        cc: ['Ben Ray <ben@reference.example>'],
        text: 'Mara, meet Ben, a client of ours.',
      }),
    ])
    expect(found.map(({ name }) => name)).toEqual(['Mara Lindqvist'])
  })

  test('somebody whom the seller told the customer of, and who wrote, belongs to the story', () => {
    const told = mail('b', {
      from: OLA,
      to: [MARA],
      text: 'I will have Nora Feld look at the drawings, so that it is not only our word.',
    })
    const wrote = mail('c', {
      from: 'Nora Feld <nora@feldsurvey.example>',
      to: [OLA],
      text: 'My remarks on your drawings reach you on Thursday.',
    })
    expect(people([hello, told, wrote]).map(({ name }) => name)).toEqual(['Mara Lindqvist', 'Nora Feld'])
    expect(people([hello, wrote]).map(({ name }) => name)).toEqual(['Mara Lindqvist'])
  })

  test('shared boxes, machines and newsletters are nobody', () => {
    const found = people([
      hello,
      mail('b', {
        from: 'Harbour Foods Orders <orders@harbour.example>',
        to: [OLA],
        text: 'Thank you for your order!',
      }),
      mail('c', { from: 'Harbour <no-reply@harbour.example>', to: [OLA], text: 'Your parcel is on its way.' }),
      mail('d', {
        from: 'Harbour News <mara.news@harbour.example>',
        to: [OLA],
        headers: { 'list-unsubscribe': '<x>' },
        text: 'Fish of the week',
      }),
    ])
    expect(found.map(({ name }) => name)).toEqual(['Mara Lindqvist'])
  })
})

describe('somebody who could be taken for another', () => {
  const read = (signals: Signal[]) => assembleCorpus(folder(signals), {})

  test.each(['harb0ur.example', 'harbuor.example', 'har-bour.example', 'harbour.test', 'hаrbour.example'])(
    'a sender from %s is flagged and not joined',
    (domain) => {
      const { identities, warnings } = read([
        hello,
        mail('x', { from: `Mara Lindqvist <mara@${domain}>`, to: [OLA], text: 'We accept the list price.' }),
      ])
      expect(warnings.map(({ kind, item }) => [kind, item])).toEqual([['lookalike', 'x']])
      expect(identities.find(({ name }) => name === 'Mara Lindqvist')!.emails).toEqual(['mara@harbour.example'])
    },
  )

  test('a known name over a strange address is flagged, and speaks for that address only', () => {
    const { sentences, warnings } = read([
      hello,
      mail('x', {
        from: 'Mara Lindqvist <notifications@elsewhere.example>',
        to: [OLA],
        text: 'The board approved the contract.',
      }),
    ])
    expect(warnings).toMatchObject([{ kind: 'lookalike', item: 'x' }])
    expect(sentences.find(({ item }) => item === 'x')!.by!.email).toBe('notifications@elsewhere.example')
  })

  test('a second box that our side wrote to is the same person', () => {
    const { identities, warnings } = read([
      hello,
      mail('b', { from: 'Mara Lindqvist <mara.l@private.example>', to: [OLA], text: 'From my own address, sorry.' }),
      mail('c', { from: OLA, to: ['Mara Lindqvist <mara.l@private.example>'], text: 'No problem.' }),
    ])
    expect(identities.find(({ name }) => name === 'Mara Lindqvist')!.emails).toEqual([
      'mara@harbour.example',
      'mara.l@private.example',
    ])
    expect(warnings).toEqual([])
  })

  test('what a stranger quotes from a known person speaks for nobody', () => {
    const { sentences } = read([
      hello,
      mail('x', {
        from: 'Chris Vale <chris@outsider.example>',
        to: [OLA],
        text: 'see below\n\nOn Mon, Mar 3, 2025 at 9:10 AM Mara Lindqvist <mara@harbour.example> wrote:\n> We will end the contract in December.\n',
      }),
    ])
    expect(sentences.find(({ text }) => text.startsWith('We will end'))).toMatchObject({ by: null, speaks: false })
  })

  test('a user of the seller’s CRM and a note-taking machine in a call are no customers', () => {
    const found = people([
      hello,
      call('c.vtt', [
        ['Ben Holt', 'I run the pricing on our side.'],
        ['Otter Notetaker', 'Recording.'],
      ]),
      record('User', '005A', { Name: 'Ben Holt', Email: 'ben@tidewell.example' }),
    ])
    expect(found.map(({ name }) => name)).toEqual(['Mara Lindqvist'])
  })
})

describe('absence', () => {
  const away = (text: string, at = '2025-03-28T08:00:00.000Z') =>
    people([
      mail('o', {
        from: MARA,
        to: [OLA],
        at,
        subject: 'Automatic reply: x',
        headers: { 'auto-submitted': 'auto-replied' },
        text,
      }),
    ])[0]!

  test.each([
    ['I am out of the office until April 12.', '2025-04-12'],
    ['Ich bin bis einschließlich 14. April nicht im Büro.', '2025-04-14'],
    ['Je suis absente du bureau jusqu’au 9 avril inclus.'.replace('’', "'"), '2025-04-09'],
    ['Estaré fuera de la oficina hasta el 10 de abril.', '2025-04-10'],
    ['I am out June 12 - 17 with limited access.', '2025-06-17'],
    ['I am away and will be back on April 7.', '2025-04-06'],
  ])('%s', (text, until) => {
    expect(away(text).awayUntil?.value).toBe(until)
  })

  test('one that is over is not told', () => {
    expect(away('I am out of the office until March 30.').awayUntil).toBeNull()
  })

  test('who left is known, by own words and by others’', () => {
    expect(away('Je ne fais plus partie de la société depuis le 1er mars.').left?.value).toBe(true)
    const found = people([
      hello,
      mail('b', {
        from: 'Petra Oswald <petra@harbour.example>',
        to: [OLA],
        at: '2025-03-20T08:00:00.000Z',
        text: 'By the way, Mara has left the company, please talk to me.',
      }),
    ])
    expect(found.map(({ name, left }) => [name, left !== null])).toEqual([
      ['Mara Lindqvist', true],
      ['Petra Oswald', false],
    ])
  })
})
