import { foldName } from '../signals/fold.ts'

/** A number that is written as words. Offsets in the text. */
export type Numeral = { value: number; start: number; end: number }

const rows: Record<string, string> = {
  en: 'two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90',
  de: 'zwei=2 drei=3 vier=4 funf=5 fuenf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwolf=12 zwoelf=12 dreizehn=13 vierzehn=14 funfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreissig=30 vierzig=40 funfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90',
  fr: 'deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60',
  es: 'dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintidos=22 veintitres=23 veinticuatro=24 veinticinco=25 veintiseis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90',
}
const SMALL = new Map(
  Object.values(rows).flatMap((row) => row.split(' ').map((pair) => pair.split('=') as [string, string])),
)
const UNITS = 'one=1 un=1 une=1 uno=1 una=1 ein=1 eins=1 eine=1'.split(' ').map((pair) => pair.split('='))
const ONES = new Map(UNITS.map(([word, value]) => [word ?? '', Number(value)]))
const HUNDRED = /^(?:hundred|hundert|cents?|cien|cientos?)$/
const THOUSAND = /^(?:thousand|grand|tausend|mille|mil)$/
const AND = /^(?:and|und|et|y)$/
/** "achtunddreissig": the ones stand before the tens, in one word. */
const GERMAN =
  /^(ein|zwei|drei|vier|funf|fuenf|sechs|sieben|acht|neun)und(zwanzig|dreissig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig)$/

/** Numbers from two to some hundred thousand that are written out in English, German, French or Spanish. */
export function numeralsOf(text: string): Numeral[] {
  const words = [...text.matchAll(/\p{L}+/gu)].map((match) => ({
    word: foldName(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }))
  const found: Numeral[] = []
  for (let at = 0; at < words.length;) {
    const one = read(words, at, text)
    if (one === null) {
      at += 1
      continue
    }
    const first = words[at]!
    const last = words[one.next - 1]!
    found.push({ value: one.value, start: first.start, end: last.end })
    at = one.next
  }
  return found
}

type Word = { word: string; start: number; end: number }

function read(words: readonly Word[], from: number, text: string): { value: number; next: number } | null {
  let total = valueOf(words[from]?.word ?? '')
  if (total === null) return null
  let next = from + 1
  for (;;) {
    const here = words[next]
    const before = words[next - 1]!
    if (!here || !/^[\s-]{1,2}$/.test(text.slice(before.end, here.start))) break
    const joined = AND.test(here.word) ? words[next + 1] : here
    const value = valueOf(joined?.word ?? '') ?? ONES.get(joined?.word ?? '') ?? null
    if (HUNDRED.test(here.word) && total < 20) total *= 100
    else if (THOUSAND.test(here.word) && total < 1000) total *= 1000
    else if (here.word.startsWith('vingt') && total === 4) total = 80
    else if (value !== null && fits(total, value, joined?.word ?? '')) {
      total += value
      if (joined !== here) next += 1
    } else break
    next += 1
  }
  return { value: total, next }
}

/** A smaller place is filled by what follows: "thirty eight", "treinta y ocho", "soixante dix", not "nine ten". */
function fits(total: number, value: number, word: string): boolean {
  if (total % 100 === 60 || total % 100 === 80) return value < 20
  return total >= 20 && total % 10 === 0 && value < 10 && word !== ''
}

function valueOf(word: string): number | null {
  const small = SMALL.get(word)
  if (small !== undefined) return Number(small)
  const german = GERMAN.exec(word)
  if (!german) return null
  const ones = ONES.get(german[1] ?? '') ?? Number(SMALL.get(german[1] ?? ''))
  return ones + Number(SMALL.get(german[2] ?? ''))
}
