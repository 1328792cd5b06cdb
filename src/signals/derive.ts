import { getDomain } from 'tldts'
import { AppError } from '../lib/errors.ts'
import type { Account, Seller } from './corpus.ts'
import type { Party, Signal } from './signal.ts'

/** `workspace.json` as far as it was given; everything may be missing. */
export type WorkspaceFile = {
  seller?:
    | {
        name?: string | null | undefined
        domains?: string[] | null | undefined
        people?: { name: string; email: string; role?: string | null | undefined }[] | null | undefined
      }
    | null
    | undefined
  account?: { name?: string | null | undefined; domains?: string[] | null | undefined } | null | undefined
  handoff?: string | null | undefined
  as_of?: string | null | undefined
  deal?: string | null | undefined
  from?: string | null | undefined
  to?: string | null | undefined
}

export type Settled = { seller: Seller; account: Account; notes: string[] }

/**
 * Who sells and to whom: from workspace.json, else from the mailboxes and the most frequent other company domain.
 * Throws `bad_call` with a workspace.json to copy where that cannot be told.
 */
export function settleParties(file: WorkspaceFile | null, signals: Signal[]): Settled {
  const notes: string[] = []
  const counts = domainCounts(signals)
  let sellerDomains = clean(file?.seller?.domains)
  if (sellerDomains.length === 0) {
    sellerDomains = sharedMailboxDomain(signals) ?? []
    if (sellerDomains.length === 0) throw cannotTell('which company sells')
    notes.push(`seller: ${sellerDomains[0]}, the domain that all mailboxes share (workspace.json does not say it)`)
  }
  const isSeller = (domain: string): boolean => sameCompany(domain, sellerDomains)
  let accountDomains = clean(file?.account?.domains)
  if (accountDomains.length === 0) {
    const others = [...counts].filter(([domain]) => !isSeller(domain) && !FREE_MAIL.has(domain))
    others.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    const first = others[0]
    if (first !== undefined) {
      accountDomains = [first[0]]
      notes.push(`account: ${first[0]}, the company domain met most often (workspace.json does not say it)`)
    } else if (!file?.account?.name) throw cannotTell('which account this is')
  }
  return {
    seller: {
      name: file?.seller?.name ?? titleOf(sellerDomains[0]!),
      domains: sellerDomains,
      people: (file?.seller?.people ?? []).map((person) => ({
        name: person.name,
        email: person.email.toLowerCase(),
        role: person.role ?? null,
      })),
    },
    account: {
      name: file?.account?.name ?? companyName(signals, accountDomains) ?? titleOf(accountDomains[0]!),
      domains: accountDomains,
    },
    notes,
  }
}

/** Whether a mail domain is one of these companies' (sub-domains included). */
export function sameCompany(domain: string, companies: string[]): boolean {
  return companies.some((company) => domain === company || domain.endsWith(`.${company}`))
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}

/** Mail providers where anybody gets an address. */
export const FREE_MAIL = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.es live.com msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.es yahoo.de ymail.com icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me tutanota.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr bluewin.ch libero.it virgilio.it telefonica.net terra.es ziggo.nl uol.com.br fastmail.com hey.com mail.com zoho.com'.split(
    ' ',
  ),
)

function clean(domains: string[] | null | undefined): string[] {
  return [
    ...new Set(
      (domains ?? []).map((domain) => domain.trim().toLowerCase().replace(/^@/, '')).filter((domain) => domain !== ''),
    ),
  ]
}

function domainCounts(signals: Signal[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (party: Party | null, weight: number): void => {
    if (!party?.email) return
    const domain = domainOf(party.email)
    const company = getDomain(domain, { allowPrivateDomains: true }) ?? domain
    counts.set(company, (counts.get(company) ?? 0) + weight)
  }
  for (const signal of signals) {
    if (signal.kind === 'email' && !signal.headers['list-unsubscribe'] && !signal.headers['list-id']) {
      add(signal.from, 2)
      for (const party of [...signal.to, ...signal.cc]) add(party, 1)
    } else if (signal.kind === 'meeting') {
      add(signal.organizer, 1)
      for (const party of signal.attendees) add(party, 1)
    }
  }
  return counts
}

function sharedMailboxDomain(signals: Signal[]): string[] | null {
  const boxes = new Set<string>()
  const named = new Set<string>()
  for (const signal of signals) {
    for (const source of signal.sources) {
      if (!source.startsWith('mail:')) continue
      const box = source.slice(5)
      if (box.includes('@')) boxes.add(domainOf(box))
      else named.add(box)
    }
  }
  const companies = new Set([...boxes].map((domain) => getDomain(domain, { allowPrivateDomains: true }) ?? domain))
  if (companies.size === 1) return [...companies]
  if (companies.size > 1) return null
  return domainOfMailboxes(signals, named)
}

/** Where mailboxes are named without a domain: the one company that takes part in every message of every mailbox. */
function domainOfMailboxes(signals: Signal[], boxes: Set<string>): string[] | null {
  const seen = new Map<string, number>()
  let messages = 0
  for (const signal of signals) {
    if (signal.kind !== 'email' || !signal.sources.some((source) => boxes.has(source.slice(5)))) continue
    messages++
    const domains = new Set(
      [signal.from, ...signal.to, ...signal.cc].flatMap((party) =>
        party?.email ? [getDomain(domainOf(party.email), { allowPrivateDomains: true }) ?? domainOf(party.email)] : [],
      ),
    )
    for (const domain of domains) seen.set(domain, (seen.get(domain) ?? 0) + 1)
  }
  const sorted = [...seen].filter(([domain]) => !FREE_MAIL.has(domain)).sort((a, b) => b[1] - a[1])
  const [first, second] = sorted
  if (!first || first[1] < messages * 0.9) return null
  return second && second[1] === first[1] ? null : [first[0]]
}

function companyName(signals: Signal[], domains: string[]): string | null {
  for (const signal of signals) {
    if (signal.kind !== 'crm' || !/^(?:account|companies)$/i.test(signal.object)) continue
    const site = (signal.fields['Website'] ?? signal.fields['domain'] ?? '').toLowerCase()
    if (domains.some((domain) => site.includes(domain))) return signal.fields['Name'] ?? signal.fields['name'] ?? null
  }
  return null
}

function titleOf(domain: string): string {
  const label = domain.split('.')[0] ?? domain
  return label.charAt(0).toUpperCase() + label.slice(1)
}

function cannotTell(what: string): AppError {
  return new AppError(
    'bad_call',
    `It cannot be told from the folder ${what}. Put a workspace.json into it: ${WORKSPACE_EXAMPLE}`,
  )
}

/** A workspace.json to copy and fill in. */
export const WORKSPACE_EXAMPLE =
  '{"seller":{"name":"…","domains":["seller.example"]},"account":{"name":"…","domains":["customer.example"]},"handoff":"sdr-to-ae"}'
