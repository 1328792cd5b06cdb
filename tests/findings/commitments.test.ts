import { expect, test } from 'vitest'
import { readCommitments } from '../../src/engines/local/promises.ts'
import { buildLedger, type Ledger } from '../../src/findings/commitments.ts'
import { call } from '../signals/letters.ts'
import { assembleCorpus } from '../../src/signals/assemble.ts'
import type { CrmSignal, EmailSignal, MeetingSignal, Signal } from '../../src/signals/signal.ts'

test('a promise and its restatements are one commitment, first said first', () => {
  const { commitments } = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', "Hi Tom,\n\nI'll send you the calibration report by 14 March.\n\nIna"),
    mail(2, 'tom', 'ina', '2025-03-04', 'Great, so I get the calibration report by 14 March.\n\nTom'),
    mail(
      3,
      'ina',
      'tom',
      '2025-03-05',
      'To sum up:\n\nIna: calibration report – 14 March\nTom: floor plan – 12 March\n',
    ),
  ])
  expect(commitments.map(({ by, due }) => [by?.email, due])).toEqual([
    ['ina@seller.example', '2025-03-14'],
    ['tom@buyer.example', '2025-03-12'],
  ])
  expect(commitments[0]?.sentences[0]).toMatch(/^m1@/)
  expect(commitments[0]?.sentences.length).toBeGreaterThanOrEqual(2)
})

test('a newer offer takes the place of the one before', () => {
  const { commitments } = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', 'Hi Tom,\n\nThe price is valid until 14 March.\n\nIna'),
    mail(2, 'ina', 'tom', '2025-03-10', 'Hi Tom,\n\nOur price is good till 28 March.\n\nIna'),
  ])
  expect(commitments.map(({ due, status }) => [due, status])).toEqual([
    ['2025-03-14', 'superseded'],
    ['2025-03-28', 'open'],
  ])
})

test('a row of a table binds whom its cell names, not who wrote the table', () => {
  const { commitments } = ledgerOf([
    mail(
      1,
      'ina',
      'tom',
      '2025-03-03',
      'What is to do:\n\nCalibration report\tIna\t14 March\nFloor plan of the hall\tTom\t12 March\n',
    ),
  ])
  expect(commitments.map(({ by, due }) => [by?.email, due])).toEqual([
    ['ina@seller.example', '2025-03-14'],
    ['tom@buyer.example', '2025-03-12'],
  ])
})

test('what is said again without its day, or gets its day afterwards, is one promise; another thing is not', () => {
  const dated = mail(1, 'ina', 'tom', '2025-03-03', "I'll send you the calibration sheet by machine type by 14 March.")
  const bare = (day: string, text: string) => mail(2, 'ina', 'tom', day, text)
  const again = ledgerOf([
    dated,
    bare('2025-03-05', "The calibration sheet I'll prepare myself, so nobody else needs to worry."),
  ]).commitments
  expect(again.map(({ due }) => due)).toEqual(['2025-03-14'])
  const later = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', "I'll send you the calibration report."),
    bare('2025-03-05', "I'll send you the calibration report by 14 March."),
  ]).commitments
  expect(later.map(({ due }) => due)).toEqual(['2025-03-14'])
  const other = ledgerOf([dated, bare('2025-03-05', "I'll send you the price list of the hall.")]).commitments
  expect(other).toHaveLength(2)
})

test('the mail that hands it over makes it done, and the words that did are kept', () => {
  const [commitment] = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', "Hi Tom,\n\nI'll send you the calibration report by 14 March.\n\nIna"),
    mail(2, 'ina', 'tom', '2025-03-13', 'Hi Tom,\n\nattached is the calibration report, as promised.\n\nIna'),
  ]).commitments
  expect(commitment).toMatchObject({ status: 'done', overdue: false })
  expect(commitment?.resolvedBy[0]).toMatch(/^m2@/)
})

