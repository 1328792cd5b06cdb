import { MONTHS } from './date-lexicon.ts'

/** What an absence notice or a farewell says. `until`: last day away, YYYY-MM-DD. */
export type Absence = { left: boolean; until: string | null }

const LEFT_SELF =
  /(?<!\p{L})(?:i (?:have )?(?:left|no longer work|am no longer)|(?:am|'m|is) no longer (?:with|at|working|work|employed|an employee|part of)|no longer (?:with|at|works?|employed)|(?:has|have) left (?:the (?:company|firm|bank|group|business|organi[sz]ation)|our)|nicht mehr (?:bei|für|im (?:unternehmen|hause)|teil|in unserem|beschäftigt)|das unternehmen verlassen|(?:ausgeschieden|ausscheiden)|fait plus partie|fais plus partie|ne travaille plus|n['’](?:est|suis) plus (?:à l['’]emploi|employée?|au sein|dans (?:l['’]entreprise|la société)|en poste|chez)|(?:ai|a) quitté (?:l['’]entreprise|la société|mes fonctions|ses fonctions|la banque|le groupe|l['’]organisation)|plus partie des effectifs|ya no (?:trabajo|formo parte|trabaja|forma parte|está en|labora|pertenece)|(?:he|ha) dejado (?:la empresa|la compañía|mi puesto|su puesto|el grupo))/iu

/** A farewell with its day: "my last day is …", "ich verlasse … zum …", "je quitte … le …". */
export const FAREWELL =
  /(?<!\p{L})(?:my last (?:working )?day|handed (?:in my notice|my notice in)|last day (?:here|with|at)|i(?:['’]m| am| will be|['’]ll be)? (?:leaving|moving on|finishing)|i leave|mein letzter (?:arbeits)?tag|ich habe (?:heute |nun )?gekündigt|ich (?:verlasse|scheide|werde .{0,40} verlassen|gehe zum)|(?:verlasse|wechsle|kündige|höre) ich|scheide ich|mon dernier jour|(?:donné|posé) ma démission|je (?:quitte|quitterai|pars)|mi último día|he presentado mi (?:renuncia|dimisión)|(?:dejo|dejaré|me voy de) )/iu

/** A last day that is the speaker's own. */
export const LAST_DAY =
  /(?<!\p{L})(?:my last (?:working )?day|handed (?:in my notice|my notice in)|ich habe (?:heute |nun )?gekündigt|(?:donné|posé) ma démission|he presentado mi (?:renuncia|dimisión)|mein letzter (?:arbeits)?tag|mon dernier jour|mi último día)(?!\p{L})/iu

/** The end is near, though no date stands there: a day of the week, tomorrow. */
export const WITHIN_DAYS =
  /(?<!\p{L})(?:(?:mon|tues|wednes|thurs|fri)day|tomorrow|montag|dienstag|mittwoch|donnerstag|freitag|morgen|lundi|mardi|mercredi|jeudi|vendredi|demain|lunes|martes|miércoles|jueves|viernes|mañana)(?!\p{L})/iu

