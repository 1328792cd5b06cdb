import { domainToUnicode } from 'node:url'
import { getDomain } from 'tldts'
import type { Account, Identity, Seller } from './corpus.ts'
import { domainOf, FREE_MAIL, sameCompany } from './derive.ts'
import { nameKey, nameTokens, personName } from './identity-names.ts'
import type { Signal, Warning } from './signal.ts'

/**
 * Senders who could be taken for somebody else: a domain that looks like the seller's or the account's, or the name of a known
 * person over an address that nobody of either side ever wrote to. They are flagged, never merged.
 */
export function lookalikes(signals: Signal[], people: Identity[], seller: Seller, account: Account): Warning[] {
  const own = [...seller.domains, ...account.domains]
  const known = new Set(people.flatMap((identity) => identity.emails))
  const names = new Map(
    people
      .filter((identity) => identity.side !== 'partner' && identity.emails.length > 0)
      .flatMap((identity) => identity.names.map((name) => [nameKey(name), identity] as const)),
  )
  const warnings: Warning[] = []
  for (const signal of signals) {
    const email = signal.kind === 'email' ? signal.from?.email : undefined
    if (signal.kind !== 'email' || !email) continue
    const domain = domainOf(email)
    if (sameCompany(domain, own)) continue
    const twin = own.find((company) => looksLike(domain, company))
    if (twin !== undefined) {
      warnings.push({
        kind: 'lookalike',
        item: signal.id,
        text: `sent from ${domain}, which looks like ${twin} and is another domain`,
      })
      continue
    }
    const name = signal.from?.name ?? null
    const bearer = name === null || nameTokens(name).length < 2 ? undefined : names.get(nameKey(personName(name)))
    if (bearer && !known.has(email)) {
      warnings.push({
        kind: 'lookalike',
        item: signal.id,
        text: `bears the name of ${bearer.name} and comes from ${email}, an address not known as theirs`,
      })
    }
  }
  return warnings
}

/** Whether a domain could be read as the other: same skeleton, one or two letters swapped, or only another ending. */
export function looksLike(domain: string, company: string): boolean {
  if (domain === company || FREE_MAIL.has(domain)) return false
  const [a, b] = [skeleton(labelOf(domain)), skeleton(labelOf(company))]
  if (a === '' || b === '') return false
  if (a === b) return true
  const far = Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 6
  return !far && (swapped(a, b) || oneEdit(a, b))
}

/** The registrable name without its ending: "mail.north-wind.co.uk" → "north-wind". */
function labelOf(domain: string): string {
  const registrable = getDomain(domain) ?? domain
  return domainToUnicode(registrable).split('.')[0] ?? ''
}

/** What an eye sees: confusable letters and digits, hyphens and accents taken for one. */
function skeleton(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/\p{M}|\p{Pd}|\u00AD|[-_.]/gu, '')
    .toLowerCase()
    .replace(/[οо0]/gu, 'o')
    .replace(/[аα]/gu, 'a')
    .replace(/[еε]/gu, 'e')
    .replace(/[рρ]/gu, 'p')
    .replace(/[ѕ5]/gu, 's')
    .replace(/[сϲ]/gu, 'c')
    .replace(/[іıι1l|]/gu, 'i')
    .replace(/[хχ]/gu, 'x')
    .replace(/[уγ]/gu, 'y')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
}

function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

function oneEdit(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return Math.max(a.length, b.length) - start - end <= 1
}
