import type { Language } from '../language.ts'

/** Words that limit who may read or repeat what was said. They run over the lower-cased sentence. */
export type HandlingCues = {
  inConfidence: RegExp
  doNotQuote: RegExp
  doNotContact: RegExp
  optedOut: RegExp
  /** who must not learn it; group 1 or 2 names them in the sentence as written */
  keptFrom: RegExp
  /** an assurance of secrecy as trade talk: agreements, policies, classes of documents */
  notMeant: RegExp
}

export const HANDLING_CUES: Record<Language, HandlingCues> = {
  en: {
    inConfidence:
      /\b((just |strictly |this (is|stays|stay) |stays |strictly )?between (us|you and me|ourselves|the two of us)|off the record|in (strict |strictest |the strictest )?confidence|keep (this|it|that)( strictly)? (to yourself|quiet|between|confidential|private|under)|(don'?t|do not|please don'?t) (share|forward|mention|pass|tell|repeat|spread|circulate|breathe)\b.{0,40}\b(this|that|it|anyone|anybody|him|her|them|\w+)|confidentially|(not|isn'?t) (yet )?(public|announced|official)|under (the table|embargo|wraps)|for your (eyes|ears) only|not for (\w+ ){0,3}(eyes|ears|crm|system|record|circulation|distribution|forwarding)|not (meant )?for (anyone|anybody) else|(you )?(did ?n'?t|did not|haven'?t) (hear|get|heard|have) (it|this|that) from me|mum'?s the word|nobody (else )?(knows|should know)|sensitive,? (so|please)|eyes only|hush)\b/,
    doNotQuote:
      /\b((don'?t|do not|please don'?t|never|not) (quote|cite|attribute)( me| us| him| her| that| this| it)?|not for (quotation|attribution|quoting)|without (my|our) name|(keep|leave) my name out( of it)?|not on the record)\b/,
    doNotContact:
      /\b((please )?(do not|don'?t|stop|no need to|avoid|refrain from) (contact|contacting|call|calling|ring|ringing|e-?mail|e-?mailing|approach|approaching|phone|phoning|reach|reaching|write to|writing to|chase|chasing|message|messaging|speak to|go to|copy|cc|involve)( out to)?( me| us| him| her| them| \w+)?|go through me|only (through|via) me|everything (goes|through) (through )?(me|purchasing|procurement)|leave (him|her|them|\w+) out of (it|this|the loop))\b/,
    optedOut:
      /\b(unsubscribe|take me off|remove (me|us|my (address|name|email))|opt(ed|ing)? out|no (more|further) (e-?mails|mails|newsletters|messages|marketing|calls)|stop (sending|mailing|e-?mailing)|don'?t (send|want) (me )?(any )?(more )?(newsletters|marketing|mailings))\b/,
    keptFrom:
      /\b(?:[Nn]ot (?:yet |also |even )?(?:for|to)|[Nn]othing to|[Dd]on'?t tell|[Dd]o not tell|[Kk]eep (?:it|this|that) from|[Ww]ithout|[Nn]ot in front of|[Nn]ot (?:a word )?to)\s+((?:your |our |the |my )?(?:\p{Lu}[\p{L}-]+(?: (?:and|or) \p{Lu}[\p{L}-]+)?|crm|CRM|team|board|boss|sales team|colleagues|anyone else))|(\p{Lu}[\p{L}-]+) (?:must not|mustn'?t|should not|shouldn'?t|does ?n'?t need to|doesn'?t|can'?t) (?:know|see|hear|learn|read)/u,
    notMeant:
      /\b(confidentiality (agreement|clause|undertaking)|nda|non-disclosure|confidential information|difference between us|vat|gap between us|distance between us)\b/,
  },
  de: {
    inConfidence:
      /(?<!\p{L})(unter uns|im vertrauen|vertraulich|behalte[n]? (sie |du |das |es |dies )*(bitte )?(für (sich|dich|euch)|vertraulich)|(das|es|dies|bitte) .{0,25}(bleibt|bleibe|bleiben) (bitte )?(unter uns|zwischen uns|hier)|bleibt (bitte )?(unter|zwischen) uns|nicht (weitersagen|weitererzählen|weiterleiten|weitergeben|herumerzählen)|(bitte )?nicht (an die große glocke)|noch nicht (offiziell|öffentlich|spruchreif|bekannt|verkündet)|inoffiziell|hinter vorgehaltener hand|sag[e]?( das| es)? (bitte )?(niemandem|keinem)|niemand(em)? (sonst )?(sagen|erzählen|weiß|wissen)|vier augen|nicht (bei|gegenüber) \p{L}+ (erwähnen|ansprechen)|von mir (haben|hast) (sie|du) das nicht|nicht von mir|streng geheim|diskret)(?!\p{L})/u,
    doNotQuote:
      /(?<!\p{L})(nicht (\p{L}+ )?zitier\p{L}+|zitier(en|t|e)? (sie |du )?(mich|uns|das) (bitte |damit |da |hier |auch )?nicht|kein(en)? zitat|ohne (meinen|unseren) namen|mein name (soll|darf|hat) .{0,20}nicht|nicht namentlich)(?!\p{L})/u,
    doNotContact:
      /(?<!\p{L})((bitte )?(nicht|keinen?) (\p{L}+ ){0,3}(anrufen|kontaktieren|ansprechen|anschreiben|anmailen|kontakt|einbeziehen)|(kontaktieren|rufen|schreiben|sprechen) (sie|du) .{0,40}nicht( an)?|(läuft|geht|laufen|alles) .{0,20}(nur )?über mich|nur über mich|nicht direkt (an|bei|mit))(?!\p{L})/u,
    optedOut:
      /(?<!\p{L})(abmelden|abbestellen|(aus|von) .{0,20}(verteiler|liste|newsletter) (nehmen|streichen|entfernen|löschen|austragen)|austragen|keine (weiteren |mehr )?(werbung|newsletter|mails|e-mails|anrufe)|nicht mehr (anschreiben|anrufen|kontaktieren)|widerspreche .{0,30}(werbung|nutzung|verarbeitung))(?!\p{L})/u,
    keptFrom:
      /(?<!\p{L})(?:[Nn]icht (?:für|an|bei|gegenüber|mit)|[Oo]hne|[Nn]ichts (?:an|zu))\s+((?:den |dem |die |das |unseren |unserem |unsere |Herrn |Frau )?\p{Lu}[\p{L}-]+)|(\p{Lu}[\p{L}-]+) (?:darf|soll|sollte|muss) .{0,20}nicht(?:s)? (?:wissen|erfahren|sehen|lesen|mitbekommen)/u,
    notMeant:
      /(?<!\p{L})(vertraulichkeitsvereinbarung|vertraulichkeitserklärung|geheimhaltung\p{L}*|vertrauliche (informationen|daten|unterlagen))(?!\p{L})/u,
  },
  fr: {
    inConfidence:
      /(?<!\p{L})(entre nous|confidentiel(le|lement|s|les)?|en (toute )?(confidence|confidentialité)|(gardez|garde|à garder|gardons) (cela |ça |ceci |le |la |l'|-le |-la )?.{0,15}pour (vous|toi|nous)|ne (le |la |l')?(répétez|répète|diffusez|diffuse|transférez|transfère|partagez|partage|dites|dis|parlez|parle|mentionnez|mentionne)(-le)? (pas|rien|à personne)|n'en (parlez|parle) (pas|à personne)|pas (encore )?(public|publique|officiel|officielle|annoncé|annoncée)|sous embargo|off the record|officieusement|(je ne vous|je ne t')ai rien dit|ne vient pas de moi|personne (d'autre )?(ne sait|n'est au courant)|reste(r)? entre nous|discrétion)(?!\p{L})/u,
    doNotQuote:
      /(?<!\p{L})(ne (me |nous |le |la )?(citez|cite|citer) pas|pas (me |nous )?citer|sans (me |nous )?citer|pas de citation|sans (mentionner )?mon nom|pas (être )?cité)(?!\p{L})/u,
    doNotContact:
      /(?<!\p{L})((merci de |veuillez |prière de )?ne (pas|plus) (\p{L}+ ){0,2}(contacter|appeler|solliciter|écrire|relancer|joindre|approcher)|ne (contactez|contacte|appelez|appelle|sollicitez|écrivez|relancez|passez) (surtout |plus |pas |\p{L}+ )*(pas|plus|par)?|passe[rz]? (uniquement |toujours |exclusivement )?par moi|uniquement par moi)(?!\p{L})/u,
    optedOut:
      /(?<!\p{L})(désabonn\p{L}+|désinscri\p{L}+|(retirez|retirer|supprimez|enlevez|rayez)(-| )?(moi|nous|mon adresse|mon nom)|plus (recevoir|être sollicité)|ne (plus|souhaite plus) .{0,20}(recevoir|être contacté)|m'oppose .{0,30}(prospection|traitement))(?!\p{L})/u,
    keptFrom:
      /(?<!\p{L})(?:[Pp]as (?:un mot )?(?:à|pour|devant|au)|[Rr]ien (?:à|au)|[Ss]ans en parler à)\s+((?:M\. |Mme |la |le |l'|votre |notre )?\p{Lu}[\p{L}-]+)|(\p{Lu}[\p{L}-]+) ne (?:doit|devrait|peut) (?:pas|rien) (?:le |l')?(?:savoir|voir|apprendre|lire)/u,
    notMeant:
      /(?<!\p{L})(accord de confidentialité|clause de confidentialité|engagement de confidentialité|nda|informations confidentielles|données confidentielles)(?!\p{L})/u,
  },
  es: {
    inConfidence:
      /(?<!\p{L})(entre (nosotros|tú y yo|usted y yo|nos)|en (estricta |total |absoluta )?(confianza|confidencia|confidencialidad)|confidencial(mente)?|(que |esto |eso )?quede (solo |sólo )?entre (nosotros|tú y yo)|(no (lo |la |se lo )?(comentes|comente|cuentes|cuente|digas|diga|compartas|comparta|reenvíes|reenvíe|difundas|difunda|menciones|mencione|comenten|compartan|reenvíen))|guárdal[oa]|guárdesel[oa]|guárdatel[oa]|(todavía|aún) no es (público|oficial)|no es (público|oficial) (todavía|aún)|extraoficial(mente)?|bajo (embargo|cuerda)|yo no (te|le|les) (he dicho|dije) nada|no lo supiste por mí|nadie (más )?(lo )?sabe|discreción)(?!\p{L})/u,
    doNotQuote:
      /(?<!\p{L})(no (me|nos|lo|la) (cites?|citen|mencion(es|e|en))|sin (citarme|citarnos|mi nombre|mencionarme)|que no (aparezca|salga) mi nombre|no (quiero|queremos) (que )?(me |nos )?(citen|salir|aparecer))(?!\p{L})/u,
    doNotContact:
      /(?<!\p{L})((por favor,? )?no (contactes?|contacten|llames?|llamen|llame|escribas?|escriban|escriba|molestes?|molesten|hables? con|busquen?|contactar|llamar)|todo (pasa|va|debe pasar) por mí|(solo|sólo|únicamente) (a través de mí|por mí|conmigo)|no involucr\p{L}+)(?!\p{L})/u,
    optedOut:
      /(?<!\p{L})(darme de baja|dame de baja|denme de baja|dar de baja mi|quítame|quítenme|elimin(e|en|a) mi (correo|dirección|nombre)|no (quiero|deseo) (recibir|más)|dejen de (enviar|mandar|escribir|llamar)|no me (envíen|manden) más)(?!\p{L})/u,
    keptFrom:
      /(?<!\p{L})(?:[Nn]o (?:es )?(?:para|a|con)|[Nn]ada a|[Ss]in que (?:lo )?(?:sepa|se entere))\s+((?:el |la |su |tu |don |doña )?\p{Lu}[\p{L}-]+)|(\p{Lu}[\p{L}-]+) no (?:debe|puede|tiene que) (?:saberlo|saber|enterarse|verlo)/u,
    notMeant:
      /(?<!\p{L})(acuerdo de confidencialidad|cláusula de confidencialidad|convenio de confidencialidad|información confidencial|datos confidenciales|nda)(?!\p{L})/u,
  },
}
