import type { Corpus } from '../signals/corpus.ts'

/** Words that stand for others, both ways, for one request. */
export type Pseudonyms = { hide: (text: string) => string; reveal: (text: string) => string }

/**
 * People and companies that the corpus knows, in each spelling it met, somebody named after Mr, Frau and their like, mail
 * addresses, links and hosts, telephone, account and card numbers become `⟦P1⟧`, `⟦C1⟧`, `⟦E1⟧`, `⟦U1⟧`, `⟦N1⟧`: the same one
 * for the same words within a request. Amounts, dates and products stay, for they are what a deal is read for. A person who
 * is only ever named without a title and wrote to nobody is not known here and stays: `off` is the answer to that.
 */
export function pseudonymsFor(corpus: Corpus): Pseudonyms {
  const byWords = new Map<string, string>()
  const counts = new Map<string, number>()
  const standIn = (sort: string, words: string) => {
    const known = byWords.get(words)
    if (known !== undefined) return known
    const count = (counts.get(sort) ?? 0) + 1
    counts.set(sort, count)
    const made = `⟦${sort}${count}⟧`
    byWords.set(words, made)
    return made
  }
  const people = spellings([
    ...corpus.identities.flatMap(({ name, names }) => [name, ...names]),
    ...corpus.seller.people.map(({ name }) => name),
  ])
  const companies = companyNames(corpus)
  const known = patternOf([...people, ...companies])
  return {
    hide: (text) => {
      // What looks like one of ours in the text itself would be turned back into somebody.
      let hidden = text.replaceAll('⟦', '[').replaceAll('⟧', ']')
      for (const [sort, pattern] of SHAPES) hidden = outside(hidden, pattern, (words) => standIn(sort, words))
      if (known !== null)
        hidden = outside(hidden, known, (words) => standIn(companies.has(words.toLowerCase()) ? 'C' : 'P', words))
      return outside(hidden, TITLED, (words) => standIn('P', words))
    },
    reveal: (text) => {
      const words = new Map([...byWords].map(([said, made]) => [made, said]))
      return text.replaceAll(/⟦[A-Z]\d+⟧/g, (made) => words.get(made) ?? made)
    },
  }
}

/** In this order: an address holds a host, and a host may hold digits. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['E', /[^\s@<>"'(),;:[\]⟦⟧]+@[^\s@<>"'(),;:[\]⟦⟧]+\.[\p{L}\p{N}-]+/gu],
  [
    'U',
    /[a-z][a-z\d+.-]{1,20}:\/\/[^\s<>"⟦⟧]+|\b(?:www\.)[^\s<>"⟦⟧]+|\b(?:[\p{L}\p{N}-]{1,63}\.)+(?:com|org|net|io|co|eu|de|at|ch|fr|es|uk|us|ai|app|dev|info|biz|example|[a-z]{2}\/[^\s<>"⟦⟧]*)\b/giu,
  ],
  ['N', /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?\b/gu],
  // Seven digits or more in one run of digits and separators; a day, a time and a grouped amount have fewer or other ones.
  [
    'N',
    /(?<![\p{L}\p{N}.,])(?!\d{4}-\d\d-\d\d)(?!\d{1,2}[./]\d{1,2}[./]\d{2,4}\b)(?!\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?![\d-]))(?:\+|\(|0)?\d(?:[ \u00a0()./-]{0,3}\d){6,18}(?![\p{L}\p{N}])/gu,
  ],
]

const TITLED =
  /(?<=\b(?:Mr|Mrs|Ms|Dr|Prof|Herrn?|Frau|Mme|Mlle|M|Monsieur|Madame|Sr|Sra|Señor|Señora|Don|Doña)\.?\s)\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?/gu

/** Replaces in what is not yet a pseudonym. */
function outside(text: string, pattern: RegExp, change: (words: string) => string): string {
  return text
    .split(/(⟦[A-Z]\d+⟧)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(pattern, change)))
    .join('')
}

/** Whole names and the words of them, which people are called by. */
function spellings(names: readonly string[]): Set<string> {
  return new Set(
    names.flatMap((name) =>
      [name, ...name.split(/[\s,]+/)].map(lower).filter((word) => word.replace(/\W/g, '').length > 2),
    ),
  )
}

function companyNames({ identities, account, seller }: Corpus): Set<string> {
  const names = [account.name, seller.name, ...identities.flatMap(({ organization }) => organization ?? [])].map(lower)
  const hosts = [...account.domains, ...seller.domains].flatMap((domain) => [domain, domain.split('.')[0] ?? ''])
  // "Harbour Foods GmbH" is called Harbour too; the first word of a company is what it is known by.
  const firsts = [account.name, seller.name].map((name) => lower(name.split(/\s+/)[0] ?? ''))
  return new Set([...names, ...hosts.map(lower), ...firsts].filter((name) => name.length > 2))
}

function lower(text: string): string {
  return text.trim().toLowerCase()
}

/** Every one of these as a word of its own, the longest first, however it is written. */
function patternOf(words: readonly string[]): RegExp | null {
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  if (sorted.length === 0) return null
  const choices = sorted
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`))
    .join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${choices})(?![\\p{L}\\p{N}])`, 'giu')
}
