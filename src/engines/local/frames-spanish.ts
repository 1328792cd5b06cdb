import type { Frame, Subject } from './frame.ts'
import { infinitiveAfter, passive, readyIn } from './frames-romance.ts'
import { clauseStart, type Parsed } from './parse.ts'
import { FORM, type Verb } from './verb-forms.ts'

const SPANISH_CLITICS = new Set('te le les os se lo la los las me nos'.split(' '))
const NOUN_BEFORE = new Set(
  'el la los las un una unos unas del al de su sus mi mis tu tus nuestro nuestra nuestros nuestras este esta ese esa por en cada con primer otro otra cualquier ningún sin'.split(
    ' ',
  ),
)
const NOT_SPOKEN = new Set(['el', 'ella', 'él'])

/** Finds what a Spanish sentence says somebody will do; the verb's ending is the subject. */
export function spanishFrames(parsed: Parsed): Frame[] {
  const frames: Frame[] = []
  for (let index = 0; index < parsed.tokens.length; index += 1) {
    const frame = spanishAt(parsed, index)
    if (frame) frames.push(frame)
  }
  return frames
}

function spanishAt(parsed: Parsed, index: number): Frame | null {
  const { tokens, cues, verbs, people } = parsed
  const token = tokens[index]
  if (!token || token.kind !== 'word') return null
  const verb = verbs[index]
  const word = token.w
  let before = index - 1
  let clitics = 0
  while (before >= 0 && SPANISH_CLITICS.has(tokens[before]?.w ?? '')) {
    before -= 1
    clitics += 1
  }
  const previous = tokens[before]?.w ?? ''
  // "la entrega", "un paso": a noun, unless the article was a clitic before a clear verb
  const nominal =
    NOUN_BEFORE.has(tokens[index - 1]?.w ?? '') &&
    !(
      clitics > 0 &&
      (clitics > 1 ||
        !/^(la|los|las|le)$/.test(tokens[index - 1]?.w ?? '') ||
        tokens[index - 1]?.w === 'le' ||
        disagrees(tokens[index - 1]?.w ?? '', word, verb))
    )
  if (
    /^(vas|va|van)$/.test(word) &&
    tokens[index + 1]?.w === 'a' &&
    /^(recibir|tener)$/.test(tokens[index + 2]?.w ?? '') &&
    !people[before] &&
    isAddressed(parsed, before)
  )
    return {
      subject: 'you',
      person: null,
      manner: 'receive',
      future: true,
      verb: verbs[index + 2] ?? null,
      at: index + 2,
      from: index,
    }
  if (!verb) {
    if (!nominal && /.{3}(aré|eré|iré)$/.test(word))
      return { subject: 'first', person: null, manner: 'will', future: true, verb: null, at: index, from: index }
    if (!nominal && /.{3}(aremos|eremos|iremos)$/.test(word))
      return { subject: 'plural', person: null, manner: 'will', future: true, verb: null, at: index, from: index }
    if (/.{3}(ará|erá|irá)n?$/.test(word) && !nominal) {
      const start = clauseStart(parsed, index)
      for (let at = start; at < index; at += 1)
        if (cues.own.has(tokens[at]?.w ?? '') && index - at <= 5)
          return { subject: 'ours', person: null, manner: 'will', future: true, verb: null, at: index, from: at }
    }
    if (
      /^(tendrás|recibirás|tendréis|recibiréis|tienes|recibes|tenéis|recibís|dispondréis|disponéis)$/.test(word) &&
      previous !== 'que'
    )
      return {
        subject: 'you',
        person: null,
        manner: 'receive',
        future: /rás|réis/.test(word),
        verb: null,
        at: index,
        from: index,
      }
    return null
  }
  const future = (verb.forms & FORM.future) !== 0
  const said = (subject: Subject, from: number, person: Frame['person'] = null): Frame => {
    return { subject, person, manner: future ? 'will' : 'present', future, verb, at: index, from }
  }
  // "enseñaría": would
  if (verb.forms & FORM.conditional && !future) return null
  const receives =
    verb.classes.includes('receive') &&
    /^(tendrá|tendrán|recibirá|recibirán|tiene|tienen|recibe|reciben|dispondrá|dispondrán|dispone|disponen)$/.test(word)
  if (nominal && !future && !receives) return null
  // "no sé cómo voy a llegar", "mi perro se llama"
  if (/^(cómo|cuándo|dónde|qué)$/.test(previous) || (verb.lemma === 'llamar' && tokens[index - 1]?.w === 'se'))
    return null
  if (
    (word === 'voy' || word === 'vamos') &&
    tokens[index + 1]?.w === 'a' &&
    ((verbs[index + 2]?.forms ?? 0) & FORM.infinitive) !== 0
  )
    return infinitiveAfter(
      parsed,
      index,
      { subject: word === 'voy' ? 'first' : 'plural', person: null, from: index },
      'will',
    )
  if (word === 'puedo' || word === 'podemos')
    return infinitiveAfter(
      parsed,
      index,
      { subject: word === 'puedo' ? 'first' : 'plural', person: null, from: index },
      'can',
    )
  if (
    receives &&
    !people[before] &&
    tokens[index + 1]?.w !== 'que' &&
    !NOT_SPOKEN.has(previous) &&
    // "el manual lo tiene el lunes": the thing stands before and is taken up again
    (isAddressed(parsed, before) ||
      (clitics === 1 && /^l[oa]s?$/.test(tokens[index - 1]?.w ?? '') && previous !== 'que'))
  ) {
    return { subject: 'you', person: null, manner: 'receive', future, verb, at: index, from: index }
  }
  if (verb.forms & FORM.first && verb.lemma !== 'ser' && (future || clitics > 0 || isFirstPerson(parsed, index)))
    return said('first', index)
  if (verb.forms & FORM.firstPlural) return said('plural', index)
  if (verb.forms & (FORM.third | FORM.thirdPlural)) {
    const start = clauseStart(parsed, index)
    const after = parsed.clause[index + 1] === parsed.clause[index] ? index + 1 : index
    const person =
      (before >= 0 && parsed.clause[before] === parsed.clause[index]
        ? (people[before] ?? (people[start] && index - start <= 5 ? people[start] : null))
        : null) ??
      // "lo revisa Otilia"
      (clitics > 0 && parsed.dates.length > 0 ? (people[after] ?? null) : null)
    if (!person && clitics > 0 && /^(él|ella)$/.test(tokens[after]?.w ?? '')) return said('pronoun', index)
    if (person) {
      if (verb.lemma === 'ir' && tokens[index + 1]?.w === 'a')
        return infinitiveAfter(parsed, index, { subject: 'named', person, from: before }, 'will')
      return said('named', before, person)
    }
    for (let at = start; at < index; at += 1)
      if (cues.own.has(tokens[at]?.w ?? '') && index - at <= 5) return said('ours', at)
    if ((verb.lemma === 'ser' || verb.lemma === 'estar') && (future || readyIn(parsed, index))) {
      const inner = passive(parsed, index, start)
      if (inner) return { ...inner, future }
    }
    if (
      previous !== '' &&
      tokens[index - 1]?.w === 'se' &&
      (future || (parsed.dates.length === 1 && verb.classes[0] !== 'state'))
    )
      return { subject: 'thing', person: null, manner: 'passive', future, verb, at: index, from: start }
    if (
      /^(llegan?|llegarán?|salen?|saldrán?|van?|irán?|quedan?|quedarán?|estarán?|está)$/.test(word) &&
      // "te llegan en agosto": what, the clause before says
      (before >= start || (before < index - 1 && cues.toYou.has(tokens[index - 1]?.w ?? ''))) &&
      previous !== 'que' &&
      // "le sale la licencia": it turns out so
      !(clitics > 0 && verb.lemma === 'salir') &&
      (!STAYS.test(word) || goesToYou(parsed, index))
    )
      return { subject: 'thing', person: null, manner: 'going', future, verb, at: index, from: start }
  }
  return null
}

