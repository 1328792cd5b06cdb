import type { QualificationField } from '../findings/finding.ts'

export type FrameworkName = 'meddic' | 'meddpicc' | 'bant' | 'spiced'

/** Fields of one framework in its own order, with the label that its readers know. */
export type Framework = { name: FrameworkName; title: string; fields: { field: QualificationField; label: string }[] }

const MEDDIC: Framework['fields'] = [
  { field: 'metrics', label: 'Metrics' },
  { field: 'economic_buyer', label: 'Economic buyer' },
  { field: 'decision_criteria', label: 'Decision criteria' },
  { field: 'decision_process', label: 'Decision process' },
  { field: 'identify_pain', label: 'Pain' },
  { field: 'champion', label: 'Champion' },
]

export const FRAMEWORKS: Record<FrameworkName, Framework> = {
  meddic: {
    name: 'meddic',
    title: 'MEDDIC',
    fields: [...MEDDIC, { field: 'competition', label: 'Competition' }],
  },
  // "Paper process" has no field of its own in the contract; what is known of it stands under timeline.
  meddpicc: {
    name: 'meddpicc',
    title: 'MEDDPICC',
    fields: [...MEDDIC, { field: 'timeline', label: 'Timeline' }, { field: 'competition', label: 'Competition' }],
  },
  bant: {
    name: 'bant',
    title: 'BANT',
    fields: [
      { field: 'budget', label: 'Budget' },
      { field: 'authority', label: 'Authority' },
      { field: 'need', label: 'Need' },
      { field: 'timeline', label: 'Timeline' },
    ],
  },
  spiced: {
    name: 'spiced',
    title: 'SPICED',
    fields: [
      { field: 'situation', label: 'Situation' },
      { field: 'identify_pain', label: 'Pain' },
      { field: 'impact', label: 'Impact' },
      { field: 'critical_event', label: 'Critical event' },
      { field: 'decision_process', label: 'Decision' },
    ],
  },
}
