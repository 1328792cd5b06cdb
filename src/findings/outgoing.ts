import { assembleCorpus } from '../signals/assemble.ts'
import { sha256 } from '../lib/json.ts'
import { buildLedger } from './commitments.ts'
import { checkEvidence } from './evidence.ts'
import type { Account, Corpus, Seller } from '../signals/corpus.ts'
import type { EmailSignal, Party } from '../signals/signal.ts'
import type { Finding } from './finding.ts'

/** A text of the seller's before it leaves. `at`: when it is taken to be said, ISO. */
export type OutgoingText = {
  text: string
  from: Party
  to: readonly Party[]
  at: string
  seller: Seller
  account: Account
}

/** What it would promise. `due` YYYY-MM-DD; `quote` its own words. */
export type PromiseMade = { what: string; due: string | null; conditional: string | null; quote: string }

/** Reads a text that has not left yet as the mail that it would be: what its writer's side would have promised by it. */
export async function promisesMadeIn(
  { text, from, to, at, seller, account }: OutgoingText,
  read: (corpus: Corpus) => Promise<Finding[]>,
): Promise<PromiseMade[]> {
  if (text.trim() === '') return []
  const signal: EmailSignal = {
    kind: 'email',
    id: 'outgoing@baton.invalid',
    path: null,
    sources: [],
    at,
    text,
    segments: [],
    contentHash: sha256(text),
    warnings: [],
    from,
    to: [...to],
    cc: [],
    subject: '',
    references: [],
    thread: 'outgoing@baton.invalid',
    automatic: null,
    attachments: [],
    offsetMinutes: 0,
    headers: {},
    quotes: [],
  }
  const workspace = { seller, account, handoff: 'sdr-to-ae' }
  const contents = { workspace, signals: [signal], coverage: [], unread: [], warnings: [] }
  const corpus = assembleCorpus(contents, { asOf: at })
  const { findings } = checkEvidence(corpus, await read(corpus))
  const said = new Map(corpus.sentences.map((sentence) => [sentence.id, sentence.text]))
  return buildLedger(corpus, findings)
    .commitments.filter(({ by, status }) => status === 'open' && by?.email === from.email)
    .map(({ what, due, conditional, sentences: [first] }) => ({
      what,
      due,
      conditional,
      quote: (first === undefined ? undefined : said.get(first)) ?? what,
    }))
}