test('what was due weeks ago is taken for kept where the other side wrote on and did not ask', () => {
  const promised = mail(1, 'ina', 'tom', '2025-03-03', "I'll send you the calibration report by 14 March.")
  const about = (text: string, day = '2025-03-24') => [promised, mail(2, 'tom', 'ina', day, text)]
  const fate = (letters: EmailSignal[], asOf: string) => ledgerOf(letters, asOf).commitments[0]
  expect(fate(about('The lift is out of order until Monday.'), '2025-04-28T09:00:00Z')).toMatchObject({
    status: 'done',
    resolvedBy: [],
  })
  // a customer who is owed something asks within days
  expect(fate(about('The lift is out of order until Monday.'), '2025-03-28T09:00:00Z')?.status).toBe('done')
  expect(fate(about('The lift is out of order.', '2025-03-17'), '2025-03-20T09:00:00Z')?.status).toBe('open')
  const back = [
    mail(1, 'tom', 'ina', '2025-03-03', "I'll send you the meter list by 14 March."),
    mail(2, 'ina', 'tom', '2025-03-24', 'The lift is out of order until Monday.'),
  ]
  expect(fate(back, '2025-03-28T09:00:00Z')?.status).toBe('open')
  expect(fate(about('We still have not received the calibration report.'), '2025-04-28T09:00:00Z')?.status).toBe('open')
  expect(fate(about('Thanks, noted.', '2025-03-04'), '2025-04-28T09:00:00Z')?.status).toBe('open')
})

test('who owns to a delay and names a later day for the like of what is due replaces it, in another thread too', () => {
  const { commitments } = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', 'A line-item quote follows by 14 March, once I know which modules you want.'),
    {
      ...mail(
        2,
        'ina',
        'tom',
        '2025-03-17',
        "I missed the 14th on the quote. You'll have the line-item quote on 28 March.",
      ),
      thread: 'other',
    },
  ])
  expect(commitments.map(({ due, status }) => [due, status])).toEqual([
    ['2025-03-14', 'superseded'],
    ['2025-03-28', 'open'],
  ])
})

test('to say that a thing will not be there on its day takes nothing back', () => {
  const [commitment] = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', "I'll send you the calibration report by 14 March."),
    mail(2, 'ina', 'tom', '2025-03-12', 'The calibration report will not be ready on 14 March.'),
  ]).commitments
  expect(commitment?.status).toBe('open')
})

test('a day put right in the same breath is one promise, with the day that was meant', () => {
  const { commitments } = ledgerOf([
    mail(1, 'tom', 'ina', '2025-03-02', 'See you tomorrow.'),
    {
      ...call('call.vtt', [
        ['Ina Petersen', "I'll send you the register map on Friday, no, scrap that, on Friday I'm away."],
        ['Ina Petersen', "Monday, you'll have it on Monday the tenth."],
      ]),
      at: '2025-03-03T09:00:00.000Z',
    },
  ])
  expect(commitments.map(({ due, status }) => [due, status])).toEqual([['2025-03-10', 'open']])
})

test('a row of a list for a day to come keeps nothing, whatever its verb', () => {
  const { commitments } = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', 'Both pumps will be delivered to Kiel on 12 May.'),
    mail(
      2,
      'ina',
      'tom',
      '2025-03-20',
      'Where we stand:\n\nIna: pumps delivered to Kiel – 12 May\nTom: floor plan – 2 May\n',
    ),
  ])
  expect(commitments[0]?.status).toBe('open')
})

test('an attachment that bears its name makes it done', () => {
  const [commitment] = ledgerOf([
    mail(
      1,
      'ina',
      'tom',
      '2025-03-03',
      'Hallo Tom,\n\nden Kalibrierbericht schicke ich Ihnen bis zum 14. März.\n\nIna',
    ),
    mail(2, 'ina', 'tom', '2025-03-12', 'Hallo Tom,\n\nmit Gruß aus Kiel.\n\nIna', {
      attachment: 'Kalibrierbericht_2025.pdf',
    }),
  ]).commitments
  expect(commitment?.status).toBe('done')
})

test('a new date makes a new commitment that replaces the old one', () => {
  const { commitments } = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', "Hi Tom,\n\nI'll send you the calibration report by 14 March.\n\nIna"),
    mail(
      2,
      'ina',
      'tom',
      '2025-03-12',
      "Hi Tom,\n\nsorry, delayed: I'll send you the calibration report by 21 March instead.\n\nIna",
    ),
  ])
  expect(commitments.map(({ due, status, supersededBy }) => [due, status, supersededBy])).toEqual([
    ['2025-03-14', 'superseded', 1],
    ['2025-03-21', 'open', null],
  ])
})

