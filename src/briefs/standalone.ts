import { fold, wordCount } from './clause.ts'
import type { Material } from './material.ts'
import { contentWords } from './referent.ts'

/**
 * May these words of somebody stand in the first minute, where nothing before them explains them? They need a subject
 * and something specific; a greeting, half a clause, or "it goes to them" after a cut does not tell.
 */
export function standsAlone(material: Material, quote: string, whole: string): boolean {
  const text = fold(quote)
  if (wordCount(text) < 4 || GREETING.test(text) || LEADS_NOWHERE.test(text)) return false
  if (POINTS_BACK.test(text) || SOMEBODY.test(text)) return false
  if (FRAGMENT.test(text)) return false
  if (ENDS_OPEN.test(text) || HESITATES.test(text)) return false
  const full = fold(whole)
  const at = full.indexOf(text)
  const rest = at < 0 ? '' : full.slice(at + text.length)
  // A purpose before its colon, or a clause before the one it serves, is not what was said.
  if (/^\s*:/.test(rest)) return false
  const content = new Set(contentWords(material, text)).size
  return content >= (/\d/.test(text) ? 1 : 2)
}

/** The words after a short lead-in ("For the file so nobody is surprised: …"), where they are a statement themselves. */
export function withoutLeadIn(text: string): string {
  const plain = fold(text)
  const lead = /^[^:]{4,60}:\s+/u.exec(plain)?.[0]
  if (lead === undefined || wordCount(lead) > 9 || /["“„«(]/u.test(lead)) return plain
  const rest = plain.slice(lead.length)
  return wordCount(rest) >= 6 ? rest : plain
}

/** Does somebody speak of what they themselves will do next, with no figure, condition or obstacle in it? */
export function isHandshake(text: string): boolean {
  return FIRST_PERSON.test(fold(text)) && !ADVERSE.test(text) && !/\d/.test(text)
}

/** Words that speak against a plan: a negation, a delay, a stop. What would hold under a condition does not. */
export function isAdverse(text: string): boolean {
  return ADVERSE.test(unconditional(text))
}

/** The text without what follows an "if", and without what somebody is like: "he has never been wrong". */
export function unconditional(text: string): string {
  return text.replace(UNDER_CONDITION, ' ').replaceAll(UP_TO_NOW, ' ')
}

/** Does somebody say what happens if something is not there: "if it isn't fixed by the 25th, …"? */
export function isUltimatum(text: string): boolean {
  return [...text.matchAll(UNDER_CONDITION)].some(([condition]) => NEGATED.test(condition))
}

/** Does somebody say where they stand: what they want, think, accept, refuse, or under which condition? */
export function takesStance(text: string): boolean {
  return setsCondition(text) || isAdverse(text) || isUltimatum(text) || OPINION.test(text)
}

/** Does somebody speak of going: a last day, a new place, a notice handed in? */
export function speaksOfLeaving(text: string): boolean {
  return LEAVES.test(text)
}

/** Says what has to happen first: who says so can stop it. */
export function setsCondition(text: string): boolean {
  return SETS_CONDITION.test(text)
}

/** A stretch of days in which nothing may change, and a promise that something goes live. */
export function isFreeze(text: string): boolean {
  return FREEZE.test(text)
}
export function goesLive(text: string): boolean {
  return GOES_LIVE.test(text)
}

const UNDER_CONDITION = /(?<!\p{L})(?:if|in case|wenn|falls|sofern|sollten?|si|en cas|en caso)(?!\p{L})[^.;:,!?]*/giu

const UP_TO_NOW =
  /(?:(?:not|n['’]t) always|(?:has|have|had|['’](?:s|ve|d)) never|never once|noch nie|nicht immer|pas toujours|n['’]\p{L}+ jamais|no siempre|nunca (?:he|ha|hemos|han))(?!\p{L})/giu

const NEGATED =
  /n['’]t(?!\p{L})|(?<!\p{L})(?:not|no|nobody|nothing|nicht|nichts|kein\w*|niemand|pas|aucun\w*|rien|nada|nadie|ningun\w*|ningún|fewer|less|weniger|moins|menos)(?!\p{L})/iu

const OPINION =
  /(?<!\p{L})(?:(?:I|we|I['’]d|we['’]d)(?: \p{L}+)? (?:want|need|like|love|prefer|think|believe|trust|worry|hope|expect|doubt|care|support|recommend|insist|accept|agree|can live)|my (?:concern|view|worry|recommendation)|happy|glad|pleased|convinced|worried|annoyed|(?:ich|wir)(?: \p{L}+)? (?:will|wollen|brauche\w*|möchte\w*|halte\w*|finde\w*|glaube\w*|erwarte\w*|bezweifle|hoffe\w*|unterstütze\w*|empfehle\w*|bestehe\w*)|brauche ich|überzeugt|zufrieden|skeptisch|gefällt|muss|je (?:veux|voudrais|souhaite|tiens|pense|crois|défends|soutiens|préfère|crains|doute|refuse|demande)|nous (?:voulons|souhaitons|tenons|pensons|préférons)|il (?:nous |me )?faut|ravie?s?|contente?s?|inquiète?s?|convaincue?s?|quiero|queremos|necesito|necesitamos|prefiero|creo|confío|dudo|espero|recomiendo|mi recomendación|me (?:importan?|preocupan?|gustan?|convence)|encantad[oa]|content[oa]|hay que)(?!\p{L})/iu

const LEAVES =
  /(?<!\p{L})(?:leav(?:es?|ing)|left|last day|(?:handed|given|gave) (?:in )?(?:my |his |her )?notice|resign\w*|retir(?:es?|ing|ed|ement)|moving on|secondment|maternity leave|parental leave|verlasse|verlässt|verlassen|letzter (?:Arbeits)?tag|gekündigt|kündige|Ruhestand|in Rente|Elternzeit|Mutterschutz|quitte|quittera|quitté|dernier jour|démission\w*|retraite|congé (?:maternité|parental)|part(?:s|ira)? (?:ce|demain|le|fin|en)|me voy|se va|dejo|deja(?:rá)? (?:la|el)|último día|se jubila|me jubilo|jubilaci\w*|baja (?:maternal|por))(?!\p{L})/iu

const SETS_CONDITION =
  /(?<!\p{L})(?:until|unless|without|not before|only (?:if|when|once|after)|as long as|not a day (?:longer|later)|bis|solange|ohne|erst (?:wenn|nach)|nur wenn|es sei denn|tant que|sans(?! (?:faute|doute))|sauf si|avant que|à condition|seulement si|hasta que|sin(?! (?:falta|duda|embargo))|mientras|a menos que|solo si|sólo si)(?!\p{L})/iu

const FREEZE =
  /(?<!\p{L})(?:freezes?|frozen|blackout|lock-?down|moratorium|einfrier\w*|sperrfrist|wartungsfenster|gel (?:des|de|informatique)|gelé\w*|congelaci\w*|congelad\w*|no changes|keine änderungen|aucun changement|sin cambios)(?!\p{L})/iu

const GOES_LIVE =
  /(?<!\p{L})(?:live|go-?live|production|deploy\w*|roll-?out|release\w*|install\w*|interfaces?|connectors?|integrations?|produktiv|schnittstelle\w*|einführ\w*|mise en (?:service|production)|déploy\w*|en producción|despleg\w*|despliegue|puesta en marcha)(?!\p{L})/iu

export const ADVERSE =
  /n['’]t\b|\b(?:not|no|never|nobody|none|nothing|without|unless|only if|cannot|late|later|delay\w*|slip\w*|dead|freeze|frozen|block\w*|stop\w*|hold|risk|fail\w*|miss\w*|lost|lose|cancel\w*|postpone\w*|mov(?:e|ed) (?:back|to)|kein\w*|nicht|nie|ohne|erst|verspät\w*|verzöger\w*|verschieb\w*|verschoben|später|gesperrt|nur wenn|leider|pas|jamais|aucun\w*|sans|retard\w*|report(?:é|er|ons)\w*|gel|bloqu\w*|annul\w*|nunca|ningun\w*|ningún|sin|tarde|retras\w*|aplaz\w*|cancel\w*|congel\w*)(?!\p{L})/iu

const FIRST_PERSON = /^(?:\p{L}+, )?(?:I['’ ]|we['’ ]|ich |wir |je |j['’]|nous |yo )/iu

const GREETING =
  /^(?:hi|hello|hey|dear|hallo|liebe[rs]?|guten (?:tag|morgen)|bonjour|salut|cher|chère|hola|estimad[oa]|thanks|thank you|danke|merci|gracias|congratulations)(?!\p{L})/iu

/** "For the file", "To be fair": an opening that only leads to something. */
const LEADS_NOWHERE =
  /^(?:because|so that|for the (?:file|record)|just so|in order to|weil|damit|denn|parce que|afin que|pour que|porque|para que)(?!\p{L})[^,;:]*$/iu

/** The subject is a word for something said before. */
const POINTS_BACK =
  /^(?:(?:and|but|so|und|aber|et|mais|y|pero)[ ,]+)?(?:that|this|these|those|they|it|he|she|above that|below that|das|dies|diese|er|es|darüber|dazu|dafür|cela|ça|ce|c['’]est|il|elle|ils|elles|eso|esto|ellos)(?:['’]\p{L}+)?(?= (?:is|are|was|were|has|have|had|will|would|can|goes|go|does|do|did|it|ist|sind|war|hat|wird|geht|kann|est|sont|était|a|va|es|son|era|va|ha)(?!\p{L}))/iu

/** A person or a thing of whom the words before spoke. */
const SOMEBODY =
  /^(?:(?:and|but|so|und|aber|et|mais|y|pero)[ ,]+)?(?:(?:he|she|they)(?:['’]\p{L}+)? |er (?=\p{Ll})|(?:il|elle|ils|elles) (?!faut|y |nous|vous|me |reste|manque|s['’]agit))/iu

/** "an answer to that", "not without it". */
const ENDS_OPEN =
  /(?:\b(?:to|of|for|on|with|without|about|by|in|mit|ohne|von|zu|à|de|sans|avec|con|sin) (?:that|this|it|them|those|ihm|ihnen|cela|ça|eso|ello)|\b(?:is|are|was|were|does|do|did) not|\b(?:ist|sind) nicht|\b(?:dazu|davon|damit|darauf|that|and|but|the|a|an|so|to|of|und|der|die|das|et|le|la|y|el))[.!…]*$/iu

/** A transcript's hesitation: the speaker is still looking for the words. */
const HESITATES = /(?<!\p{L})(?:uh|um|erm|äh|ähm|euh|este)(?=,|\s\p{Ll}+,|\.\.\.|…)/iu

/** Belongs to a subject said before, or to none. */
const FRAGMENT =
  /^(?:(?:and|but|so|und|aber|et|mais|y|pero)[ ,]+)?(?:each with|with|including|such as|like|their|his|her|its|mit|wie|ihre?|sein|avec|comme|leurs?|con|como|sus?)(?!\p{L})/iu
