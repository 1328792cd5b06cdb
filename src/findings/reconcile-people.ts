import { wordTable } from '../lib/word-table.ts'
import type { Identity } from '../signals/corpus.ts'
import { foldName } from '../signals/fold.ts'
import type { CrmSignal, SentenceId } from '../signals/signal.ts'
import { recordsOf } from './crm-fields.ts'
import type { Contradiction, Role } from './finding.ts'
import { CRM_TALK } from './reconcile-words.ts'
import type { Known } from './reconcile-known.ts'

/**
 * Contacts and leads against the people themselves: gone, other title, other spelling, other part in the deal.
 * `said`: a field of the deal already says that somebody else buys, so roles of contacts need not repeat it.
 */
export function peopleChecks(known: Known, said: boolean): Contradiction[] {
  const { corpus } = known
  const found: Contradiction[] = []
  for (const record of recordsOf(corpus, /^(?:contacts?|leads?)$/i)) {
    const identity = corpus.identities.find((one) => one.crmRecords.includes(record.id))
    if (!identity || identity.side === 'seller') continue
    found.push(
      ...[
        gone(record, identity, known),
        title(record, identity, known),
        spelling(record, identity, known),
        said ? null : part(record, identity, known),
      ].flatMap((one) => one ?? []),
    )
  }
  for (const record of recordsOf(corpus, /^opportunitycontactrole$/i)) {
    if (said) break
    const one = contactRole(record, known)
    if (one) found.push(one)
  }
  return found
}

function field(record: CrmSignal, ...names: string[]): string | null {
  for (const name of names) if (record.fields[name] !== undefined || record.empty.includes(name)) return name
  return null
}

function made(record: CrmSignal, name: string, evidenceValue: string, sentences: SentenceId[]): Contradiction {
  return {
    record: record.id,
    field: `${record.object}.${name}`,
    crmValue: record.fields[name] || null,
    evidenceValue,
    sentences: sentences.slice(0, 2),
  }
}

function gone(record: CrmSignal, identity: Identity, known: Known): Contradiction | null {
  if (!identity.left) return null
  const status = standing(record) ?? (rolesOf(identity, known).length > 0 ? null : field(record, 'Email', 'email'))
  // what came of a lead is no longer kept up to date where the same person is a contact
  if (/^leads?$/i.test(record.object) && identity.crmRecords.length > 1) return null
  if (status === null || /left|inactive|former|departed/i.test(record.fields[status] ?? '')) return null
  return made(record, status, `${identity.name} has left`, departure(identity, known))
}

/** The field that says whether somebody is still there, or in which part. */
function standing(record: CrmSignal): string | null {
  for (const pattern of [/activ/i, /status|estado|statut/i, /role?(?:$|_)|rolle/i]) {
    const name = Object.keys(record.fields).find((one) => pattern.test(one))
    if (name !== undefined) return name
  }
  return null
}

/** The parts that the deal gives to a contact. */
function rolesOf(identity: Identity, { corpus }: Known): CrmSignal[] {
  return recordsOf(corpus, /^opportunitycontactrole$/i).filter(
    ({ fields }) =>
      DECIDES.test(foldName(fields['Role'] ?? '')) &&
      identity.crmRecords.some((id) => id.endsWith(`/${fields['ContactId']}`)),
  )
}

/** The farewell, and a colleague's word that the record is out of date. */
function departure(identity: Identity, { said }: Known): SentenceId[] {
  const about = said.filter((one) => one.onRecord && identity.names.some((name) => namesOne(one.text, name)))
  const told = about.find((one) => CRM_TALK.test(one.text)) ?? about[0]
  const farewell = identity.left?.sentences ?? []
  return [farewell[0] ?? [], told?.sentence.id ?? [], farewell.slice(1)].flat()
}

function title(record: CrmSignal, identity: Identity, { corpus }: Known): Contradiction | null {
  const name = field(record, 'Title', 'jobtitle')
  if (name === null || !identity.title || identity.title.sentences.length === 0) return null
  const own = new Set(corpus.sentences.filter((one) => one.field !== null).map((one) => one.id))
  const sentences = identity.title.sentences.filter((id) => !own.has(id))
  if (sentences.length === 0) return null
  const crm = foldName(record.fields[name] ?? '')
  const said = foldName(identity.title.value)
  if (sameTitle(crm, said)) return null
  if (crm === said || (crm !== '' && said.startsWith(crm)) || (crm !== '' && crm.startsWith(said))) return null
  return made(record, name, identity.title.value, sentences)
}

function namesOne(text: string, name: string): boolean {
  const first = foldName(name).split(' ')[0] ?? ''
  return first.length > 2 && ` ${text} `.includes(` ${first} `)
}

const SHORT: Readonly<Record<string, string>> = wordTable({
  vp: 'vice president',
  svp: 'senior vice president',
  evp: 'executive vice president',
  it: 'information technology',
  hr: 'human resources',
  cfo: 'chief financial officer',
  ceo: 'chief executive officer',
  coo: 'chief operating officer',
  cio: 'chief information officer',
  cto: 'chief technology officer',
  md: 'managing director',
  gm: 'general manager',
  dir: 'director',
  mgr: 'manager',
  sr: 'senior',
  rh: 'ressources humaines',
  daf: 'directeur administratif et financier',
  dsi: 'directeur des systemes d information',
  gf: 'geschaftsfuhrer',
})

