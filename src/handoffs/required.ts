import type { RequiredContext } from './handoff.ts'

/** Required context that more than one type asks for, worded once. */
export const NEXT_MEETING: RequiredContext = {
  key: 'next_meeting',
  label: 'the next meeting',
  anyOf: [{ part: 'meeting' }],
  question: 'When is the next meeting, and who comes?',
}

export const PEOPLE: RequiredContext = {
  key: 'people',
  label: 'who is who at the customer',
  anyOf: [{ part: 'people' }],
  question: 'Who at the customer is involved, and in what part?',
}

export const DECIDER: RequiredContext = {
  key: 'who_decides',
  label: 'who decides',
  anyOf: [{ qualification: ['economic_buyer', 'authority'] }, { role: 'economic_buyer' }],
  question: 'Who approves the money?',
}

export const MONEY: RequiredContext = {
  key: 'money',
  label: 'the money',
  anyOf: [{ qualification: ['budget'] }],
  question: 'What budget is there, and for which year?',
}

export const PAIN: RequiredContext = {
  key: 'pain',
  label: 'why they buy',
  anyOf: [{ part: 'pains' }, { qualification: ['identify_pain', 'need'] }],
  question: 'What goes wrong for them today, and what does it cost?',
}

export const TIMELINE: RequiredContext = {
  key: 'timeline',
  label: 'by when',
  anyOf: [{ qualification: ['timeline', 'critical_event'] }],
  question: 'By when do they need it, and what happens then?',
}

export const PROCESS: RequiredContext = {
  key: 'decision_process',
  label: 'how they decide',
  anyOf: [{ qualification: ['decision_process', 'decision_criteria'] }],
  question: 'How do they decide, and on what?',
}

export const CHAMPION: RequiredContext = {
  key: 'champion',
  label: 'who speaks for us',
  anyOf: [{ qualification: ['champion'] }, { role: 'champion' }],
  question: 'Who at the customer speaks for us when we are not there?',
}

export const COMPETITION: RequiredContext = {
  key: 'competition',
  label: 'the competition',
  anyOf: [{ qualification: ['competition'] }],
  question: 'Who else is in the running?',
}

export const METRICS: RequiredContext = {
  key: 'metrics',
  label: 'what success is measured by',
  anyOf: [{ qualification: ['metrics'] }],
  question: 'Which figure tells them that it worked?',
}

export const PROMISES: RequiredContext = {
  key: 'promises',
  label: 'what was promised',
  anyOf: [{ part: 'promises' }],
  question: 'What was promised to the customer, by whom and by when?',
}

export const CONTRACT: RequiredContext = {
  key: 'contract',
  label: 'the contract',
  anyOf: [{ part: 'contract' }],
  question: 'Where is the signed contract?',
}

export const RISKS: RequiredContext = {
  key: 'risks',
  label: 'what can go wrong',
  anyOf: [{ part: 'risks' }],
  question: 'What can still go wrong?',
}