test('what is taken back is withdrawn', () => {
  const [commitment] = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', "Hi Tom,\n\nI'll run the operator training on 20 March.\n\nIna"),
    mail(
      2,
      'ina',
      'tom',
      '2025-03-12',
      'Hi Tom,\n\nI have to cancel the operator training, our trainer is ill.\n\nIna',
    ),
  ]).commitments
  expect(commitment?.status).toBe('withdrawn')
})

test('what is open after its day is overdue, and what the CRM mentions is known there', () => {
  const { commitments } = ledgerOf([
    mail(
      1,
      'ina',
      'tom',
      '2025-03-03',
      "Hi Tom,\n\nI'll send you the calibration report by 14 March.\n\nWe'll lend you two gauges for the trial.\n\nIna",
    ),
    task('Calibration report to Tom', '2025-03-14', 'Not Started'),
  ])
  expect(commitments.map(({ status, overdue, inCrm }) => [status, overdue, inCrm])).toEqual([
    ['open', true, true],
    ['open', false, false],
  ])
})

test('a request that the other side says yes to is its promise', () => {
  const { commitments, asks } = ledgerOf([
    mail(1, 'tom', 'ina', '2025-03-03', 'Hello Ina,\n\nCan you send us the wiring diagram?\n\nTom'),
    mail(2, 'ina', 'tom', '2025-03-03', 'Sure, tomorrow.\n\nIna', { parent: 1 }),
  ])
  expect(commitments).toMatchObject([{ by: { email: 'ina@seller.example' }, due: '2025-03-04', status: 'open' }])
  expect(asks).toMatchObject([{ by: { email: 'tom@buyer.example' }, times: 1, answered: true }])
})

test('a request without an answer is an ask and no commitment, and asking again is counted', () => {
  const { commitments, asks } = ledgerOf([
    mail(1, 'tom', 'ina', '2025-03-03', 'Hello Ina,\n\nCan you send us the wiring diagram?\n\nTom'),
    mail(2, 'tom', 'ina', '2025-03-10', 'Hello Ina,\n\nCould you send us the wiring diagram please?\n\nTom'),
  ])
  expect(commitments).toEqual([])
  expect(asks).toMatchObject([{ times: 2, answered: false }])
})

test('what was floated is heard as a promise until it is promised', () => {
  const floated = mail(
    1,
    'ina',
    'tom',
    '2025-03-03',
    'Hi Tom,\n\nwe could probably include the second training session.\n\nIna',
  )
  expect(ledgerOf([floated]).heardAsPromise).toHaveLength(1)
  const promised = mail(
    2,
    'ina',
    'tom',
    '2025-03-05',
    "Hi Tom,\n\nwe'll include the second training session free of charge.\n\nIna",
  )
  const { heardAsPromise, commitments } = ledgerOf([floated, promised])
  expect(heardAsPromise).toEqual([])
  expect(commitments).toHaveLength(1)
})

test.each([
  ['en', 'Please keep this to yourself, also not for Bruno: we are selling the Kiel site.', 'in_confidence'],
  ['de', 'Das bleibt bitte unter uns: wir verkaufen den Standort Kiel.', 'in_confidence'],
  ['fr', 'Cela reste entre nous : nous vendons le site de Kiel.', 'in_confidence'],
  ['es', 'Esto que quede entre nosotros: vendemos la planta de Kiel.', 'in_confidence'],
  ['en', "Please don't quote me on the scrap rate.", 'do_not_quote'],
  ['de', 'Bitte zitieren Sie mich nicht mit der Ausschussquote.', 'do_not_quote'],
  ['fr', 'Ne me citez pas sur le taux de rebut.', 'do_not_quote'],
  ['es', 'No me cites con la tasa de rechazo.', 'do_not_quote'],
  ['en', 'Please do not contact our works council directly.', 'do_not_contact'],
  ['de', 'Bitte den Betriebsrat nicht direkt anrufen, das läuft nur über mich.', 'do_not_contact'],
])('%s: "%s" is marked %s', (_, text, mark) => {
  const { handling } = ledgerOf([
    mail(1, 'tom', 'ina', '2025-03-03', `Hello Ina,\n\nthe line runs well again since Monday.\n\n${text}\n\nTom`),
  ])
  expect(handling.map((each) => each.mark)).toContain(mark)
})