/** The same words in another order, spelt out or shortened: "IT Director", "Director of Information Technology". */
function sameTitle(a: string, b: string): boolean {
  const [one, other] = [a, b].map(
    (title) =>
      new Set(
        title
          .split(' ')
          .flatMap((word) => (SHORT[word] ?? word).split(' '))
          .filter((word) => !/^(?:of|the|and|for|de|del|la|le|les|des|du|d|et|y|und|fur|der)$/.test(word)),
      ),
  )
  return one !== undefined && other !== undefined && one.size > 0 && [...one].every((word) => other.has(word))
}

/** A name that differs by letters (not by accents, umlauts written out, initials or order), or an address nobody uses. */
function spelling(record: CrmSignal, identity: Identity, { corpus }: Known): Contradiction | null {
  const last = field(record, 'LastName', 'lastname')
  const first = field(record, 'FirstName', 'firstname')
  const lived = identity.names.filter(
    (name) => keyOf(name) !== keyOf(`${record.fields[first ?? ''] ?? ''} ${record.fields[last ?? ''] ?? ''}`),
  )
  const usual = new Set(lived.flatMap((name) => keyOf(name).split(' ')))
  const signed = signatureOf(identity, corpus.sentences)
  if (signed.length === 0 || usual.size === 0) return null
  for (const name of [last, first]) {
    const value = name === null ? undefined : record.fields[name]
    if (name === null || value === undefined || value === '') continue
    const parts = keyOf(value)
      .split(' ')
      .filter((part) => part.length > 2)
    const doubled = name === last && identity.names.some((one) => isHalfOf(value, one))
    if (doubled) return made(record, name, identity.name, signed)
    const differs = parts.some((part) => !usual.has(part) && [...usual].some((other) => isNear(part, other)))
    if (differs) return made(record, name, identity.name, signed)
  }
  return null
}

/** "Perrin" of somebody who signs "Perrin-Vauban". */
function isHalfOf(value: string, name: string): boolean {
  const surname = name.split(/\s+/).find((part) => part.includes('-') && foldName(part) !== foldName(value))
  return surname?.split('-').some((half) => half.length > 2 && keyOf(half) === keyOf(value)) === true
}

function signatureOf(identity: Identity, sentences: Known['corpus']['sentences']): SentenceId[] {
  const last = keyOf(identity.name).split(' ').at(-1) ?? ''
  return sentences
    .filter(
      (one) =>
        one.field === null &&
        one.role !== 'disclaimer' &&
        one.by?.email !== null &&
        identity.emails.includes(one.by?.email ?? '') &&
        keyOf(one.text).includes(last) &&
        one.text.length < 90,
    )
    .map((one) => one.id)
    .slice(0, 2)
}

function keyOf(name: string): string {
  return foldName(name.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue'))
}

/** One or two letters apart, or one the beginning of the other: the same name written otherwise. */
function isNear(a: string, b: string): boolean {
  if (a === b || a.length < 4 || b.length < 4) return false
  if (b.startsWith(a) || a.startsWith(b)) return Math.abs(a.length - b.length) <= 2
  if (Math.abs(a.length - b.length) > 2) return false
  return distance(a, b) <= (Math.min(a.length, b.length) >= 6 ? 2 : 1)
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** HubSpot's buying role on the contact itself. */
function part(record: CrmSignal, identity: Identity, known: Known): Contradiction | null {
  const name = field(record, 'hs_buying_role')
  const value = name === null ? undefined : record.fields[name]
  if (name === null || !value) return null
  return roleAgainst(record, name, value, identity, known)
}

function contactRole(record: CrmSignal, known: Known): Contradiction | null {
  const contact = record.fields['ContactId']
  const role = record.fields['Role']
  const identity = known.corpus.identities.find(
    (one) => contact !== undefined && one.crmRecords.some((id) => id.endsWith(`/${contact}`)),
  )
  if (!identity || !role) return null
  if (identity.left) {
    // said once: on the contact itself where it has a field for it
    const own = recordsOf(known.corpus, /^contacts?$/i).find((one) => identity.crmRecords.includes(one.id))
    return DECIDES.test(foldName(role)) && (!own || standing(own) === null)
      ? made(record, 'Role', `${identity.name} has left`, departure(identity, known))
      : null
  }
  return roleAgainst(record, 'Role', role, identity, known)
}

const DECIDES = /economic|budget holder|decision|evaluator|sponsor|champion/

function roleAgainst(
  record: CrmSignal,
  name: string,
  value: string,
  identity: Identity,
  known: Known,
): Contradiction | null {
  const folded = foldName(value.replaceAll('_', ' '))
  const role: Role | null = /economic|budget holder/.test(folded)
    ? 'economic_buyer'
    : /decision/.test(folded)
      ? 'decision_maker'
      : null
  if (role === null) return null
  const holders = known.stakeholders.filter((one) => one.side !== 'seller' && one.roles.includes(role))
  const holder = holders[0]
  if (!holder || holders.some((one) => one.identity === identity.id)) return null
  const titled = new Set(known.corpus.identities.find((one) => one.id === holder.identity)?.title?.sentences ?? [])
  const ids = known.findings.flatMap((finding) =>
    finding.kind === 'role' && finding.identity === holder.identity && finding.role === role ? finding.sentences : [],
  )
  return made(record, name, `${holder.name} decides`, [
    ...ids.filter((id) => !titled.has(id)),
    ...ids.filter((id) => titled.has(id)),
  ])
}
