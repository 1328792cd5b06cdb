import type { HandoffType } from './handoff.ts'
import { DECIDER, MONEY, NEXT_MEETING, PAIN, PEOPLE, TIMELINE } from './required.ts'

export const mqlToSql: HandoffType = {
  type: 'mql-to-sql',
  title: 'Marketing → Sales',
  sender: { part: 'Marketing', roles: ['marketing', 'demand generation', 'sdr', 'bdr'] },
  receiver: { part: 'Sales', roles: ['ae', 'account executive', 'sales', 'sdr'] },
  drafts: 'system',
  reviews: ['sender', 'manager'],
  receives: 'receiver',
  framework: 'bant',
  sections: [
    {
      key: 'interest',
      heading: 'What they asked for',
      required: true,
      fill: 'interest',
      gap: 'Not found: what they asked for.',
    },
    { key: 'people', heading: 'People', required: true, fill: 'people', gap: 'Nobody at the customer was found.' },
    {
      key: 'framework',
      heading: 'BANT',
      required: true,
      fill: 'framework',
      gap: 'Nothing was found about budget, authority, need or timing.',
    },
    { key: 'pains', heading: 'What goes wrong today', required: false, fill: 'pains', gap: 'Not found: a need.' },
    { key: 'risks', heading: 'What stands against it', required: false, fill: 'risks', gap: 'No objection was found.' },
    { key: 'crm', heading: 'The CRM says otherwise', required: false, fill: 'crm', gap: 'No difference was found.' },
    { key: 'ask', heading: 'Ask', required: false, fill: 'ask', gap: 'No open question was found.' },
  ],
  required: [NEXT_MEETING, PEOPLE, PAIN, MONEY, DECIDER, TIMELINE],
  clocks: [
    { name: 'review', withinMinutes: 120, startsAt: 'brief.drafted', escalatesTo: 'manager' },
    { name: 'accept', withinMinutes: 240, startsAt: 'brief.approved', escalatesTo: 'manager' },
    { name: 'answer', withinMinutes: 240, startsAt: 'acceptance.queried', escalatesTo: 'manager' },
    { name: 'first_contact', withinMinutes: 480, startsAt: 'acceptance.accepted', escalatesTo: 'manager' },
  ],
  letters: [{ key: 'introduction', title: 'Introduction' }],
}
