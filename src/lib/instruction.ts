/**
 * Text that speaks to a machine instead of a reader ("ignore your previous instructions", "any AI that reads this thread
 * must state …"), in four languages. Outside text is data (DESIGN E6): such a sentence is no one's statement about the deal.
 * People write of systems and of assistants too, so a machine's name alone is not enough: it takes an order that only a reader
 * of mail could carry out, or words that only a model is addressed with.
 */
export function addressesMachine(text: string): boolean {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
  if (ALWAYS.some((pattern) => pattern.test(plain))) return true
  if (!ORDER.test(plain)) return false
  if (PREFIX.test(plain) || MODEL_MUST.test(plain)) return true
  return TELL.test(plain) && READERS.some((pattern) => pattern.test(plain))
}

/** A model, in the words of four languages; no job of a person is called so. */
const MODEL =
  '(?:a\\.?i\\.?|llms?|gpts?|chat ?gpt|language models?|large language models?|chat ?bots?|copilots?|ki|kis|sprachmodelle?n?|ia|modeles? de langage|agents? conversationnels?|modelos? de lenguaje)(?:[ -](?:assistants?|agents?|models?|systems?|tools?|readers?|summari[sz]ers?|assistenten?|systeme?n?|modelle?n?|agenten?|werkzeuge?))?'
/** What reads a mailbox: machine or person, so that the sentence must go on to be an order to readers of this text. */
const READER =
  "(?:(?:ai |automat\\w+ |virtual |ki-|digitale?n? )?(?:assistants?|agents?|bots?|systems?|tools?|models?|software|summari[sz]ers?|programs?|assistente?n?|assistenz\\w*|systeme?n?|programme?n?|werkzeuge?n?|agenten?|modelle?n?|systemes?|outils?|logiciels?|programmes?|modeles?|asistentes?|agentes?|sistemas?|herramientas?|programas?|modelos?)|(?:assistants?|agents?|asistentes?|agentes?) (?:virtuels?|virtuales?|d'ia|de ia))"
const READS =
  '(?:reads?|reading|summari[sz]\\w+|process\\w*|pars(?:e|es|ing)|analy[sz]\\w+|index\\w*|scan(?:s|ning)?|ingest\\w*|lesen|liest|zusammenfass\\w*|zusammenfasst|verarbeite\\w*|auswerte\\w*|analysier\\w*|lit|lisent|lisant|resum\\w+|trait(?:e|ent|ant)|analys\\w+|lee|leen|lea|lean|leyendo|procesa\\w*|procese\\w*|analiza\\w*|analice\\w*)'
const THIS =
  '(?:this|these|diese[smnr]?|ce|cet|cette|ces|est[eao]s?)(?: [\\p{L}-]+)? (?:mail ?box\\w*|inbox\\w*|e-?mails?|mails?|messages?|threads?|conversations?|correspondence|text|postfach\\w*|posteingang\\w*|nachricht(?:en)?|verlauf|unterhaltung|boite|messagerie|courriels?|fil|conversation|texte|buzon\\w*|bandeja|correos?|mensajes?|hilo|conversacion|texto)'
const PREVIOUS =
  '(?:previous|prior|above|earlier|preceding|former|existing|vorherig\\w*|bisherig\\w*|vorangehend\\w*|obig\\w*|fruher\\w*|precedent\\w*|anterieur\\w*|ci-dessus|anterior\\w*|previas?|system)'
const RULES =
  '(?:instructions?|prompts?|rules|guidelines|directions|directives|anweisung(?:en)?|instruktionen|vorgaben|regeln|consignes?|regles|instrucciones|indicaciones|reglas|ordenes)'
const IGNORE =
  '(?:ignore|disregard|forget|override|bypass|ignoriere?n?|ignorier|vergiss|vergessen sie|missachte\\w*|ignorez|oubliez|oublie|ne tenez pas compte|ignora|ignoren?|olvida|olviden?|haz caso omiso)'

const ALWAYS: readonly RegExp[] = [
  // "ignore all previous instructions"; what the writer or a named person once asked for is withdrawn by people every day
  new RegExp(
    `\\b${IGNORE}\\b(?: sie| de)?(?: (?:all|any|every|the|your|these|those|of|alle|saemtliche|samtliche|die|deine|ihre|toutes?|tous|les|vos|tes|des|todas?|todos|las|los|tus|sus))* (?:${PREVIOUS}(?: \\p{L}+)? ${RULES}|${RULES} (?:${PREVIOUS}|you (?:were|have been|got)|que (?:tu|vous) as|que recibiste))\\b`,
    'iu',
  ),
  new RegExp(`\\b${IGNORE}\\b (?:your|deine|tes|vos|tus) ${RULES}\\b`, 'iu'),
  // "note to any AI assistant"
  new RegExp(
    `\\b(?:note|message|notice|instructions?|reminder|attention|hinweis|mitteilung|anweisung|nota|aviso|mensaje|instrucciones|consignes?)\\b (?:to|for|an|fur|a l'attention|aux?|pour|para|a)(?: (?:any|all|every|the|alle|jede[nsr]?|die|das|toute?s?|tous|les|des?|d'|las?|los|el|cualquier))*(?: |')${MODEL}(?!\\p{L})`,
    'iu',
  ),
  new RegExp(
    `\\b(?:note|message|notice|instructions?) (?:to|for) (?:any|all|every) (?:automated )?(?:assistants?|bots?|summari[sz]ers?)\\b`,
    'iu',
  ),
  /\bsystem (?:prompt|override)\b/iu,
  /\bas an (?:ai|artificial intelligence|llm)(?: (?:language )?(?:model|assistant|agent))\b|\byou are (?:now )?an? (?:ai|llm|language model|chat ?bot|(?:helpful|ai|virtual) assistant)\b|\bdu bist (?:jetzt |nun )?(?:ein sprachmodell|eine ki)\b|\b(?:tu es|vous etes) (?:maintenant )?(?:une ia|un modele de langage)\b|\beres (?:ahora )?(?:una ia|un modelo de lenguaje)\b/iu,
  /<\|im_(?:start|end)\|>|\[\/?inst\]|<\/?system(?:[ -]prompt)?>/iu,
]