/** "Philippe has left", "Frau Weber ist nicht mehr da": said of somebody else; the name stands before it. */
export const LEFT_OTHER =
  /\b(?:has left|left (?:us|the company|the firm|the bank|the business|last|in|at the end|on)|is (?:gone|leaving|no longer (?:with|here|at))|no longer (?:works|with us)|(?:quit|resigned|retired)\b|hat (?:uns|das unternehmen|die firma|gekündigt)|ist (?:nicht mehr (?:da|bei|im)|weg|ausgeschieden|gegangen|in rente)|(?:est|a) (?:parti|partie|quitté|démissionné)|ne fait plus partie|n['’]est plus (?:là|chez|dans)|se ha ido|se fue|ya no (?:está|trabaja)|dejó (?:la empresa|el puesto)|ha dejado (?:la empresa|la compañía)|renunció)/iu

const UNTIL =
  /(?<!\p{L})(?:until|till|through|thru|up to|bis(?: einschließlich| einschliesslich| zum| inkl\.?| und mit)?|jusqu['’]au|jusqu['’]à|hasta(?: el)?|al|au|to|–|-)(?: and including)?\s+/giu
const BACK =
  /(?<!\p{L})(?:back (?:in the office |at work |at my desk )?(?:on|from)|return(?:ing)?(?: to the office)?(?: on)?|wieder (?:da|erreichbar|im (?:büro|haus|dienst))?\s?(?:am|ab(?: dem)?)|(?:ab|am)(?: dem)?(?= \d{1,2}\. ?\p{L}* ?\d{0,4} ?(?:bin ich )?wieder)|(?:de )?retour (?:le|au bureau le)|reviens le|vuelvo el|regreso el|de vuelta el|reincorpor\p{L}+ el|volveré el)\s+/giu

/** Reads an absence; dates without a year are the next such day after `at`. */
export function readAbsence(text: string, at: string): Absence {
  const flat = text.replace(/\s+/g, ' ')
  const back = latest(flat, BACK, at)
  const until = latest(flat, UNTIL, at) ?? range(flat, at)
  const last = until ?? (back === null ? null : new Date(Date.parse(back) - 86_400_000).toISOString().slice(0, 10))
  return { left: LEFT_SELF.test(flat), until: last }
}

/** When somebody's own words name a last day: past or future of `asOf`. Null where none is named. */
export function lastDayIn(text: string, at: string): string | null {
  return dayIn(text.replace(/\s+/g, ' '), at)
}

function latest(text: string, cue: RegExp, at: string): string | null {
  let found: string | null = null
  for (const match of text.matchAll(cue)) {
    const day = dayIn(text.slice(match.index + match[0].length, match.index + match[0].length + 34), at, true)
    if (day !== null && (found === null || day > found)) found = day
  }
  return found
}

/** "June 12 - 17", "12.–17. Juni". */
function range(text: string, at: string): string | null {
  const english = /(\p{L}{3,9})\.? \d{1,2}(?:st|nd|rd|th)?\s?(?:-|–|to)\s?(\d{1,2})/iu.exec(text)
  if (english && MONTHS[english[1]!.toLowerCase()] !== undefined) return dayIn(`${english[1]} ${english[2]}`, at)
  const german = /\d{1,2}\.?\s?(?:-|–|bis|au|al)\s?(\d{1,2})\.? (?:de )?(\p{L}{3,10})/iu.exec(text)
  return german && MONTHS[german[2]!.toLowerCase()] !== undefined ? dayIn(`${german[1]} ${german[2]}`, at) : null
}

function dayIn(text: string, at: string, start = false): string | null {
  const from = new Date(at)
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(text)
  if (iso) return iso[0]
  const lead = start ? '^(?:\\p{L}+,? ){0,2}' : '\\b'
  const dayMonth = new RegExp(
    `${lead}(\\d{1,2})(?:st|nd|rd|th|er|º)?\\.? ?(?:de |of )?(\\p{L}{3,10})\\.?,?(?: (?:de |del )?(\\d{4}))?`,
    'iu',
  ).exec(text)
  const month = dayMonth ? MONTHS[dayMonth[2]!.toLowerCase()] : undefined
  if (dayMonth && month !== undefined) return dated(Number(dayMonth[1]), month, dayMonth[3], from)
  const monthDay = new RegExp(`${lead}(\\p{L}{3,10})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?!\\d)`, 'iu').exec(
    text,
  )
  const named = monthDay ? MONTHS[monthDay[1]!.toLowerCase()] : undefined
  if (monthDay && named !== undefined) return dated(Number(monthDay[2]), named, monthDay[3], from)
  const digits = new RegExp(`${lead}(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4}|\\d{2}))?`, 'iu').exec(text)
  if (!digits) return null
  const [a, b] = [Number(digits[1]), Number(digits[2])]
  const year = digits[3] === undefined ? undefined : digits[3].length === 2 ? `20${digits[3]}` : digits[3]
  return digits[0].includes('/') && b > 12 ? dated(b, a, year, from) : dated(a, b, year, from)
}

function dated(day: number, month: number, year: string | undefined, from: Date): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  const of = (value: number): string => `${value}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  if (year !== undefined) return of(Number(year))
  const here = of(from.getUTCFullYear())
  return Date.parse(here) < from.getTime() - 60 * 86_400_000 ? of(from.getUTCFullYear() + 1) : here
}
