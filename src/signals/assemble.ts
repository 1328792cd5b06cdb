import { AppError } from '../lib/errors.ts'
import { formAuthor } from './automatic-form.ts'
import { automaticKind } from './automatic.ts'
import type { Corpus, Coverage, Identity } from './corpus.ts'
import { domainOf, sameCompany, settleParties, type WorkspaceFile } from './derive.ts'
import { lookalikes } from './identity-lookalike.ts'
import { describePeople, knownPeople } from './identity.ts'
import { silenceMachineTalk } from './machine-talk.ts'
import { matchDeal } from './match.ts'
import { segmentMessage } from './segment.ts'
import { buildSentences, type Furniture, type Resolve } from './sentence-build.ts'
import type { CrmSignal, Sentence, Signal, Unread, Warning } from './signal.ts'
import { readerZone } from './zone.ts'

/** What a source hands over: signals without segments, and what it could not read. */
export type Contents = {
  workspace: WorkspaceFile | null
  signals: Signal[]
  coverage: Coverage[]
  unread: Unread[]
  warnings: Warning[]
}

export type Overrides = { handoff?: string | undefined; deal?: string | undefined; asOf?: string | undefined }

/**
 * Everything about one account as of one moment. Deterministic: the same contents and overrides give the same corpus.
 * Throws `bad_call` where seller or account cannot be told or a named deal is not there.
 */
export function assembleCorpus(contents: Contents, overrides: Overrides): Corpus {
  const notes: string[] = []
  const file = contents.workspace
  const asOf = settleAsOf(overrides.asOf ?? file?.as_of ?? null, contents.signals, notes)
  const warnings = [...contents.warnings]
  const signals = inTime(
    contents.signals
      .filter((signal) => signal.at === null || Date.parse(signal.at) <= Date.parse(asOf))
      .map((signal): Signal => ({ ...signal })),
  )
  for (const signal of signals) if (signal.kind === 'crm') warnOfNewer(signal, asOf, warnings)
  const { seller, account, notes: derived } = settleParties(file, signals)
  notes.push(...derived)
  const handoff = overrides.handoff ?? file?.handoff ?? null
  if (handoff === null) notes.push('handoff: sdr-to-ae (neither --handoff nor workspace.json says it)')
  const wanted = overrides.deal ?? file?.deal ?? null
  const { deal, missing } = matchDeal(signals, wanted)
  if (missing)
    throw new AppError(
      'bad_call',
      `There is no deal ${wanted} in the CRM records; leave --deal out or name one of them.`,
    )

  const furniture: Furniture = new Map()
  for (const signal of signals) {
    if (signal.kind === 'email') {
      signal.automatic = automaticKind(signal)
      const filledIn = formAuthor(signal.text)
      if (filledIn !== null && filledIn.email !== signal.from?.email) {
        // A web form that a machine sent on: the answers are the words of who filled it in.
        signal.automatic = 'other'
        signal.segments = [{ role: 'forwarded', start: 0, end: signal.text.length, by: filledIn, at: signal.at }]
        continue
      }
      const segmented = segmentMessage(signal.text, signal)
      signal.segments = segmented.segments
      furniture.set(signal.id, segmented.furniture)
    } else if (signal.text !== '') {
      signal.segments = [{ role: 'authored', start: 0, end: signal.text.length, by: null, at: signal.at }]
    }
  }
  const people = knownPeople(signals, seller, account)
  const resolve: Resolve = (party) => {
    const identity = people.find(party)
    return identity === null ? party : { name: identity.name, email: party?.email ?? identity.emails[0] ?? null }
  }
  const sentences = buildSentences(signals, furniture, resolve)
  warnings.push(...silenceMachineTalk(signals, sentences))
  warnings.push(...silenceFlood(signals, sentences))
  const identities = describePeople(people, signals, sentences, asOf)
  warnings.push(...people.crowd())
  for (const sentence of sentences) sentence.by = resolve(sentence.by)
  distrustStrangers(signals, sentences, identities, [...seller.domains, ...account.domains])
  warnings.push(...lookalikes(signals, identities, seller, account))
  return {
    seller,
    account,
    deal,
    handoff: {
      type: handoff ?? 'sdr-to-ae',
      from: file?.from?.toLowerCase() ?? null,
      to: file?.to?.toLowerCase() ?? null,
    },
    asOf,
    zone: readerZone(signals, seller.domains, file?.to?.toLowerCase() ?? null),
    signals,
    sentences,
    identities,
    coverage: contents.coverage,
    unread: contents.unread,
    warnings,
    notes,
  }
}

