import type { Identity } from '../../signals/corpus.ts'
import type { Verb } from './verb-forms.ts'

/** Who is said to do it, as the grammar shows it. */
export type Subject =
  | 'first'
  | 'plural'
  | 'you'
  | 'named'
  | 'ours'
  | 'theirs'
  | 'outside'
  | 'thing'
  | 'pronoun'
  | 'elided'

/** How it is said. `ready`: it will be done, live, with you. `receive`: you will have it. `let`: let me send. `going`: it goes, comes, follows. */
export type Manner = 'will' | 'present' | 'progressive' | 'can' | 'passive' | 'ready' | 'receive' | 'let' | 'going'

/** One clause that may promise something. */
export type Frame = {
  subject: Subject
  person: Identity | null
  manner: Manner
  future: boolean
  verb: Verb | null
  /** token of the verb */ at: number
  /** token of the subject's first word */ from: number
}
