import type { QualificationField } from '../findings/finding.ts'
import type { FrameworkName } from './frameworks.ts'

/** The six transfers that Baton writes a brief for. */
export type HandoffName = 'mql-to-sql' | 'sdr-to-ae' | 'sales-to-cs' | 'rep-transition' | 'expansion' | 'renewal-risk'

/**
 * What fills a section, one word for each way of drafting it. The brief room holds one function per word,
 * so a type asks for a way of drafting and never carries code.
 */
export type SectionFill =
  | 'people'
  | 'relationships'
  | 'framework'
  | 'interest'
  | 'owed'
  | 'promises'
  | 'goals'
  | 'context'
  | 'terms'
  | 'pains'
  | 'risks'
  | 'usage'
  | 'plan'
  | 'artefacts'
  | 'crm'
  | 'ask'

export type SectionSpec = {
  /** stable name for programs, unique in its type */
  key: string
  /** as the reader sees it */
  heading: string
  /** a required section stands in every brief of the type, if only to say that nothing was found */
  required: boolean
  fill: SectionFill
  /** what stands there when nothing was found; says *not found*, never *does not exist* */
  gap: string
}

/** How one thing that the receiver must know is looked for: any of these being there is enough. */
export type ContextTest =
  | { qualification: QualificationField[] }
  | { role: 'economic_buyer' | 'champion' | 'executive_sponsor' | 'user' }
  | { part: 'people' | 'pains' | 'risks' | 'meeting' | 'promises' | 'next_steps' | 'contract' | 'deal' | 'usage' }

export type RequiredContext = {
  key: string
  /** as it stands in "Missing: …" */
  label: string
  anyOf: ContextTest[]
  /** the one question that is asked when it was not found */
  question: string
}

/** A limit on somebody's time, counted in the workspace's working hours. */
export type ClockSpec = {
  name: 'review' | 'accept' | 'first_contact' | 'answer'
  /** working minutes from the clock's start */
  withinMinutes: number
  /** what starts it, an event of the log */
  startsAt: 'brief.drafted' | 'brief.approved' | 'acceptance.accepted' | 'acceptance.queried'
  /** who is told when it has run out, by part */
  escalatesTo: 'sender' | 'receiver' | 'manager'
}

/** A text for the customer that goes with the transfer. */
export type LetterSpec = { key: 'introduction' | 'recap' | 'onboarding_plan' | 'renewal_opening'; title: string }

/** Roles as people's records spell them, folded; used to tell who hands over to whom where nobody said so. */
export type Part = { part: string; roles: string[] }

/** One transfer of ownership, declared: what its brief holds, what it must hold, and what runs on the clock. */
export type HandoffType = {
  type: HandoffName
  title: string
  sender: Part
  receiver: Part
  /** drafts: whose action starts it; reviews: who may approve; receives: who accepts */
  drafts: 'system' | 'sender'
  reviews: ('sender' | 'manager')[]
  receives: 'receiver'
  framework: FrameworkName
  sections: SectionSpec[]
  /** required context, in the order in which a receiver asks for it */
  required: RequiredContext[]
  clocks: ClockSpec[]
  letters: LetterSpec[]
}