/** "los llevo", "la mandamos": no noun in -o goes with that article, so it takes something up again. */
const disagrees = (article: string, word: string, verb: Verb | undefined): boolean =>
  (/^(la|los|las)$/.test(article) && word.endsWith('o') && ((verb?.forms ?? 0) & FORM.first) !== 0) ||
  (word.endsWith('mos') && ((verb?.forms ?? 0) & FORM.firstPlural) !== 0)

/** words that say by themselves only where a thing is, or what it is for */
const STAYS = /^(van?|irán?|quedan?|quedarán?|está|estarán?)$/

/** "le va el lunes", "queda resuelto", "va para ustedes", "está en tu correo": it reaches the other side, or is done. */
function goesToYou(parsed: Parsed, index: number): boolean {
  const { tokens, verbs, cues } = parsed
  const next = tokens[index + 1]?.w ?? ''
  if (cues.toYou.has(tokens[index - 1]?.w ?? '') || (cues.ready.has(next) && next !== 'en')) return true
  if (((verbs[index + 1]?.forms ?? 0) & FORM.participle) !== 0) return true
  return [2, 3].some(
    (ahead) =>
      cues.toYou.has(tokens[index + ahead]?.w ?? '') ||
      /^(tu|su|vuestr[oa]|sus|tus)$/.test(tokens[index + ahead]?.w ?? ''),
  )
}

const NO_NOUN_BEFORE = new Set(
  'y e o pero que porque yo ya no así luego entonces también si además mañana hoy ahora mientras aquí sí bueno vale ok pues hecho'.split(
    ' ',
  ),
)

/** "El informe completo", "cambio de fecha": words in -o that are no verb where a noun, an adjective or "de" stands beside them. */
function isFirstPerson(parsed: Parsed, index: number): boolean {
  const { tokens, verbs, dates } = parsed
  if (!(tokens[index]?.w ?? '').endsWith('o') || ((verbs[index]?.forms ?? 0) & FORM.participle) !== 0) return true
  if (/^(de|del)$/.test(tokens[index + 1]?.w ?? '')) return false
  const before = tokens[index - 1]
  if (!before || before.kind !== 'word' || NO_NOUN_BEFORE.has(before.w)) return true
  // "antes de irme dejo"
  if (/[aeií]r(me|nos|se)?$/.test(before.w)) return true
  return dates.some((hit) => index - 1 >= hit.from && index - 1 < hit.to) || before.w.endsWith('mente')
}

/** Third person that speaks to "usted": nothing but small words, or usted, stands before it in its clause. */
function isAddressed(parsed: Parsed, before: number): boolean {
  for (let at = before; at >= 0 && parsed.clause[at] === parsed.clause[before]; at -= 1) {
    const token = parsed.tokens[at]
    if (!token || token.kind === 'mark') break
    if (parsed.dates.some((hit) => at >= hit.from && at < hit.to)) continue
    const open = [1, 2].find((back) =>
      /^(antes|después|tras|en|durante|con|por|para|desde|de)$/.test(parsed.tokens[at - back]?.w ?? ''),
    )
    if (open !== undefined && parsed.clause[at - open] === parsed.clause[at]) {
      at -= open
      continue
    }
    if (
      /^(usted|ustedes|ya|y|el|lo|la|así|entonces|mañana|hoy|que|se|antes|del|para|día|viernes|lunes|martes|miércoles|jueves|semana|próxima|de|a|más|tardar)$/.test(
        token.w,
      ) ||
      token.kind === 'number'
    )
      continue
    return false
  }
  return true
}