/** More sentences than four hours of talk have are no conversation; what is beyond them speaks for nobody, and is said. */
const MOST_SPOKEN = 2000

function silenceFlood(signals: Signal[], sentences: Sentence[]): Warning[] {
  const counts = new Map<string, number>()
  for (const sentence of sentences) {
    if (!sentence.speaks) continue
    const count = (counts.get(sentence.item) ?? 0) + 1
    counts.set(sentence.item, count)
    if (count > MOST_SPOKEN) sentence.speaks = false
  }
  return signals
    .filter(({ id }) => (counts.get(id) ?? 0) > MOST_SPOKEN)
    .map(({ id }) => ({
      kind: 'unread',
      item: id,
      text: `it has ${counts.get(id)} sentences; only the first ${MOST_SPOKEN} were read for what they say`,
    }))
}

/**
 * What a stranger quotes was said by nobody: words that somebody outside the account's story puts into a known person's mouth
 * speak for nobody (a quote whose original is at hand does not speak anyhow).
 */
function distrustStrangers(signals: Signal[], sentences: Sentence[], identities: Identity[], own: string[]): void {
  const known = new Set(identities.flatMap((identity) => identity.emails))
  const strange = new Set(
    signals.flatMap((signal) => {
      const email = signal.kind === 'email' ? (signal.from?.email ?? '') : null
      return email === null || known.has(email) || sameCompany(domainOf(email), own) ? [] : [signal.id]
    }),
  )
  const unsigned = new Map(
    signals.flatMap((signal) =>
      signal.kind === 'email' && signal.from?.email == null ? [[signal.id, signal.from]] : [],
    ),
  )
  for (const sentence of sentences) {
    const quoted = sentence.role === 'quoted' || sentence.role === 'forwarded'
    // A name alone, without an address, is written by anybody.
    const nobody = unsigned.has(sentence.item) && !quoted
    if (!nobody && !(quoted && strange.has(sentence.item))) continue
    sentence.by = nobody ? (unsigned.get(sentence.item) ?? null) : null
    sentence.speaks = false
  }
}

/** As an ISO instant in UTC; the latest item's time where nobody says it. */
function settleAsOf(given: string | null, signals: Signal[], notes: string[]): string {
  if (given !== null) {
    const time = Date.parse(given)
    if (Number.isNaN(time))
      throw new AppError('bad_call', `"${given}" is no moment in time; write it as 2025-06-13T18:00:00+02:00.`)
    return new Date(time).toISOString()
  }
  let latest: string | null = null
  for (const signal of signals) if (signal.at !== null && (latest === null || signal.at > latest)) latest = signal.at
  const asOf = latest ?? '1970-01-01T00:00:00.000Z'
  notes.push(`as of: ${asOf}, the latest item's time (workspace.json does not say it)`)
  return new Date(Date.parse(asOf)).toISOString()
}

/** By time, undated first, then by id. */
function inTime(signals: Signal[]): Signal[] {
  return signals
    .map((signal) => ({ signal, time: signal.at === null ? Number.NEGATIVE_INFINITY : Date.parse(signal.at) }))
    .sort((a, b) => a.time - b.time || (a.signal.id < b.signal.id ? -1 : a.signal.id > b.signal.id ? 1 : 0))
    .map(({ signal }) => signal)
}

function warnOfNewer(signal: CrmSignal, asOf: string, warnings: Warning[]): void {
  const changed =
    signal.fields['LastModifiedDate'] ?? signal.fields['hs_lastmodifieddate'] ?? signal.fields['updatedAt']
  const time = changed === undefined ? Number.NaN : Date.parse(changed)
  if (Number.isNaN(time) || time <= Date.parse(asOf)) return
  warnings.push({
    kind: 'crm_newer',
    item: signal.id,
    text: `changed on ${new Date(time).toISOString().slice(0, 10)}, after the moment of this brief; read as it is now`,
  })
}
