import { conceptOf, foldWord } from '../lib/business-words.ts'

/** What a text is about: telling words as keys (`#concept`, `~stem`, `=number`). Two wordings of one promise share most of them. */
export type Gist = ReadonlySet<string>

const SMALL = new Set(
  (
    'the and for you your our with that this from will have has been can are was were its his her they them their would could should shall into over out off about then than when what which who how all any but not just also only more most some such there here very ' +
    'send sent sends sending give gives get gets got let make made take put set bring keep need want know see say said tell told call talk ask back come goes going look please thanks thank hello dear regards best week weeks day days month months today tomorrow friday monday tuesday wednesday thursday saturday sunday morning afternoon noon end next latest before after until within by ' +
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec first second one two three four five six seven eight nine ten ' +
    'der die das den dem des ein eine einen einem einer und oder aber mit von vom zum zur fur bis auf aus bei nach uber unter ich wir sie ihr ihnen dir euch mir uns sich ist sind war wird werden werde haben hat habe kann konnen wie dass wenn dann noch auch nur schon sehr mehr heute morgen montag zwei drei vier funf sechs sieben acht neun zehn dienstag mittwoch donnerstag freitag woche wochen tag tage ende bitte danke schicke schicken sende senden gebe bekommen erhalten machen mache ' +
    'januar februar marz mai juni juli oktober dezember ' +
    'les des une pour dans sur avec par que qui est sont vous nous votre notre vos nos leur ils elle elles cette ces aux pas plus tres bien aussi ici deux trois quatre cinq sept huit neuf lundi mardi mercredi jeudi vendredi semaine jour jours fin avant apres envoie envoyer envoyons envoyez faire fais aurez avoir etre sera merci bonjour ' +
    'janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre ' +
    'los las del una unos unas para por con sin que como pero este esta esto estos estas ese esa mas muy tambien usted ustedes nosotros les nos hay ser esta estan tiene tengo sera hoy dos tres cuatro cinco seis siete ocho nueve diez manana lunes martes miercoles jueves viernes semana dia dias fin antes despues envio enviar envia mando mandar paso hacer gracias hola ' +
    'enero febrero abril mayo junio julio agosto septiembre octubre noviembre diciembre'
  ).split(' '),
)

/** "10.12." says when. */
const DAY = /^(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?:\.(?:20)?\d\d)?$/

export function gistOf(text: string): Gist {
  const keys = new Set<string>()
  for (const match of text.matchAll(/[\p{L}][\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*|\d[\d.,]*\d|\d/gu)) {
    const raw = match[0]
    const first = raw.charCodeAt(0)
    if (first >= 48 && first <= 57) {
      if (DAY.test(raw)) continue
      const digits = raw.replaceAll(/[.,]/g, '')
      // one or two digits are a day more often than a thing
      if (digits.length >= 3) keys.add(`=${digits}`)
      continue
    }
    for (const part of raw.includes('-') ? [raw, ...raw.split('-')] : [raw]) addWord(part, keys)
  }
  return keys
}

function addWord(raw: string, keys: Set<string>): void {
  const word = foldWord(raw)
  if (word.length < 2 || SMALL.has(word)) return
  const concept = word.length === 2 && raw !== raw.toUpperCase() ? null : conceptOf(word)
  if (concept !== null) keys.add(`#${concept}`)
  else if (word.length >= 4 || (word.length === 3 && raw === raw.toUpperCase())) keys.add(`~${stemOf(word)}`)
}

/** The beginning of a word, without the mark of the plural; long words are compounds and need more of it. */
function stemOf(word: string): string {
  const bare = word.length >= 5 && /[^s]s$/.test(word) ? word.slice(0, -1) : word
  return bare.slice(0, bare.length >= 10 ? 8 : 6)
}

/** How telling each key is among all texts of an account: common words weigh little. */
export function weigh(gists: readonly Gist[]): (key: string) => number {
  const counts = new Map<string, number>()
  for (const gist of gists) for (const key of gist) counts.set(key, (counts.get(key) ?? 0) + 1)
  const all = Math.max(2, gists.length)
  return (key) => {
    const count = counts.get(key) ?? 0
    // a word that none of them has tells none from another
    return count === 0 ? 0.8 : Math.log(1 + all / (1 + count)) * (key.startsWith('=') ? 0.7 : 1)
  }
}

/** Shared weight over the lighter side's weight, 0 to 1, and how much is shared in all. */
export function likeness(
  a: Gist,
  b: Gist,
  weight: (key: string) => number,
): { contained: number; mutual: number; shared: number } {
  let shared = 0
  let count = 0
  let left = 0
  let right = 0
  for (const key of a) {
    left += weight(key)
    if (b.has(key)) {
      shared += weight(key)
      count += 1
    }
  }
  for (const key of b) right += weight(key)
  if (shared === 0) return { contained: 0, mutual: 0, shared: 0 }
  return {
    contained: shared / Math.max(0.01, Math.min(left, right)),
    mutual: (2 * shared) / (left + right),
    shared: count,
  }
}

/** A text and what stands around it: words just before it, the subject, the request it answers. */
export type Topic = { own: Gist; about: Gist }

/** Shared with what stands only around one of the texts counts half; what stands around both is their place, not their matter. */
const AROUND = 0.5

/** As `likeness`, for texts that lean on their surroundings: "You'll have it Monday." */
export function kinship(a: Topic, b: Topic, weight: (key: string) => number): ReturnType<typeof likeness> {
  const plain = likeness(a.own, b.own, weight)
  let shared = 0
  let count = 0
  for (const key of a.own) if (!b.own.has(key) && b.about.has(key)) [shared, count] = [shared + weight(key), count + 1]
  for (const key of b.own) if (!a.own.has(key) && a.about.has(key)) [shared, count] = [shared + weight(key), count + 1]
  if (count === 0) return plain
  const sum = (gist: Gist): number => [...gist].reduce((total, key) => total + weight(key), 0)
  const [left, right] = [sum(a.own), sum(b.own)]
  const both = plain.shared === 0 ? 0 : (plain.mutual * (left + right)) / 2
  const all = both + shared * AROUND
  return {
    contained: Math.min(1, all / Math.max(LEAST, Math.min(left, right))),
    mutual: Math.min(1, (2 * all) / Math.max(2 * LEAST, left + right)),
    shared: plain.shared + count * AROUND,
  }
}

/** What one telling word weighs: a text of less is not the likeliest kin of everything. */
const LEAST = 3