test('a mail that brings the two together keeps the promise of an introduction', () => {
  const introduction = mail(2, 'ina', 'tom', '2025-03-06', 'Tom, meet Vera, Vera, meet Tom.\n\nIna')
  const promised = mail(1, 'ina', 'tom', '2025-03-03', "Hi Tom,\n\nI'll introduce you to our trainer this week.\n\nIna")
  const vera = { name: 'Vera Holm', email: 'vera@seller.example' }
  expect(ledgerOf([promised, { ...introduction, cc: [vera] }]).commitments[0]?.status).toBe('done')
  expect(ledgerOf([promised, introduction]).commitments[0]?.status).toBe('open')
})

test('the notes that go round keep the promise to write them', () => {
  const promised = mail(
    1,
    'ina',
    'tom',
    '2025-03-03',
    "Hi Tom,\n\nI'll send you a summary of our talk tomorrow.\n\nIna",
  )
  const notes = mail(2, 'ina', 'tom', '2025-03-04', 'Hi Tom,\n\nthis is what we agreed on the ramp.\n\nIna')
  const other = mail(2, 'ina', 'tom', '2025-03-04', 'Hi Tom,\n\nis the ramp free on Friday?\n\nIna')
  expect(ledgerOf([promised, notes]).commitments[0]?.status).toBe('done')
  expect(ledgerOf([promised, other]).commitments[0]?.status).toBe('open')
})

test('a visit is kept by the meeting that took place and lost with the one called off, and papers by neither', () => {
  const visit = mail(1, 'ina', 'tom', '2025-03-03', "Hi Tom,\n\nI'll come to your plant on 12 March.\n\nIna")
  const paper = mail(
    1,
    'ina',
    'tom',
    '2025-03-03',
    "Hi Tom,\n\nI'll send you the material for the workshop by 12 March.\n\nIna",
  )
  expect(ledgerOf([visit, meeting('Plant tour', false)]).commitments[0]?.status).toBe('done')
  expect(ledgerOf([visit, meeting('Plant tour', true)]).commitments[0]?.status).toBe('withdrawn')
  expect(ledgerOf([visit, meeting('Weekly numbers', true)]).commitments[0]?.status).toBe('open')
  expect(ledgerOf([paper, meeting('Workshop', false)]).commitments[0]?.status).toBe('open')
})

test('a new day without the thing moves the only promise of the thread, and none of two', () => {
  const first = mail(
    1,
    'ina',
    'tom',
    '2025-03-03',
    "Hi Tom,\n\nI'll send you the calibration report by 14 March.\n\nIna",
  )
  const second = mail(2, 'ina', 'tom', '2025-03-04', "Hi Tom,\n\nI'll send you the floor plan by 12 March.\n\nIna", {
    parent: 1,
  })
  const slip = mail(3, 'ina', 'tom', '2025-03-11', 'Hi Tom,\n\nsorry, it slipped, not before 21 March.\n\nIna', {
    parent: 1,
  })
  expect(ledgerOf([first, slip]).commitments.map(({ status, due }) => [status, due])).toEqual([
    ['superseded', '2025-03-14'],
    ['open', '2025-03-21'],
  ])
  expect(ledgerOf([first, second, slip]).commitments.map(({ status }) => status)).toEqual(['open', 'open'])
})

test('the other side’s complaint keeps it open, whatever the CRM ticked off', () => {
  const ticked = task('Calibration report to Tom', '2025-03-14', 'Completed')
  const complaint = mail(
    2,
    'tom',
    'ina',
    '2025-03-17',
    "Hi Ina,\n\nyou told me the 14th for the calibration report. I don't have it.\n\nTom",
  )
  expect(ledgerOf([report(), ticked]).commitments[0]?.status).toBe('done')
  expect(ledgerOf([report(), ticked, complaint]).commitments[0]).toMatchObject({ status: 'open', overdue: true })
})

test('the answer to a complaint that names a day replaces what was promised', () => {
  const complaint = mail(
    2,
    'tom',
    'ina',
    '2025-03-17',
    "Hi Ina,\n\nyou told me the 14th for the calibration report. I don't have it.\n\nTom",
  )
  const answer = mail(
    3,
    'ina',
    'tom',
    '2025-03-18',
    'Hi Tom,\n\nthe calibration report is on its course, 25 March.\n\nIna',
    {
      parent: 2,
    },
  )
  expect(ledgerOf([report(), complaint, answer]).commitments.map(({ status, due }) => [status, due])).toEqual([
    ['superseded', '2025-03-14'],
    ['open', '2025-03-25'],
  ])
})

