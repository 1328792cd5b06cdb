import { describe, expect, test } from 'vitest'
import { DEFAULT_RULES, excludedFrom, markOf, marksOf, threadHash } from '../../src/signals/exclusion.ts'
import type { Rules, Scope } from '../../src/signals/exclusion.ts'
import type { EmailSignal, MeetingSignal } from '../../src/signals/signal.ts'

const BOX = 'mail:anna@seller.example'
const BUYER = { accountDomains: ['buyer.example'], scope: '' }

function mail(from: string, changes: Partial<EmailSignal> = {}): EmailSignal {
  return {
    kind: 'email',
    id: 'm1@x',
    path: null,
    sources: [BOX],
    at: '2026-02-02T10:00:00.000Z',
    text: 'Hello',
    segments: [],
    contentHash: 'sha256:0',
    warnings: [],
    from: { name: null, email: from },
    to: [{ name: 'Anna', email: 'anna@seller.example' }],
    cc: [],
    subject: 'Hello',
    references: [],
    thread: 'm1@x',
    automatic: null,
    attachments: [],
    offsetMinutes: 0,
    headers: {},
    quotes: [],
    ...changes,
  }
}

function labelled(...labels: string[]): EmailSignal {
  return mail('cara@buyer.example', { marks: { [BOX]: marksOf({ labels, sensitivity: null, bcc: [] }) } })
}

const scope = (changes: Partial<Scope>): Scope => ({
  people: new Set(),
  domains: [],
  marks: new Set(),
  threads: new Set(),
  ...changes,
})
const ofAnna = (changes: Partial<Scope>): Rules => ({ ...DEFAULT_RULES, mailboxes: new Map([[BOX, scope(changes)]]) })
const why = (signal: EmailSignal | MeetingSignal, rules = DEFAULT_RULES, belongs: typeof BUYER | null = BUYER) =>
  excludedFrom(signal, BOX, rules, belongs, ['seller.example'])

describe('what somebody marked as private is not kept:', () => {
  test.each([
    ['a label', ['Inbox', 'Private'], 'label'],
    ['a label below another', ['Clients/Privat'], 'label'],
    ['a label in capitals', ['PERSONAL'], 'label'],
    ['a label of a kind', ['Payroll'], 'payroll'],
    ['the mailbox program’s own category', ['Inbox', 'Category Personal'], null],
    ['a folder for a market that is called like a kind', ['Customers/Health'], null],
    ['no label of the sort', ['Inbox', 'Important'], null],
  ])('%s', (_name, labels, expected) => {
    expect(why(labelled(...labels))).toBe(expected)
  })

  test.each(['Private', 'personal', 'Company-Confidential'])('sensitivity %s', (sensitivity) => {
    const marks = { [BOX]: marksOf({ labels: [], sensitivity, bcc: [] }) }
    expect(why(mail('cara@buyer.example', { marks }))).toBe('label')
    expect(why(mail('cara@buyer.example', { marks: { [BOX]: [markOf('sensitivity', 'normal')] } }))).toBe(null)
  })

  test('in one mailbox only, where another has it without the mark', () => {
    const signal = { ...labelled('Private'), sources: [BOX, 'mail:ben@seller.example'] }
    expect(why(signal)).toBe('label')
    expect(excludedFrom(signal, 'mail:ben@seller.example', DEFAULT_RULES, BUYER)).toBe(null)
  })
})

