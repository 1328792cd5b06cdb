import { domainToUnicode } from 'node:url'
import { getDomain } from 'tldts'
import type { Account, Identity, Seller } from './corpus.ts'
import { domainOf, FREE_MAIL, sameCompany } from './derive.ts'
import { nameKey, nameTokens, personName } from './identity-names.ts'
import type { EmailSignal, Party, Signal, Warning } from './signal.ts'

/**
 * Senders who could be taken for somebody else: a domain that looks like the seller's or the account's, the name or the address
 * of a known person over an address that nobody of either side ever wrote to, answers that would go elsewhere, and mail that
 * the receiving server could not tell to be its sender's. They are flagged, never merged.
 */
export function lookalikes(signals: Signal[], people: Identity[], seller: Seller, account: Account): Warning[] {
  const own = [...seller.domains, ...account.domains]
  const known = new Set(people.flatMap((identity) => identity.emails))
  const bearers = people.filter(({ side, emails }) => side !== 'partner' && emails.length > 0)
  const names = new Map(
    bearers.flatMap((identity) => identity.names.map((name) => [nameSkeleton(name), identity] as const)),
  )
  const says = (party: Party | null): string | null => {
    if (party === null || (party.email === null && party.name === null)) return null
    const { email } = party
    const domain = email === null ? null : domainOf(email)
    if (domain !== null && sameCompany(domain, own)) return null
    const twin = domain === null ? undefined : own.find((company) => looksLike(domain, company))
    if (twin !== undefined) return `sent from ${domain}, which looks like ${twin} and is another domain`
    const from = email ?? 'no address at all'
    const shown = addressesIn(`${party.name ?? ''} ${email === null ? '' : localOf(email)}`).find((address) =>
      sameCompany(domainOf(address), own),
    )
    if (shown !== undefined) return `shows the address ${shown} and comes from ${from}`
    const name = personName(party.name ?? '')
    const bearer = nameTokens(name).length < 2 ? undefined : names.get(nameSkeleton(name))
    return bearer !== undefined && (email === null || !known.has(email))
      ? `bears the name of ${bearer.name} and comes from ${from}, an address not known as theirs`
      : null
  }
  return signals.flatMap((signal): Warning[] => {
    const text =
      signal.kind === 'email'
        ? (says(signal.from) ?? elsewhere(signal, own) ?? unproven(signal, own))
        : signal.kind === 'meeting'
          ? says(signal.organizer)
          : null
    return text === null ? [] : [{ kind: 'lookalike', item: signal.id, text }]
  })
}

/** Mail of either side whose answers would go to a stranger. Lists and machines do that all day. */
function elsewhere({ from, headers, automatic }: EmailSignal, own: string[]): string | null {
  if (automatic !== null || headers['list-id'] !== undefined || !from?.email || !sameCompany(domainOf(from.email), own))
    return null
  const [target] = addressesIn(headers['reply-to'] ?? '')
  return target === undefined || sameCompany(domainOf(target), own)
    ? null
    : `sent from ${from.email}; answers to it would go to ${target}`
}

/** The server that took it in says that the domain's owner did not send it. Only its own, topmost note counts. */
function unproven({ from, headers }: EmailSignal, own: string[]): string | null {
  if (!from?.email || !sameCompany(domainOf(from.email), own)) return null
  return /\bdmarc=(?:fail|permerror)\b/i.test(headers['authentication-results'] ?? '')
    ? `said to be sent from ${from.email}; the receiving mail server could not confirm that (DMARC failed)`
    : null
}

function addressesIn(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}/gu) ?? []).map((address) =>
    address.replace(/[.-]+$/, ''),
  )
}

/** Only a quoted local part can hold another address. */
function localOf(email: string): string {
  return email.startsWith('"') ? email.slice(0, email.lastIndexOf('@')) : ''
}

/** Under what an eye takes for the same name: the words in any order, confusable letters as one. */
function nameSkeleton(name: string): string {
  const seen = name
    .replace(/\p{Cf}/gu, '')
    .split(/\s+/)
    .map(skeleton)
    .join(' ')
  return nameKey(personName(seen))
}

/** Whether a domain could be read as the other: same skeleton, one or two letters swapped, or only another ending. */
export function looksLike(domain: string, company: string): boolean {
  if (domain === company || FREE_MAIL.has(domain)) return false
  // "company.example.evil.test": the company's whole name in front of somebody else's
  if (`.${domain}`.includes(`.${company}.`)) return true
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
    .replace(/\p{M}|\p{Pd}|\p{Cf}|[-_.]/gu, '')
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
