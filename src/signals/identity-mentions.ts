import { HONORIFICS } from './identity-lexicon.ts'
import { foldName } from './fold.ts'
import { looksLikePerson, startsWithFirstName } from './identity-names.ts'
import { hasTitleWord } from './identity-title.ts'
import { BOSS_WORDS, DECIDES, ELSEWHERE, OFFICE } from './mention-lexicon.ts'

/** Somebody named in running text; `title` as the text gives it; `weighs`: the words say that this person decides or leads. */
export type Mention = { name: string; email: string | null; title: string | null; weighs: boolean }

const NAME =
  "\\p{Lu}[\\p{L}’'-]+(?:\\s(?:de|del|de la|von|van|der|di|da|le|la|\\p{Lu}\\.|Mc|O’|O')\\s?)*\\s\\p{Lu}[\\p{L}’'-]+(?:\\s\\p{Lu}[\\p{L}’'-]+)?"
const BRACKETED = new RegExp(`(${NAME})\\s\\(([^()]{2,60})\\)`, 'gu')
const APPOSITION = new RegExp(
  `(${NAME}),\\s(?:(?:our|my|the|their|unser|unsere|mein|meine|die|der|notre|mon|ma|la|le|nuestr[oa]|mi|el)\\s)?([^,.;:()]{2,60}?)(?=[,.;:]|\\sand\\s|$)`,
  'gu',
)
const PREPOSED = new RegExp(
  `(?<!\\p{L})(?:our|my|unser|unsere|unserem|unserer|unseren|mein|meine|meiner|meinem|meinen|notre|mon|ma|nuestr[oa]|mi)\\s([^,.;:()]{2,50}?)[,\\s]\\s?(${NAME})`,
  'gu',
)
const ADDRESSED = new RegExp(`(${NAME}),?\\s[(<\\[]([\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,})[)>\\]]`, 'gu')
/** "Oda Wood in the lift (she's our chairwoman, …)", "Jean Le Goff, c'est notre président" */
const COPULA = new RegExp(
  `(${NAME})[^.!?()]{0,30}[,(–-]\\s?(?:he|she|who|das|er|sie|c|qui|que|él|ella)?\\s?['’]?(?:is|s|ist|est|es)\\s(?:our|the|my|unsere?|mein|meine|der|die|notre|mon|ma|le|la|nuestr[oa]|mi|el)\\s([^,.;:()]{2,50}?)(?=[,.;:()]|\\sand\\s|$)`,
  'gu',
)
const THE = /^,\s(?:the|le|la|el)\s/u
const OURS = /^,\s(?:our|my|unsere?|meine?|notre|mon|ma|nuestr[oa]|mi)\s/u
const FULL = new RegExp(NAME, 'gu')
const HONOURED =
  /(?<!\p{L})(Herrn?|Frau|Mr\.?|Mrs\.?|Ms\.?|M\.|Mme|Monsieur|Madame|Sr\.|Sra\.|Señor|Señora|Don|Doña)\s((?:Dr\.\s|Prof\.\s)*\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)?)/gu

/**
 * People that a sentence of the customer's side introduces by name. Precise rather than complete.
 * `nouns`: the language writes nouns with capitals, so that only a known first name tells a person; `known`: met elsewhere.
 */
export function mentionsIn(text: string, nouns: boolean, known: (name: string) => boolean): Mention[] {
  const flat = text.replace(/\s+/g, ' ')
  const found = new Map<string, Mention>()
  const add = (name: string, title: string | null, email: string | null, weighs: boolean): void => {
    const clean = name.trim()
    const before = found.get(clean)
    if (before) {
      before.title ??= title
      before.email ??= email
      before.weighs ||= weighs
    } else found.set(clean, { name: clean, title, email, weighs })
  }
  const person = (name: string): boolean => looksLikePerson(name) && (startsWithFirstName(name) || known(name))
  const bracketed = (name: string): boolean => (nouns ? person(name) : looksLikePerson(name))
  for (const [, name, title] of flat.matchAll(BRACKETED)) {
    if (bracketed(name!) && isTitle(title!)) add(name!, title!.trim(), null, true)
  }
  for (const [phrase, name, title] of flat.matchAll(APPOSITION)) {
    const behind = phrase.slice(name!.length)
    const office = OURS.test(behind) || (THE.test(behind) && OFFICE.test(title!))
    const ours = !nouns && office && looksLikePerson(name!)
    if ((ours || person(name!)) && isTitle(title!)) add(name!, title!.trim(), null, true)
  }
  for (const [, name, title] of flat.matchAll(COPULA))
    if (bracketed(name!) && isTitle(title!)) add(name!, title!.trim(), null, true)
  for (const [phrase, title, name] of flat.matchAll(PREPOSED)) {
    // "our CFO, Oda Wood,": set off by a comma, the title says that it is a person, whatever the first name
    const titled = !nouns && isTitle(title!) && phrase.includes(`${title!}, `) && looksLikePerson(name!)
    if (titled || (person(name!) && (isTitle(title!) || BOSS_WORDS.test(title!))))
      add(name!, BOSS_WORDS.test(title!) ? null : title!.trim(), null, true)
  }
  for (const [, name, email] of flat.matchAll(ADDRESSED))
    if (bracketed(name!)) add(name!, null, email!.toLowerCase(), false)
  const decides = DECIDES.test(flat)
  if (decides) {
    for (const [name] of flat.matchAll(FULL))
      if (person(name) && !HONORIFICS.has(foldName(name.split(' ')[0]!))) add(name, null, null, true)
    for (const [, honorific, name] of flat.matchAll(HONOURED))
      add(`${honorific === 'Herrn' ? 'Herr' : honorific} ${name}`, null, null, true)
  }
  return ELSEWHERE.test(flat) ? [...found.values()].filter((mention) => mention.email !== null) : [...found.values()]
}

/** A bare surname behind an honorific: "Herr Quimby" → "Quimby". */
export function surnameOf(name: string): string {
  return name
    .replace(/^(?:Herr|Frau|Mr\.?|Mrs\.?|Ms\.?|M\.|Mme|Monsieur|Madame|Sr\.|Sra\.|Señor|Señora|Don|Doña)\s+/u, '')
    .replace(/^(?:Dr\.|Prof\.)\s+/u, '')
}

function isTitle(text: string): boolean {
  return text.length <= 60 && hasTitleWord(text) && text.split(' ').length <= 8 && !/\d{2,}|@/.test(text)
}