test('a message with a file on the promised day keeps the promise, unless it speaks of a delay; one without does not', () => {
  const written = (text: string, attachment?: string): EmailSignal =>
    mail(2, 'ina', 'tom', '2025-03-14', text, attachment === undefined ? {} : { attachment })
  const kept = 'Hi Tom,\n\nthe gauge is fine within four microns, page two has the table.\n\nIna'
  const late = "Hi Tom,\n\nthe report isn't ready yet, the lab was closed.\n\nIna"
  expect(ledgerOf([report(), written(kept, 'line-4.pdf')]).commitments[0]?.status).toBe('done')
  expect(ledgerOf([report(), written(kept)]).commitments[0]?.status).toBe('open')
  expect(ledgerOf([report(), written(late, 'photo.pdf')]).commitments[0]?.status).toBe('open')
})

test.each([
  ['en', 'Tom got the calibration report on the 13th.'],
  ['en', 'Tom, the calibration report went to you yesterday.'],
  ['de', 'Der Kalibrierbericht ist seit gestern bei ihm eingegangen.'],
  ['fr', 'Le rapport de calibration a été transmis hier.'],
  ['es', 'El informe de calibración lo entregó ayer Ina.'],
])('%s: "%s" says that it is kept', (language, words) => {
  const promise: Record<string, string> = {
    en: "I'll send you the calibration report by 20 March.",
    de: 'Den Kalibrierbericht schicke ich Ihnen bis zum 20. März.',
    fr: 'Je vous envoie le rapport de calibration avant le 20 mars.',
    es: 'Le envío el informe de calibración antes del 20 de marzo.',
  }
  const promised = mail(1, 'ina', 'tom', '2025-03-03', `Tom,\n\n${promise[language]}\n\nIna`)
  const said = mail(2, 'ina', 'tom', '2025-03-17', `Tom,\n\n${words}\n\nIna`, { parent: 1 })
  expect(ledgerOf([promised, said]).commitments[0]?.status).toBe('done')
})

test('the other side may do without it', () => {
  const refused = mail(2, 'tom', 'ina', '2025-03-05', "Hi Ina,\n\nplease don't send the calibration report.\n\nTom", {
    parent: 1,
  })
  expect(ledgerOf([report(), refused]).commitments[0]?.status).toBe('withdrawn')
})

test('an earlier day, named to colleagues, moves nothing', () => {
  const inside = mail(2, 'ina', 'tom', '2025-03-10', "I'm finishing the calibration report by 12 March.\n\nIna")
  expect(ledgerOf([report(), inside]).commitments.map(({ status, due }) => [status, due])).toEqual([
    ['open', '2025-03-14'],
  ])
})

test('what is held out with a reserve is heard and not promised', () => {
  const words = 'Hi Tom,\n\nnothing new so far.\n\nIna'
  const { commitments, heardAsPromise } = ledgerOf([
    mail(1, 'ina', 'tom', '2025-03-03', words),
    mail(
      2,
      'ina',
      'tom',
      '2025-03-04',
      'Hi Tom,\n\nwe could probably add a second gauge, but I don’t have that yet.\n\nIna',
    ),
  ])
  expect(commitments).toEqual([])
  expect(heardAsPromise).toHaveLength(1)
})

test('the contract that was read says what stands in it, and what does not', () => {
  const contract: Signal = {
    kind: 'document',
    id: 'documents/Supply-Agreement.pdf',
    path: 'documents/Supply-Agreement.pdf',
    sources: ['documents'],
    at: null,
    text: 'SUPPLY AGREEMENT\n1. The seller includes two training sessions for the operators in Kiel at no charge.\n2. Payment within thirty days.',
    segments: [],
    contentHash: 'sha256:contract',
    warnings: [],
    name: 'Supply-Agreement.pdf',
    message: null,
  }
  const promised = mail(
    1,
    'ina',
    'tom',
    '2025-03-03',
    "Hi Tom,\n\nwe'll include two training sessions for your operators in Kiel at no charge.\n\nI'll send you the floor plan by 14 March.\n\nIna",
  )
  expect(ledgerOf([promised]).commitments.map(({ inContract }) => inContract)).toEqual(['not_read', 'not_read'])
  expect(ledgerOf([promised, contract]).commitments.map(({ inContract }) => inContract)).toEqual(['yes', 'no'])
})

