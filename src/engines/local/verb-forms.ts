import { LANGUAGES, type Language } from './language.ts'
import {
  ENGLISH_IRREGULAR,
  FRENCH_IRREGULAR,
  GERMAN_IEREN,
  GERMAN_INSEPARABLE,
  GERMAN_IRREGULAR,
  GERMAN_PREFIXES,
  SPANISH_IRREGULAR,
  VERBS,
  type RomanceForms,
  type VerbClass,
} from './lexica/verbs.ts'

/** What a form can be; a word may be several at once. */
export const FORM = {
  infinitive: 1,
  first: 2,
  firstPlural: 4,
  third: 8,
  thirdPlural: 16,
  future: 32,
  participle: 64,
  ing: 128,
  past: 256,
  conditional: 512,
  second: 1024,
} as const

/** A verb as met: its dictionary form, the deeds it can name (strongest first) and the forms the word can be. */
export type Verb = { lemma: string; classes: readonly VerbClass[]; forms: number }

type Table = Map<string, Verb>
const tables = new Map<Language, Table>()

/** Looks a lower-case word up among the known verb forms of a language. */
export function verbOf(word: string, language: Language): Verb | undefined {
  return tables.get(language)?.get(word)
}

/** Separable prefixes of German, as they stand at the end of a clause. */
export const SEPARABLE: ReadonlySet<string> = new Set(GERMAN_PREFIXES)

for (const language of LANGUAGES) tables.set(language, build(language))

function build(language: Language): Table {
  const classes = new Map<string, VerbClass[]>()
  for (const [name, list] of Object.entries(VERBS[language])) {
    for (const lemma of list.split(/\s+/).filter((word) => word !== '')) {
      const known = classes.get(lemma)
      if (!known) classes.set(lemma, [name as VerbClass])
      else if (!known.includes(name as VerbClass)) known.push(name as VerbClass)
    }
  }
  const table: Table = new Map()
  for (const [lemma, kinds] of classes) {
    const add = (word: string, form: number): void => {
      const known = table.get(word)
      if (!known) table.set(word, { lemma, classes: kinds, forms: form })
      else if (known.lemma === lemma) known.forms |= form
    }
    if (language === 'en') english(lemma, add)
    else if (language === 'de') german(lemma, add)
    else if (language === 'fr') french(lemma, add)
    else spanish(lemma, add)
  }
  return table
}

type Add = (word: string, form: number) => void

function english(lemma: string, add: Add): void {
  const irregular = ENGLISH_IRREGULAR[lemma]
  const stem = lemma.endsWith('e') ? lemma.slice(0, -1) : lemma
  const y = /[^aeiou]y$/.test(lemma)
  add(lemma, FORM.infinitive | FORM.first | FORM.firstPlural | FORM.thirdPlural | FORM.second)
  add(
    lemma === 'have'
      ? 'has'
      : lemma === 'be'
        ? 'is'
        : y
          ? `${lemma.slice(0, -1)}ies`
          : /(s|x|z|ch|sh|o)$/.test(lemma)
            ? `${lemma}es`
            : `${lemma}s`,
    FORM.third,
  )
  add(irregular?.ing ?? (lemma.endsWith('ee') || lemma === 'be' ? `${lemma}ing` : `${stem}ing`), FORM.ing)
  const regular = y ? `${lemma.slice(0, -1)}ied` : `${stem}ed`
  add(irregular?.past ?? regular, FORM.past)
  add(irregular?.participle ?? regular, FORM.participle)
}

function german(lemma: string, add: Add): void {
  const stem = lemma.endsWith('eln') || lemma.endsWith('ern') ? lemma.slice(0, -1) : lemma.slice(0, -2)
  const irregular = GERMAN_IRREGULAR[lemma]
  const e = /([dt]|[^rlhmn][mn])$/.test(stem) ? 'e' : ''
  add(lemma, FORM.infinitive | FORM.firstPlural | FORM.thirdPlural)
  if (lemma === 'sein') add('bin', FORM.first)
  else add(stem.endsWith('el') ? `${stem.slice(0, -2)}le` : `${stem}e`, FORM.first)
  add(irregular?.third ?? `${stem}${e}t`, FORM.third)
  add(irregular?.second ?? `${stem}${e}st`, FORM.second)
  // "ihr habt", "ihr gebt"
  if (irregular?.third !== undefined && lemma !== 'sein') add(`${stem}${e}t`, FORM.second)
  const inseparable = GERMAN_INSEPARABLE.test(lemma) && !/^(geben|gehen|gelten|gewähren|beheben)$/.test(lemma)
  const participle =
    irregular?.participle ?? (inseparable || GERMAN_IEREN.test(lemma) ? `${stem}${e}t` : `ge${stem}${e}t`)
  add(participle, FORM.participle)
  if (inseparable) return
  const prefixed =
    /^(vor|bereit|weiter|zu|nach|an|ab|auf|aus|ein|um|durch|frei|zusammen|mit|teil)(?=[a-zäöü]{4,}n$)/.exec(lemma)
  if (prefixed?.[1]) {
    const base = lemma.slice(prefixed[1].length)
    const baseStem = base.slice(0, -2)
    add(`${prefixed[1]}zu${base}`, FORM.infinitive)
    add(
      `${prefixed[1]}${GERMAN_IRREGULAR[base]?.participle ?? `ge${baseStem}${/[dt]$/.test(baseStem) ? 'e' : ''}t`}`,
      FORM.participle,
    )
    return
  }
  for (const prefix of GERMAN_PREFIXES) {
    add(prefix + lemma, FORM.infinitive | FORM.firstPlural | FORM.thirdPlural)
    add(`${prefix}zu${lemma}`, FORM.infinitive)
    add(prefix + participle, FORM.participle)
    add(`${prefix}${stem}e`, FORM.first)
    add(`${prefix}${irregular?.third ?? `${stem}${e}t`}`, FORM.third)
  }
}

