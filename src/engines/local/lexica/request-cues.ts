import type { Language } from '../language.ts'

/** Ways of asking, one kind a line, most telling first; all are tried on a lower-cased sentence with straight apostrophes. */
export type RequestKind =
  | 'please'
  | 'asks whether the other can'
  | 'wants to be told or called'
  | 'proposes to do it together'
  | 'says what is needed of the other'
  | 'would appreciate it'
  | 'leaves it to the other'
  | 'suggests'
  | 'asks'

export const REQUEST_CUES: Record<Language, Record<RequestKind, RegExp>> = {
  en: {
    please:
      /\b(please|pls|plz|kindly)\b(?! (to )?(find (attached|enclosed|below)|see (attached|below)|be advised|note))/,
    'asks whether the other can':
      /\b(can|could|would|will|won't|can't|couldn't) (you|u|someone|somebody|anyone|anybody|one of you|we|i)\b.*\?|\b(can|could|would|will) (you|u)\b(?! be )/,
    'wants to be told or called':
      /\blet (me|us|him|her|them) know\b|\bkeep (me|us) (posted|informed|updated|advised)|\bgive (me|us|him|her) a (call|ring|shout|buzz)|\bget back to (me|us)|\b(call|ring|e-?mail|contact|text) (me|us)\b|\bget (me|us) (the|a|an|your|that|those)\b/,
    'proposes to do it together':
      /\blet's\b(?! say| face| hope| be honest| see)|\b(shall|should|could|can|may) (we|i)\b.*\?|\bwhy (don't|not) (we|you|i)|\b(how|what) about\b.*\?|\b(we|i) (should|need to|must|have to|ought to|could|can|will|shall|'ll|may|might) (all |also |probably |maybe |be (glad|happy) to )*(discuss|meet|talk|get together|set up|schedule|reschedule|review|decide|sit down|speak|catch up|stop by|come by)\b/,
    'says what is needed of the other':
      /\b(need|want|like|ask|asking|expect|require|appreciate it if|grateful if|great if|nice if|helpful if|wondering if|hope|hoping) (for )?(you|someone|your)\b|\byou (will |would |may |might |still |also )*(need to|should|must|have to|want to|ought to)\b/,
    'would appreciate it':
      /\b(would|'d) (really |greatly |much |also |be )*(appreciate|grateful|love to hear|welcome)\b|\bany (help|feedback|ideas|input|thoughts|comments|suggestions|data|information)\b.*(appreciated|welcome|helpful)/,
    'leaves it to the other':
      /\bfeel free\b|\b(don't|do not|not) hesitate\b|\bare you (guys )?(free|available|around|up for|able|interested|coming|going to be|ok|okay|still)\b|\b(i|we)('m|'re| am| are|'ll be| will be) (free|available|open|around)\b|\bworks (for|with|best for) (me|us|you)\b|\b(would|do|if) you('d)? (like|want|care|prefer|mind)\b/,
    suggests:
      /\b(i|we) (would |also |strongly |might |may )*(suggest|recommend|propose|advise|urge|encourage|request|insist)\b|\b(i|we)('d| would)? (also |really |still )?(like|love|prefer|need|want) (to )?(meet|discuss|talk|get|see|have|schedule|speak|hear|know|review|sit|visit|receive|the|a|an|your)\b/,
    asks: /^\W*(who|what|when|where|which|how|do|does|did|is|are|have|has|any|was|were|will|should|shall|may|can)\b.*\?/,
  },
  de: {
    please: /(?<!\p{L})bitte(?! sehr| schön| beachten sie)(?!\p{L})|\bbzw\. um (rückmeldung|antwort)/u,
    'asks whether the other can':
      /(?<!\p{L})(können|könnten|könntest|kannst|könnt|könntet|würden|würdest|wollen|mögen|dürfen|dürfte|darf|kann) (sie|du|ihr|wir|ich|man|jemand)(?!\p{L}).*\?|(?<!\p{L})(könnten|könntest|könntet) (sie|du|ihr)(?!\p{L})/u,
    'wants to be told or called':
      /(?<!\p{L})((geben|lassen|sagen|melden|rufen|schreiben|schicken|senden|teilen) sie (mir|uns|sich|mich|das|die|den|ihm|ihr|einfach|kurz)|gib|gebt|sag|sagt|melde?|meldet|ruf|schreib|schick|schickt|sende) ?(mir|uns|dich|euch|mich)?(?!\p{L})|um (kurze |baldige |eine )?(rückmeldung|antwort|info|bestätigung)|(?<!\p{L})bescheid/u,
    'proposes to do it together':
      /(?<!\p{L})(lassen sie uns|lass uns|lasst uns|wollen wir|sollen wir|sollten wir|treffen wir uns|wie wäre es|wie wär's|was halten sie|was hältst du|wir sollten|wir müssen|wir müssten|wir können gern)(?!\p{L})/u,
    'says what is needed of the other':
      /(?<!\p{L})(sie (müssten|müssen|sollten|sollen)|du (musst|müsstest|sollst|solltest)|ihr (müsst|solltet)|(ich|wir) (brauche|brauchen|bräuchte|bräuchten|benötige|benötigen|erwarte|erwarten|bitte|bitten)|mir fehlt|mir fehlen|uns fehlt|uns fehlen|es fehlt noch|fehlen noch)(?!\p{L})/u,
    'would appreciate it':
      /(?<!\p{L})(wäre|wären) (schön|gut|nett|super|toll|hilfreich|dankbar|froh|wichtig|klasse|ihnen|dir|sehr)(?!\p{L})|(?<!\p{L})(würde|würden) (mich|uns) (sehr )?(über|freuen)/u,
    'leaves it to the other':
      /(?<!\p{L})(zögern sie nicht|bei (rück)?fragen|haben sie (zeit|lust|interesse)|hast du (zeit|lust|interesse)|passt (ihnen|dir|euch|es|das|der)|stehe? (ihnen|ich|wir) .{0,30}zur verfügung|wenn sie (möchten|mögen|wollen))(?!\p{L})/u,
    suggests:
      /(?<!\p{L})((ich|wir) (schlage|schlagen|empfehle|empfehlen|rate|raten)|schlage ich|schlagen wir|mein vorschlag|unser vorschlag|(ich|wir) (würde|würden) (gern|gerne|vorschlagen)|(ich|wir) (möchte|möchten|hätte|hätten) (gern|gerne|noch|von|die|das|den|einen|eine))(?!\p{L})/u,
    asks: /^\W*(wer|was|wann|wo|wie|welche[rsnm]?|warum|wieso|wohin|woher|gibt es|haben|hat|ist|sind|wird|werden|kann|können|passt|geht|reicht|wäre|dürfen|soll|sollen)(?!\p{L}).*\?/u,
  },
  fr: {
    please:
      /s'il (vous|te) pla[iî]t|(?<!\p{L})(svp|stp|merci (de|d'|par avance|d'avance)|veuillez|prière de)(?!\p{L})/u,
    'asks whether the other can':
      /(?<!\p{L})(pouvez|pourriez|voulez|voudriez|auriez|seriez|accepteriez|peux|pourrais|veux|voudrais|peut|pourrait)(-| )(vous|tu|on)(?!\p{L})|(?<!\p{L})(tu (peux|pourrais|veux)|vous (pouvez|pourriez)|on (peut|pourrait)).*\?/u,
    'wants to be told or called':
      /(?<!\p{L})(tenez|dites|envoyez|appelez|rappelez|transmettez|faites|indiquez|précisez|donnez|confirmez|prévenez|écrivez|contactez|adressez|remettez)(-| )?(moi|nous|le|la|les)?(?!\p{L})|(?<!\p{L})(dis|envoie|appelle|rappelle|tiens|préviens|fais|donne|passe|transfère|confirme)-(moi|nous|le|la|les)(?!\p{L})/u,
    'proposes to do it together':
      /(?<!\p{L})(et si (on|nous)|si (on|nous) (se|fixions|faisions|calions)|que diriez|qu'en (dites|penses|pensez)|(on|nous) (devrait|devrions|devons|doit)|il faut (qu'on|que nous)|fixons|calons|voyons|parlons|faisons|retrouvons)(?!\p{L})/u,
    'says what is needed of the other':
      /(?<!\p{L})(il (faudrait|faut|faudra) (que|encore|me|nous|absolument)|(vous|tu) (devez|devriez|devrez|dois|devrais)|(j'|nous |on )?(aurais|aurions|ai|avons|a|aurai|aurons) (encore )?besoin|il (me|nous) (faut|faudrait|manque)|(nous|on) (attendons|attend)|j'attends)(?!\p{L})/u,
    'would appreciate it':
      /(?<!\p{L})(serait (bien|bon|utile|idéal|apprécié|parfait|sympa|gentil|possible)|(vous )?(saurais|saurions|serais|serions) (gré|reconnaissant|reconnaissants|ravi|heureux))(?!\p{L})/u,
    'leaves it to the other':
      /n'h[ée]site[zs]? pas|(?<!\p{L})(êtes-vous|es-tu|seriez-vous) (disponible|dispo|libre|d'accord|intéressé)|(vous|te) (convient|va-t-il|arrange)|si vous (souhaitez|voulez|préférez)|je (reste|suis) (à votre disposition|disponible|dispo)/u,
    suggests:
      /(?<!\p{L})((je|nous|on) (vous |te )?(propose|proposons|suggère|suggérons|recommande|recommandons|conseille|invite|invitons|demande|demandons)|je (vous )?prie|(je|nous) (souhaite|souhaitons|souhaiterais|souhaiterions|voudrais|voudrions|aimerais|aimerions))(?!\p{L})/u,
    asks: /^\W*(qui|que|quoi|quand|où|comment|combien|quel(le)?s?|pourquoi|est-ce|qu'est-ce|y a-t-il|avez|as-tu|a-t-on|savez|sait-on|ça|c'est)(?!\p{L}).*\?/u,
  },
  es: {
    please: /(?<!\p{L})(por favor|porfa|le ruego|les ruego|te ruego|se ruega)(?!\p{L})/u,
    'asks whether the other can':
      /(?<!\p{L})(puede|puedes|pueden|podéis|podría|podrías|podrían|podríais|podemos|podríamos|querría|quieres|quiere|sería posible|te importa|le importa|les importa|nos|me) ?.*\?|(?<!\p{L})(podría|podrías|podrían|podríais)(?!\p{L})/u,
    'wants to be told or called':
      /(?<!\p{L})(av[ií]s|d[ií]g|env[ií]|mánd|mand|p[aá]s|confírm|confirm|ll[aá]m|cuént|cuent|indíqu|indic|escr[ií]b|hág|haz|d[aá]|déj|deje|mantén|manténg|recuérd|explíqu|reenví|facilít|háganos)[a-zé]{0,4}(me|nos|melo|noslo|mela)(?!\p{L})|(?<!\p{L})(me|nos) (avisas?|avisan|dices|dice|dicen|confirmas?|confirman|mandas?|mandan|envías?|envían|pasas?|pasan|cuentas?|llamas?)(?!\p{L})/u,
    'proposes to do it together':
      /(?<!\p{L})(vamos a (hablar|vernos|reunirnos|revisar)|qué (te|le|les|os) parece|qué tal si|y si (nos|lo|la)|por qué no|deberíamos|tenemos que|tendríamos que|hay que|habría que|veámonos|hablemos|quedemos|hagamos|fijemos|nos (vemos|reunimos|juntamos))(?!\p{L})/u,
    'says what is needed of the other':
      /(?<!\p{L})((necesito|necesitamos|quiero|queremos|espero|esperamos|pido|pedimos|preciso|precisamos|hace falta|falta|faltan) que|(necesito|necesitamos|precisamos|necesitaría|necesitaríamos|me urge|nos urge|nos falta|nos faltan|me falta|me faltan)|(usted|ustedes|tú) (debe|deben|debes|tiene|tienen|tienes) que|(debes?|deben|debería|deberías|deberían|tienes|tiene|tienen) (que )?\p{L}+[aei]r)(?!\p{L})/u,
    'would appreciate it':
      /(?<!\p{L})(agradecer(ía|íamos|é|emos)|agradezco|agradecemos|estaría bien|sería (bueno|ideal|útil|genial|conveniente|posible)|vendría bien)(?!\p{L})/u,
    'leaves it to the other':
      /(?<!\p{L})(no dudes?|no duden?|no dudéis|(está|estás|están|estáis) (disponible|disponibles|libre|libres)|te viene bien|le viene bien|les viene bien|os viene bien|cuándo (puede|puedes|pueden|podéis|te|le)|quedo (a|atent)|si (quiere|quieres|quieren|gusta|prefiere|prefieres))(?!\p{L})/u,
    suggests:
      /(?<!\p{L})((le|les|te|os)? ?(propongo|proponemos|sugiero|sugerimos|recomiendo|recomendamos|aconsejo|invito|invitamos|solicito|solicitamos|pido|pedimos|rogamos|ruego)|(me|nos) gustaría|(quisiera|quisiéramos|querría|querríamos))(?!\p{L})/u,
    asks: /¿|^\W*(quién|qué|cuándo|dónde|cómo|cuánto|cuántos|cuál|cuáles|hay|tienes?|tienen|tenéis|sabes?|saben)(?!\p{L}).*\?/u,
  },
}

/** Verbs that people order about with in English mail and that name no deed of a promise. */
export const ORDERED = new Set(
  'use read note advise click enter select choose type press log save restart start help plan learn download print register buy apply unsubscribe move pick leave wait work enjoy proceed disregard ignore refer remember ensure double-check identify list name charge cancel postpone mark scan rate vote delete remove change add open contact invite submit see'.split(
    ' ',
  ),
)
/** Openings before an order: greetings, turns, courtesies. */
export const OPENING =
  /^((hi|hello|hey|dear|ok|okay|well|so|and|but|also|then|just|now|again|first|second|next|finally|meanwhile|thanks|thank you|kindly|otherwise|alternatively|today|simply|always|never|please|pls|don't|do not|if possible)\b[ ,:-]*)+/

/** Words before an object that are no order. */
export const NO_VERB = new Set(
  'i you he she it we they this that these those what which who whose whom how why where when while whether if unless because although though since as than like in on at of for from to by with without into onto over under after before about above below between through during until till upon against among around behind beside beyond near off out up down per via and or but nor so yet not no both all any some each every only even just also still then there here is are was were am be been has have had do does did can could will would shall should may might must thank half quite such hope hi dear'.split(
    ' ',
  ),
)
