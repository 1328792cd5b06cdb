import type { HandoffType } from './handoff.ts'
import { CHAMPION, COMPETITION, DECIDER, MONEY, NEXT_MEETING, PEOPLE, PROMISES, RISKS } from './required.ts'

export const renewalRisk: HandoffType = {
  type: 'renewal-risk',
  title: 'Renewal at risk',
  sender: { part: 'Customer Success', roles: ['csm', 'cs', 'customer success'] },
  receiver: { part: 'Account management', roles: ['am', 'account manager', 'ae', 'account executive', 'manager'] },
  drafts: 'system',
  reviews: ['sender', 'manager'],
  receives: 'receiver',
  framework: 'spiced',
  sections: [
    { key: 'risks', heading: 'What puts it at risk', required: true, fill: 'risks', gap: 'No risk was found.' },
    {
      key: 'pains',
      heading: 'What they complain about',
      required: true,
      fill: 'pains',
      gap: 'No complaint was found.',
    },
    { key: 'owed', heading: 'What we owe them', required: true, fill: 'owed', gap: 'No open promise was found.' },
    { key: 'usage', heading: 'How they use it', required: true, fill: 'usage', gap: 'Not found: usage figures.' },
    { key: 'people', heading: 'People', required: true, fill: 'people', gap: 'Nobody at the customer was found.' },
    { key: 'framework', heading: 'SPICED', required: true, fill: 'framework', gap: 'Nothing was found.' },
    { key: 'crm', heading: 'The CRM says otherwise', required: false, fill: 'crm', gap: 'No difference was found.' },
    { key: 'ask', heading: 'Ask', required: false, fill: 'ask', gap: 'No open question was found.' },
  ],
  required: [
    NEXT_MEETING,
    RISKS,
    {
      key: 'renewal_date',
      label: 'the renewal date',
      anyOf: [{ qualification: ['timeline', 'critical_event'] }],
      question: 'When does the contract end, and by when must notice be given?',
    },
    PEOPLE,
    DECIDER,
    CHAMPION,
    MONEY,
    COMPETITION,
    PROMISES,
  ],
  clocks: [
    { name: 'review', withinMinutes: 240, startsAt: 'brief.drafted', escalatesTo: 'manager' },
    { name: 'accept', withinMinutes: 240, startsAt: 'brief.approved', escalatesTo: 'manager' },
    { name: 'answer', withinMinutes: 240, startsAt: 'acceptance.queried', escalatesTo: 'manager' },
    { name: 'first_contact', withinMinutes: 480, startsAt: 'acceptance.accepted', escalatesTo: 'manager' },
  ],
  letters: [{ key: 'renewal_opening', title: 'Opening of the renewal talk' }],
}