describe('a kind that is private by default', () => {
  test.each([
    ['noreply@adp.com', 'payroll'],
    ['no-reply@mail.doctolib.de', 'health'],
    ['noreply@myworkday.com', 'hr'],
    ['jobalerts-noreply@linkedin.com', 'jobs'],
    ['no-reply@alertsp.chase.com', 'bank'],
    ['m.adler@adler.law', 'attorney'],
  ])('is told by its sender: %s', (from, expected) => {
    expect(why(mail(from))).toBe(expected)
  })

  test('is not guessed from words of business mail', () => {
    const words = {
      subject: 'Payroll, health, bank and job offer',
      text: 'Our attorney and HR read the confidential offer.',
    }
    expect(why(mail('cara@buyer.example', words))).toBe(null)
    expect(why(mail('dora@elsewhere.example', words))).toBe(null)
  })

  test('is not what people of such a company write, nor what the account has a part in', () => {
    expect(why(mail('jane.doe@adp.com'))).toBe(null)
    expect(why(mail('noreply@adp.com'), DEFAULT_RULES, { accountDomains: ['adp.com'], scope: '' })).toBe(null)
    expect(why(mail('m.adler@adler.law', { cc: [{ name: null, email: 'cara@buyer.example' }] }))).toBe(null)
  })

  test('is read where the company says so', () => {
    expect(why(mail('noreply@adp.com'), { ...DEFAULT_RULES, readKinds: new Set(['payroll']) })).toBe(null)
    expect(why(labelled('Payroll'), { ...DEFAULT_RULES, readKinds: new Set(['payroll']) })).toBe(null)
    expect(why(labelled('Private'), { ...DEFAULT_RULES, readKinds: new Set(['payroll']) })).toBe('label')
  })

  test('is a marking of lawyers before the subject', () => {
    expect(why(mail('x@counsel.example', { subject: 'RE: Attorney-Client Privileged: draft' }))).toBe('attorney')
    expect(why(mail('x@counsel.example', { subject: 'Who is your attorney?' }))).toBe(null)
  })
})

describe('whom the owner excludes', () => {
  test.each([
    ['the sender', mail('Cara@Buyer.example')],
    ['a reader', mail('x@y.example', { cc: [{ name: null, email: 'cara@buyer.example' }] })],
    ['whoever an answer goes to', mail('x@y.example', { headers: { 'reply-to': 'C <cara@buyer.example>' } })],
    [
      'a blind reader',
      mail('anna@seller.example', {
        marks: { [BOX]: marksOf({ labels: [], sensitivity: null, bcc: ['cara@buyer.example'] }) },
      }),
    ],
  ])('is found as %s', (_name, signal) => {
    expect(why(signal, ofAnna({ people: new Set(['cara@buyer.example']) }))).toBe('person')
    expect(why(signal)).toBe(null)
  })

  test('may be a company with its sub-domains', () => {
    const rules = ofAnna({ domains: ['union.example'] })
    expect(why(mail('x@mail.union.example'), rules)).toBe('domain')
    expect(why(mail('x@reunion.example'), rules)).toBe(null)
  })

  test('counts for that mailbox alone, the company’s rules for all', () => {
    const rules = ofAnna({ people: new Set(['cara@buyer.example']) })
    expect(excludedFrom(mail('cara@buyer.example'), 'mail:ben@seller.example', rules, BUYER)).toBe(null)
    const company = { ...DEFAULT_RULES, company: scope({ people: new Set(['cara@buyer.example']) }) }
    expect(excludedFrom(mail('cara@buyer.example'), 'mail:ben@seller.example', company, BUYER)).toBe('person')
  })
})

test('a hidden conversation stays hidden when an answer to it comes later', () => {
  const rules = ofAnna({ threads: new Set([threadHash('root@x')]) })
  const answer = mail('cara@buyer.example', { id: 'late@x', thread: 'late@x', references: ['root@x', 'm1@x'] })
  expect(why(answer, rules)).toBe('thread')
})

test('what belongs to no account is kept only where somebody outside writes to us', () => {
  const internal = mail('ben@seller.example')
  expect(why(internal, DEFAULT_RULES, null)).toBe('internal')
  expect(why(internal)).toBe(null)
  expect(why(mail('news@shop.example', { headers: { 'list-unsubscribe': '<x>' } }), DEFAULT_RULES, null)).toBe(
    'automated',
  )
  expect(why(mail('dora@prospect.example'), DEFAULT_RULES, null)).toBe(null)
})

test('of a mailbox that was left nothing is kept, and what was taken out stays out', () => {
  expect(why(mail('cara@buyer.example'), { ...DEFAULT_RULES, left: new Set([BOX]) })).toBe('left')
  expect(why(mail('cara@buyer.example'), { ...DEFAULT_RULES, buried: () => true })).toBe('taken_out')
})