test('a request is answered by whoever writes back with a promise', () => {
  const asked = mail(1, 'tom', 'ina', '2025-03-03', 'Hello Ina,\n\nCan you send us the wiring diagram?\n\nTom')
  const taken = mail(2, 'ina', 'tom', '2025-03-03', "Hi Tom,\n\nyou'll have both pages by Friday.\n\nIna", {
    parent: 1,
  })
  expect(ledgerOf([asked, taken]).asks).toMatchObject([{ answered: true }])
})

function report(): EmailSignal {
  return mail(1, 'ina', 'tom', '2025-03-03', "Hi Tom,\n\nI'll send you the calibration report by 14 March.\n\nIna")
}

function ledgerOf(signals: Signal[], asOf = '2025-03-31T18:00:00Z'): Ledger {
  const corpus = assembleCorpus(
    {
      workspace: {
        seller: {
          name: 'Seller',
          domains: ['seller.example'],
          people: [{ name: 'Ina Petersen', email: 'ina@seller.example', role: 'AE' }],
        },
        account: { name: 'Buyer', domains: ['buyer.example'] },
        handoff: 'sdr-to-ae',
        as_of: asOf,
        deal: null,
        from: null,
        to: null,
      },
      signals,
      coverage: [],
      unread: [],
      warnings: [],
    },
    {},
  )
  return buildLedger(corpus, readCommitments(corpus))
}

type Who = 'ina' | 'tom'
const PARTY = {
  ina: { name: 'Ina Petersen', email: 'ina@seller.example' },
  tom: { name: 'Tom Adler', email: 'tom@buyer.example' },
}

function mail(
  number: number,
  from: Who,
  to: Who,
  day: string,
  text: string,
  more: { parent?: number; attachment?: string } = {},
): EmailSignal {
  return {
    kind: 'email',
    id: `m${number}@test.example`,
    path: `mail/ina/${number}.eml`,
    sources: ['mail:ina@seller.example'],
    at: `${day}T09:00:00.000Z`,
    text,
    segments: [],
    contentHash: `sha256:${number}`,
    warnings: [],
    from: PARTY[from],
    to: [PARTY[to]],
    cc: [],
    subject: more.parent === undefined ? 'Line 4' : 'Re: Line 4',
    references: more.parent === undefined ? [] : [`m${more.parent}@test.example`],
    thread: 'line-4',
    automatic: null,
    attachments:
      more.attachment === undefined
        ? []
        : [{ name: more.attachment, mediaType: 'application/pdf', bytes: 900, item: null, unread: null }],
    offsetMinutes: 60,
    headers: {},
    quotes: [],
  }
}

function task(subject: string, due: string, status: string): CrmSignal {
  return {
    kind: 'crm',
    id: 'salesforce:Task/00T1',
    path: null,
    sources: ['salesforce'],
    at: '2025-03-04T09:00:00.000Z',
    text: '',
    segments: [],
    contentHash: 'sha256:task',
    warnings: [],
    vendor: 'salesforce',
    object: 'Task',
    record: '00T1',
    fields: { Subject: subject, ActivityDate: due, Status: status },
    empty: [],
    related: [],
  }
}

function meeting(subject: string, cancelled: boolean): MeetingSignal {
  return {
    kind: 'meeting',
    id: 'tour@test.example',
    path: null,
    sources: ['calendar:ina@seller.example'],
    at: '2025-03-04T09:00:00.000Z',
    text: subject,
    segments: [],
    contentHash: 'sha256:tour',
    warnings: [],
    subject,
    location: null,
    organizer: PARTY.ina,
    attendees: [{ ...PARTY.tom, status: 'accepted' }],
    startAt: '2025-03-12T09:00:00.000Z',
    endAt: '2025-03-12T10:00:00.000Z',
    allDay: false,
    zone: null,
    sequence: 0,
    cancelled,
    recurrence: null,
    earlier: [],
  }
}
