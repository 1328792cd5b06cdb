import type { HandoffType } from './handoff.ts'
import { CHAMPION, COMPETITION, DECIDER, MONEY, NEXT_MEETING, PEOPLE, PROCESS, PROMISES, TIMELINE } from './required.ts'

export const repTransition: HandoffType = {
  type: 'rep-transition',
  title: 'Rep → Rep',
  sender: { part: 'Rep', roles: ['ae', 'account executive', 'am', 'account manager', 'csm', 'sales'] },
  receiver: { part: 'Rep', roles: ['ae', 'account executive', 'am', 'account manager', 'csm', 'sales'] },
  drafts: 'system',
  reviews: ['sender', 'manager'],
  receives: 'receiver',
  framework: 'meddpicc',
  sections: [
    {
      key: 'promises',
      heading: 'Open promises, both ways',
      required: true,
      fill: 'promises',
      gap: 'No other open promise was found.',
    },
    { key: 'people', heading: 'People', required: true, fill: 'people', gap: 'Nobody at the customer was found.' },
    { key: 'framework', heading: 'MEDDPICC', required: true, fill: 'framework', gap: 'Nothing was found.' },
    { key: 'risks', heading: 'What can go wrong', required: true, fill: 'risks', gap: 'No risk was found.' },
    { key: 'crm', heading: 'The CRM says otherwise', required: false, fill: 'crm', gap: 'No difference was found.' },
    { key: 'ask', heading: 'Ask', required: false, fill: 'ask', gap: 'No open question was found.' },
  ],
  required: [NEXT_MEETING, PROMISES, PEOPLE, DECIDER, MONEY, PROCESS, TIMELINE, CHAMPION, COMPETITION],
  clocks: [
    { name: 'review', withinMinutes: 480, startsAt: 'brief.drafted', escalatesTo: 'manager' },
    { name: 'accept', withinMinutes: 960, startsAt: 'brief.approved', escalatesTo: 'manager' },
    { name: 'answer', withinMinutes: 480, startsAt: 'acceptance.queried', escalatesTo: 'manager' },
    { name: 'first_contact', withinMinutes: 1440, startsAt: 'acceptance.accepted', escalatesTo: 'manager' },
  ],
  letters: [
    { key: 'introduction', title: 'Introduction' },
    { key: 'recap', title: 'Recap' },
  ],
}
