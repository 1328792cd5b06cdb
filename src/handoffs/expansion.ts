import type { HandoffType } from './handoff.ts'
import { CHAMPION, DECIDER, MONEY, NEXT_MEETING, PAIN, PEOPLE, PROCESS, PROMISES, TIMELINE } from './required.ts'

export const expansion: HandoffType = {
  type: 'expansion',
  title: 'Customer Success → Sales, expansion',
  sender: { part: 'Customer Success', roles: ['csm', 'cs', 'customer success'] },
  receiver: { part: 'Sales', roles: ['ae', 'account executive', 'am', 'account manager', 'sales'] },
  drafts: 'system',
  reviews: ['sender', 'manager'],
  receives: 'receiver',
  framework: 'meddpicc',
  sections: [
    { key: 'usage', heading: 'How they use it today', required: true, fill: 'usage', gap: 'Not found: usage figures.' },
    { key: 'pains', heading: 'Why they want more', required: true, fill: 'pains', gap: 'Not found: a new need.' },
    { key: 'people', heading: 'People', required: true, fill: 'people', gap: 'Nobody at the customer was found.' },
    { key: 'framework', heading: 'MEDDPICC', required: true, fill: 'framework', gap: 'Nothing was found.' },
    { key: 'promises', heading: 'Other open promises', required: false, fill: 'promises', gap: 'None was found.' },
    { key: 'risks', heading: 'What can go wrong', required: true, fill: 'risks', gap: 'No risk was found.' },
    { key: 'crm', heading: 'The CRM says otherwise', required: false, fill: 'crm', gap: 'No difference was found.' },
    { key: 'ask', heading: 'Ask', required: false, fill: 'ask', gap: 'No open question was found.' },
  ],
  required: [NEXT_MEETING, PAIN, PEOPLE, DECIDER, MONEY, TIMELINE, PROCESS, CHAMPION, PROMISES],
  clocks: [
    { name: 'review', withinMinutes: 480, startsAt: 'brief.drafted', escalatesTo: 'manager' },
    { name: 'accept', withinMinutes: 960, startsAt: 'brief.approved', escalatesTo: 'manager' },
    { name: 'answer', withinMinutes: 480, startsAt: 'acceptance.queried', escalatesTo: 'manager' },
    { name: 'first_contact', withinMinutes: 960, startsAt: 'acceptance.accepted', escalatesTo: 'manager' },
  ],
  letters: [{ key: 'introduction', title: 'Introduction' }],
}
