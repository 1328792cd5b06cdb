import { z } from 'zod'
import { findingsNamed, wordsUnder } from '../briefs/named-findings.ts'
import { loadSeen } from '../briefs/sight.ts'
import { saveCorrection, undoCorrection } from '../findings/correction-store.ts'
import { VERDICTS } from '../findings/corrections.ts'
import { AppError } from '../lib/errors.ts'
import { assertPerson } from './policy.ts'
import type { Trx } from '../db/tables.ts'
import type { Viewer } from '../db/viewer.ts'

/** What a person says of a finding of a brief. `value`: the address, the day, or the other finding, where the verdict has one. */
export const CorrectionRequest = z.strictObject({
  finding: z.string().min(1).max(60),
  verdict: z.enum(VERDICTS),
  value: z.string().max(200).optional(),
})
export type CorrectionRequest = z.infer<typeof CorrectionRequest>

export type Corrected = { account: string; corrections: { id: number; finding: string; text: string }[] }

/**
 * Keeps what a person says of a finding, by the words that it rests on. The brief itself is not touched: the next draft
 * shows it. Everything the name means is corrected, or nothing.
 */
export async function correctFinding(
  trx: Trx,
  viewer: Viewer,
  briefId: string,
  request: CorrectionRequest,
): Promise<Corrected> {
  await assertPerson(trx, viewer)
  const stored = await loadSeen(trx, briefId)
  if (stored === null)
    throw new AppError('not_found', `there is no brief ${briefId.slice(0, 40)}; see what there is with: baton queue`)
  const { seen: brief, handoffId } = stored
  const account = await trx
    .selectFrom('handoffs')
    .innerJoin('accounts', 'accounts.id', 'account_id')
    .select(['accounts.id', 'accounts.name'])
    .where('handoffs.id', '=', handoffId)
    .executeTakeFirstOrThrow()
  const { finding, verdict } = request
  const found = findingsNamed(brief, finding, verdict)
  const original = verdict === 'duplicate' ? findingsNamed(brief, request.value ?? '', verdict)[0] : undefined
  if (original !== undefined && found.some(({ id }) => id === original.id))
    throw new AppError('bad_call', `${original.id} is no duplicate of itself; name the one that stays`)
  const value = verdict === 'by' || verdict === 'due' ? valueOf(verdict, request.value) : (original?.id ?? null)
  const corrections = []
  for (const one of found) {
    const evidence = one.evidence.flatMap((key) => brief.evidence[key] ?? [])
    const id = await saveCorrection(trx, viewer, {
      accountId: account.id,
      briefId,
      finding: one.id,
      kind: one.kind,
      verdict,
      value,
      about: one.about,
      deal: verdict === 'not_this_deal' ? (brief.deal?.id ?? null) : null,
      words: wordsUnder(brief, one),
      other: original === undefined ? [] : wordsUnder(brief, original),
      quotes: evidence.map(({ item, quote }) => ({ item, quote })),
    })
    corrections.push({ id, finding: one.id, text: one.text })
  }
  return { account: account.name, corrections }
}

/** Takes a correction back; from the next draft on the engine's word stands again. */
export async function undoCorrecting(trx: Trx, viewer: Viewer, id: number): Promise<void> {
  await assertPerson(trx, viewer)
  await undoCorrection(trx, viewer, id)
}

function valueOf(verdict: 'by' | 'due', value: string | undefined): string {
  const parsed = (verdict === 'by' ? z.email().toLowerCase() : z.iso.date()).safeParse(value?.trim())
  if (parsed.success) return parsed.data
  throw new AppError(
    'bad_call',
    verdict === 'by' ? 'whose promise is it? Give an address' : 'when is it due? Give a day as YYYY-MM-DD',
  )
}