function french(lemma: string, add: Add): void {
  const known = FRENCH_IRREGULAR[lemma]
  if (known) {
    romance(lemma, known, add, ['ai', 'ons', 'a', 'ont'], ['ais', 'ions', 'ait', 'aient'])
    // "seront ouverts", "sera remise"; "été" does not agree
    if (lemma !== 'être' && lemma !== 'avoir')
      for (const ending of known.participle.endsWith('s') ? ['e', 'es'] : ['e', 's', 'es'])
        add(known.participle + ending, FORM.participle)
    return
  }
  if (!lemma.endsWith('er')) return add(lemma, FORM.infinitive)
  const stem = lemma.slice(0, -2)
  const open = stem.replace(/é([^é]{1,2})$/u, 'è$1').replace(/e([lmnpsv])$/u, 'è$1')
  const p1 = stem.endsWith('g') ? `${stem}eons` : stem.endsWith('c') ? `${stem.slice(0, -1)}çons` : `${stem}ons`
  const softened = /[aou]y$/.test(stem) ? `${stem.slice(0, -1)}i` : open
  romance(
    lemma,
    {
      s1: `${softened}e`,
      p1,
      s3: `${softened}e`,
      p3: `${softened}ent`,
      future: `${/è/.test(open) && /é/.test(stem) ? stem : softened}er`,
      participle: `${stem}é`,
    },
    add,
    ['ai', 'ons', 'a', 'ont'],
    ['ais', 'ions', 'ait', 'aient'],
  )
  add(`${stem}ée`, FORM.participle)
  add(`${stem}és`, FORM.participle)
  add(`${stem}ées`, FORM.participle)
}

function spanish(lemma: string, add: Add): void {
  const known = SPANISH_IRREGULAR[lemma]
  const future = ['é', 'emos', 'á', 'án']
  const conditional = ['ía', 'íamos', 'ía', 'ían']
  const stem = lemma.slice(0, -2)
  const kind = lemma.slice(-2)
  const forms: RomanceForms = known ?? {
    s1: kind === 'ir' || kind === 'er' ? `${stem.replace(/g$/, 'j')}o` : `${stem}o`,
    p1: `${stem}${kind === 'ar' ? 'amos' : kind === 'er' ? 'emos' : 'imos'}`,
    s3: `${stem}${kind === 'ar' ? 'a' : 'e'}`,
    p3: `${stem}${kind === 'ar' ? 'an' : 'en'}`,
    future: lemma,
    participle: `${stem}${kind === 'ar' ? 'ado' : 'ido'}`,
  }
  romance(lemma, forms, add, future, conditional)
  if (forms.participle.endsWith('o')) {
    add(`${forms.participle.slice(0, -1)}a`, FORM.participle)
    add(`${forms.participle}s`, FORM.participle)
    add(`${forms.participle.slice(0, -1)}as`, FORM.participle)
  }
  for (const clitic of ['le', 'les', 'te', 'os', 'se', 'nos', 'lo', 'la', 'los', 'las'])
    add(lemma + clitic, FORM.infinitive)
  const accented = `${stem}${kind.replace('a', 'á').replace('e', 'é').replace('i', 'í')}`
  for (const clitic of ['selo', 'sela', 'selos', 'selas', 'telo', 'tela', 'telos', 'telas'])
    add(accented + clitic, FORM.infinitive)
}

function romance(
  lemma: string,
  forms: RomanceForms,
  add: Add,
  future: readonly string[],
  conditional: readonly string[],
): void {
  add(lemma, FORM.infinitive)
  add(forms.s1, FORM.first)
  add(forms.p1, FORM.firstPlural)
  add(forms.s3, FORM.third)
  add(forms.p3, FORM.thirdPlural)
  add(forms.participle, FORM.participle)
  const persons = [FORM.first, FORM.firstPlural, FORM.third, FORM.thirdPlural]
  for (const [index, person] of persons.entries()) {
    add(forms.future + (future[index] ?? ''), FORM.future | person)
    add(forms.future + (conditional[index] ?? ''), FORM.conditional | person)
  }
}
