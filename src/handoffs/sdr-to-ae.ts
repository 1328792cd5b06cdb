import type { HandoffType } from './handoff.ts'
import {
  CHAMPION,
  COMPETITION,
  DECIDER,
  METRICS,
  MONEY,
  NEXT_MEETING,
  PAIN,
  PEOPLE,
  PROCESS,
  TIMELINE,
} from './required.ts'

export const sdrToAe: HandoffType = {
  type: 'sdr-to-ae',
  title: 'SDR → AE',
  sender: { part: 'SDR', roles: ['sdr', 'bdr', 'sales development', 'business development'] },
  receiver: { part: 'AE', roles: ['ae', 'account executive', 'sales'] },
  drafts: 'system',
  reviews: ['sender', 'manager'],
  receives: 'receiver',
  framework: 'meddic',
  sections: [
    { key: 'people', heading: 'People', required: true, fill: 'people', gap: 'Nobody at the customer was found.' },
    {
      key: 'framework',
      heading: 'MEDDIC',
      required: true,
      fill: 'framework',
      gap: 'Nothing was found about money, decision, pain or competition.',
    },
    {
      key: 'interest',
      heading: 'Why they met us',
      required: false,
      fill: 'interest',
      gap: 'Not found: why they agreed to talk.',
    },
    {
      key: 'promises',
      heading: 'Other open promises',
      required: false,
      fill: 'promises',
      gap: 'No other open promise was found.',
    },
    {
      key: 'crm',
      heading: 'The CRM says otherwise',
      required: false,
      fill: 'crm',
      gap: 'No difference to the CRM was found.',
    },
    { key: 'ask', heading: 'Ask', required: false, fill: 'ask', gap: 'No open question was found.' },
  ],
  required: [NEXT_MEETING, PEOPLE, DECIDER, MONEY, PAIN, TIMELINE, PROCESS, METRICS, CHAMPION, COMPETITION],
  clocks: [
    { name: 'review', withinMinutes: 240, startsAt: 'brief.drafted', escalatesTo: 'manager' },
    { name: 'accept', withinMinutes: 480, startsAt: 'brief.approved', escalatesTo: 'manager' },
    { name: 'answer', withinMinutes: 240, startsAt: 'acceptance.queried', escalatesTo: 'manager' },
    { name: 'first_contact', withinMinutes: 960, startsAt: 'acceptance.accepted', escalatesTo: 'manager' },
  ],
  letters: [
    { key: 'introduction', title: 'Introduction' },
    { key: 'recap', title: 'Recap' },
  ],
}
