import { expect, test } from 'vitest'
import { automaticKind } from '../../src/signals/automatic.ts'

const plain = {
  from: { name: 'Mara', email: 'mara@harbour.example' },
  subject: 'Cold store',
  text: 'See you on Monday.',
  headers: {} as Record<string, string>,
}

test.each([
  ['a person’s own mail', {}, null],
  ['a bounce by its type', { headers: { 'content-type': 'multipart/report; report-type=delivery-status' } }, 'bounce'],
  [
    'a bounce by its sender',
    { from: { name: null, email: 'mailer-daemon@mx.example' }, subject: 'Undelivered Mail' },
    'bounce',
  ],
  ['a newsletter by its list header', { headers: { 'list-unsubscribe': '<https://x.example/u>' } }, 'newsletter'],
  [
    'an absence by header',
    { headers: { 'auto-submitted': 'auto-replied' }, text: 'Ich bin bis 3. Mai nicht im Büro.' },
    'out_of_office',
  ],
  ['an absence by its English subject', { subject: 'Automatic reply: Cold store' }, 'out_of_office'],
  ['an absence by its German subject', { subject: 'Automatische Antwort: Cold store' }, 'out_of_office'],
  ['an absence by its French subject', { subject: 'Réponse automatique : Cold store' }, 'out_of_office'],
  ['an absence by its Spanish subject', { subject: 'Respuesta automática: Cold store' }, 'out_of_office'],
  ['an answer to an invite', { subject: 'Accepted: Kick-off', text: '' }, 'calendar'],
  ['a calendar part', { headers: { 'content-type': 'text/calendar; method=REPLY' } }, 'calendar'],
  [
    'a signing tool',
    { from: { name: 'Signer', email: 'noreply@sign.example' }, text: 'Mara Lindqvist signed on 3 March.' },
    'other',
  ],
  [
    'a reply to an invitation written by hand',
    { subject: 'Re: Invitation: Kick-off', text: 'Tuesday is gone, Thursday?' },
    null,
  ],
  [
    'a mail that only mentions an absence',
    { text: 'Petra is out of the office until Friday, so I answer for her. '.repeat(20) },
    null,
  ],
] as const)('%s', (_, over, kind) => {
  expect(automaticKind({ ...plain, ...over })).toBe(kind)
})