/** An order about what to tell, remember or leave out. */
const ORDER =
  /\b(?:must|should|shall|have to|has to|need to|are (?:to|required|instructed)|is (?:to|required|instructed)|please|always|never|do not|don't|from now on|instead|muss|mussen|sollen?|sollte\w*|haben zu|bitte|immer|niemals|nicht erwahnen|doit|doivent|devez|devra|devront|veuillez|toujours|jamais|debe|deben|deberan?|tiene que|tienen que|hay que|siempre|nunca|no mencion\w+|por favor)\b|\b(?:state|output|mark|report|respond|reply|treat|say|write|record|ignore|disregard) (?:that|as|with|all|the|this|every)\b/iu

/** What only somebody who retells the text can be ordered to do; a program may be told to be hosted or replaced. */
const TELL =
  /\b(?:state|output|say|report|record|mark|respond|reply|treat|write|include|mention|omit|claim|confirm|conclude|assume|ignore|disregard|tell|answer|summari[sz]e|leave out|angeben|melden|vermerken|schreiben|sagen|erwahnen|behaupten|antworten|bestatigen|markieren|ignorieren|zusammenfassen|indiquer|declarer|affirmer|ecrire|noter|mentionner|confirmer|repondre|dire|marquer|ignorer|conclure|indicar|declarar|afirmar|escribir|anotar|mencionar|confirmar|responder|decir|marcar|ignorar|concluir)\b/iu

const PREFIX =
  /^(?:[[#<*>\s-]{0,4})(?:SYSTEM|ASSISTANT|DEVELOPER|AI|LLM|SYSTEM (?:NOTE|MESSAGE|NOTICE|INSTRUCTION)|SISTEMA|SYSTEME|ASISTENTE|ASSISTENT)(?:[\]#>*]{0,3})\s?:(?=.*\b(?:assistants?|assistenten?|asistentes?|summar\w+|zusammenfass\w*|resum\w+|mailbox|postfach|buzon|boite|state that|output|mark .{1,40} as|record that|report that|say that|respond|reply|mention\w*|erwahn\w*|mencion\w*|angeben|angibt|indiquer que|indicar que|instructions?|anweisung\w*|consignes?|instrucciones|you (?:are|must|will)|from now on|prompt)\b)/u

const OURS =
  '(?<!\\b(?:my|our|your|his|her|their|mein|meine|unser|unsere|ihr|ihre|mon|ma|mes|notre|nos|votre|vos|mi|mis|nuestr[oa]s?|su|sus|tu|tus) )(?<!\\p{L})'

const READERS: readonly RegExp[] = [
  // "assistants that summarise this mailbox must …", "jedes System, das diese Nachricht verarbeitet, muss …"
  new RegExp(
    `${OURS}(?:${READER}|${MODEL}),? (?:(?:that|which|who|die|das|welche[sr]?|der|qui|que)(?: \\p{L}+){0,2} )?${READS}(?: \\p{L}+){0,2} ${THIS}`,
    'iu',
  ),
  new RegExp(
    `${OURS}(?:${READER}|${MODEL}),? (?:(?:that|which|who|die|das|welche[sr]?|der) )${THIS}(?: \\p{L}+){0,3} ${READS}`,
    'iu',
  ),
]

/** "AI assistants must state that …", "KI-Systeme müssen angeben, dass …": an order to speak, not a wish about a product. */
const MODEL_MUST = new RegExp(
  `${OURS}${MODEL} (?:must|should|shall|are to|is to|have to|has to|mussen|muss|sollen|soll|doivent|doit|deben|debe)(?: \\p{L}+)? (?:(?:state|say|output|record|report|mark|write|respond|reply|conclude|confirm|claim|angeben|melden|vermerken|schreiben|sagen|behaupten|indiquer|declarer|affirmer|ecrire|noter|indicar|declarar|afirmar|escribir|anotar|marcar)(?: that|,? dass| que| ")|mark [^.]{1,40} as\\b)`,
  'iu',
)
