import { draftBrief } from './briefs/draft.ts'
import { readFolder } from './connectors/folder.ts'
import { acceptAnswer } from './findings/answer.ts'
import { withoutFlood } from './findings/flood.ts'
import { understand } from './findings/understand.ts'
import { handoffOf } from './handoffs/index.ts'
import { assembleCorpus } from './signals/assemble.ts'
import type { Brief } from './briefs/brief.ts'
import type { FolderContents } from './connectors/folder.ts'
import type { Engine } from './engines/engine.ts'
import type { Correction } from './findings/corrections.ts'
import type { Unread } from './signals/signal.ts'

/** What a caller may say instead of workspace.json. */
export type DraftOptions = {
  handoff?: string | undefined
  deal?: string | undefined
  asOf?: string | undefined
  /** who hands over, and to whom */
  from?: string | undefined
  to?: string | undefined
}

export type Drafted = {
  brief: Brief
  /** what was assumed, and what could not be read: one line each, for standard error */
  notes: string[]
  unread: Unread[]
}

/** From a folder to a draft, in memory: nothing is stored and nothing is left behind. */
export async function draftFromFolder(folder: string, engine: Engine, options: DraftOptions = {}): Promise<Drafted> {
  return draft(await readFolder(folder, { asOf: options.asOf ?? null }), engine, options)
}

/**
 * The steps from signals to a draft, in order; the same values give the same draft, wherever they were kept.
 * Storing is a step around them (`storing.ts`); nothing here knows of a database.
 */
export async function draft(
  contents: FolderContents,
  engine: Engine,
  options: DraftOptions = {},
  corrections: readonly Correction[] = [],
): Promise<Drafted> {
  const { from, to } = options
  const workspace = { ...contents.workspace, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  const named = options.handoff ?? workspace.handoff
  if (named) handoffOf(named)
  const corpus = assembleCorpus({ ...contents, workspace }, options)
  const handoff = handoffOf(corpus.handoff.type)
  const answer = await engine.read(corpus)
  // What a model says may be what a mail told it to say.
  const accepted = engine.model === null ? { findings: answer, rejected: [] } : acceptAnswer(corpus, answer)
  const { findings, warnings } = withoutFlood(corpus, accepted.findings)
  corpus.warnings.push(...warnings)
  const understanding = understand(corpus, findings, corrections)
  understanding.rejected.unshift(...accepted.rejected)
  const { name, version, model } = engine
  const brief = draftBrief({
    corpus,
    understanding,
    handoff,
    engine: { name, version, model, prompts: {} },
    revision: 1,
  })
  return { brief, notes: corpus.notes, unread: contents.unread }
}
