import { assembleCorpus } from '../../src/signals/assemble.ts'
import { draft } from '../../src/pipeline.ts'
import { acceptAnswer } from '../../src/findings/answer.ts'
import { checkEvidence } from '../../src/findings/evidence.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { FolderContents } from '../../src/connectors/folder.ts'
import type { Engine } from '../../src/engines/engine.ts'
import type { Finding } from '../../src/findings/finding.ts'
import type { Corpus } from '../../src/signals/corpus.ts'
import type { Signal } from '../../src/signals/signal.ts'
import type { Parties, Row } from './row.ts'

/** What an engine was shown, and what of its answer was taken. */
export type Heard = { corpus: Corpus; findings: Finding[] }

/** One draft with all that it was made from. */
export type Drafted = Heard & { brief: Brief; notes: string[] }

/** A row in its account, and the same account without it. */
export type Case = Drafted & {
  row: Row
  parties: Parties
  /** the signals that the row brought */
  own: Signal[]
  /** what could not be read of it */
  unread: string[]
  clean: Drafted
  /** the account with the row's items as they would be if they said nothing: same senders, same times */
  mute: Heard
}

/** Drafts as the pipeline does, and keeps what the engine was shown and what of its answer was taken. */
export async function draftWith(contents: FolderContents, engine: Engine): Promise<Drafted> {
  let seen: { corpus: Corpus; findings: Finding[] } | null = null
  const listening: Engine = {
    ...engine,
    async read(corpus) {
      const findings = await engine.read(corpus)
      const accepted = engine.model === null ? findings : acceptAnswer(corpus, findings).findings
      seen = { corpus, findings: checkEvidence(corpus, accepted).findings }
      return findings
    },
  }
  const { brief, notes } = await draft(contents, listening)
  if (seen === null) throw new Error('the engine was not asked')
  return { brief, notes, ...(seen as { corpus: Corpus; findings: Finding[] }) }
}

/** What is found, without the brief that is made of it. */
export async function hear(contents: FolderContents, engine: Engine): Promise<Heard> {
  const corpus = assembleCorpus(contents, {})
  return { corpus, findings: checkEvidence(corpus, await engine.read(corpus)).findings }
}

/** The same items, from the same people at the same times, that say nothing. */
export function muted(signals: readonly Signal[]): Signal[] {
  return signals.flatMap((signal): Signal[] => {
    const empty = { text: 'Good morning.', segments: [], warnings: [] }
    switch (signal.kind) {
      case 'email':
        return [{ ...signal, ...empty, subject: 'Hello', attachments: [], quotes: [] }]
      case 'meeting':
        return [{ ...signal, ...empty, subject: 'Meeting', text: '' }]
      case 'call': {
        const [cue] = signal.cues
        return cue
          ? [{ ...signal, ...empty, subject: 'Call', cues: [{ ...cue, start: 0, end: empty.text.length }] }]
          : []
      }
      case 'document':
        return []
      case 'crm':
        return [signal]
      default:
        throw new TypeError(signal satisfies never)
    }
  })
}
