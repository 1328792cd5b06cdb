import type { Hurt } from './what-can-hurt.ts'

const WORDS: Record<Hurt['kind'], string> = {
  promise: 'new promise',
  known_promise: 'promise, known already',
  differs: 'differs from the ledger',
  price: 'price',
  date: 'day',
  term: 'legal term',
  confidence: 'said in confidence',
  new_recipient: 'new recipient',
  lookalike: 'looks like another domain',
}

/** The box above an outgoing text, a line each. */
export function hurtWords(hurts: readonly Hurt[]): string[] {
  const said = hurts.map(({ kind, text, note }) => `${WORDS[kind]}: ${text}${note === null ? '' : ` (${note})`}`)
  const news = hurts.some(({ kind }) => kind === 'promise' || kind === 'differs')
  return news ? said : ['nothing new is promised', ...said]
}
