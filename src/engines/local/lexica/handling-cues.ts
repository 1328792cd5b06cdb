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
    inConfidence: oneOf(
      String.raw`(?<=(^|[,;:(–-] ?|and |but )(just |strictly |purely |well )?)between (us|you and me|ourselves|the two of us)\s*($|[,.:;!)–-])`,
      String.raw`(stays?|stayed|keep|kept|remains?|is|'s|just|strictly) ([\p{L}']+ ){0,2}between (us|you and me|ourselves|the two of us)(?!\p{L})`,
      String.raw`off the record(?!\p{L})`,
      String.raw`(don't|do not|not be|not to be|not) (share|shared|forward|forwarded|circulate|circulated)( (please|further|on|outside [\p{L} ]{2,30}))?\P{L}*$`,
      String.raw`in (strict |strictest |the strictest |full )?confidence(?!\p{L})`,
      String.raw`(keep|keeping|kept|hold) (this|it|that|these|those|all this|all that|all of (this|that|it)|the \p{L}+)( \p{L}+)? (to|for) your(self|selves)(?!\p{L})`,
      String.raw`(keep|keeping|kept) (this|it|that|these|all this|all of this)( strictly| very| between)? (quiet|confidential|private|secret|low-key|under (wraps|your hat))(?!\p{L})(?! \p{L}+ (in|at|on))`,
      String.raw`(?<!(?<!\p{L})(i|we|they|who|people|customers|would|did) (really |usually )?)(don't|do not|never|please not|rather not|better not|not to|didn't|did not) (share|forward|spread|circulate|repeat|breathe|leak) (this|that|it|these|those|a word|any of (this|that|it))(?!\p{L})`,
      String.raw`(?<!(?<!\p{L})(i|we|they|who|people|customers|would|did) (really |usually )?)(don't|do not|never|please not|rather not|better not|not to|didn't|did not) pass (this|that|it|any of (this|it)) (on|along|around)(?!\p{L})`,
      String.raw`(?<!(?<!\p{L})(i|we|they|who|people|customers|would|did) (really |usually )?)(don't|do not|never|please not|rather not|better not|not to|didn't|did not) (mention|bring up|raise) (this|that|it|any of (this|it)) (to|with|in|when|yet|before|outside|anywhere|at)(?!\p{L})`,
      String.raw`(?<!(?<!\p{L})(i|we|they|who|people|customers|would|did) (really |usually )?)(don't|do not|never|please not|rather not|better not|not to|didn't|did not) (tell|let on to|say a word to|say anything to|breathe a word to) (?!me|us|you|it|the time|which|apart)\p{L}+`,
      String.raw`not a word (to|about|of this|of it|outside)(?!\p{L})`,
      String.raw`confidentially(?!\p{L})`,
      String.raw`(strictly|highly|very|treat (this|it|that|them|these) as|this is|that's|that is|it's|^\P{L}*) ?(strictly |very |still )?confidential(?!\p{L})`,
      String.raw`(not yet|not|n't yet|n't been|not been|not yet been|never been) (publicly |officially )?(announced|made public|communicated)(?!\p{L})`,
      String.raw`not (yet (public|official)|(public|official) yet)(?!\p{L})`,
      String.raw`n't (public|official) yet(?!\p{L})`,
      String.raw`under (embargo|wraps)(?!\p{L})`,
      String.raw`for your (eyes|ears)( only)?(?!\p{L})`,
      String.raw`eyes only(?!\p{L})`,
      String.raw`not for ([\p{L}']+ ){0,3}(eyes|ears|crm|the record|circulation|distribution|forwarding)(?!\p{L})`,
      String.raw`not (meant |intended )?for (anyone|anybody) else(?!\p{L})`,
      String.raw`(you )?(didn't|did not|haven't|never) (hear|get|heard|have) (it|this|that|any of (it|this)) from me(?!\p{L})`,
      String.raw`you never heard (this|that|it)(?!\p{L})`,
      String.raw`i (shouldn't|should not|'m not supposed to|am not supposed to) (be )?(tell|telling|say|saying|share|sharing)( you)? (this|that|it)?(?!\p{L})`,
      String.raw`mum's the word(?!\p{L})`,
      String.raw`(nobody|no one|no-one|none) (else |outside [\p{L} ]{2,25} )?(should|may|must|can|is supposed to|is to|are supposed to) (know|hear|find out|learn)(?!\p{L})`,
      String.raw`(must not|mustn't|should not|shouldn't|cannot|may not|not supposed to) (know|hear|find out|learn) (about )?(this|that|it|of|yet|from|before|until)(?!\p{L})`,
      String.raw`(must|should|does|may|can|will|shall|do)(n't| not) (go|get|leave) (any further|beyond|outside|out of|this (call|room|circle|table))(?!\p{L})`,
      String.raw`goes no further(?!\p{L})`,
      String.raw`(stays|stay) (in this room|within these (four )?walls|in this (call|circle))(?!\p{L})`,
      String.raw`(this|it|that)('s| is) (commercially )?sensitive, (so|please)(?!\p{L})`,
    ),
    doNotQuote: oneOf(
      String.raw`(?<!(?<!\p{L})(i|we|they|who|people|customers|would|did) (really |usually )?)(don't|do not|never|please not|rather not|better not|not to|didn't|did not) (quote|cite|attribute|name) (me|us|him|her|that|this|it|my|our|his|these|those|anyone|anybody)(?!\p{L})`,
      String.raw`(don't|do not) quote\P{L}*$`,
      String.raw`not for (quotation|attribution|quoting)(?!\p{L})`,
      String.raw`without (my|our) name(?!\p{L})`,
      String.raw`(keep|leave) my name out( of it)?(?!\p{L})`,
      String.raw`not on the record(?!\p{L})`,
    ),
    doNotContact: oneOf(
      String.raw`(?<!(?<!\p{L})(i|we|they|who|people|customers|would|did) (really |usually )?)(don't|do not|never|please not|rather not|better not|not to|didn't|did not) (contact|call|ring|phone|e-?mail|approach|write to|reach out to|chase|message|speak to|talk to|speak with|go to|go around|copy in|cc|involve|bother|disturb)(?!\p{L})(?! (it|this|that|ahead|for|out|off|an?|these|those|back|in|on|upon|before|after|at|until|when|too|just|anything|the (police|fire|emergency))(?!\p{L})) \p{L}+`,
      String.raw`(stop|avoid|refrain from) (contacting|calling|ringing|e-?mailing|approaching|phoning|writing to|chasing|messaging|bothering)(?! (it|this|that|ahead|for|out|off|an?|these|those|back|in|on|upon|before|after|at|until|when|too|just|anything|the (police|fire|emergency))(?!\p{L})) \p{L}+`,
      String.raw`(go|goes|come|comes|routed?|run|runs|only|directly|everything|anything|always) (only |always |directly |back )?(through|via) (me|purchasing|procurement|my office|our (lawyers?|solicitors?|agent))(?!\p{L})`,
      String.raw`leave (him|her|them|\p{L}+) out of (it|this|the loop)(?!\p{L})`,
    ),
    optedOut:
      /\b(unsubscribe|take me off|remove (me|us|my (address|name|email))|opt(ed|ing)? out|no (more|further) (e-?mails|mails|newsletters|messages|marketing|calls)|stop (sending|mailing|e-?mailing)|don'?t (send|want) (me )?(any )?(more )?(newsletters|marketing|mailings))\b/,
    keptFrom:
      /\b(?:[Nn]ot (?:yet |also |even )?(?:for|to)|[Nn]othing to|[Dd]on'?t tell|[Dd]o not tell|[Kk]eep (?:it|this|that) from|[Ww]ithout|[Nn]ot in front of|[Nn]ot (?:a word )?to)\s+((?:your |our |the |my )?(?:\p{Lu}[\p{L}-]+(?: (?:and|or) \p{Lu}[\p{L}-]+)?|crm|CRM|team|board|boss|sales team|colleagues|anyone else))|(\p{Lu}[\p{L}-]+) (?:must not|mustn'?t|should not|shouldn'?t|does ?n'?t need to|doesn'?t|can'?t) (?:know|see|hear|learn|read)/u,
    notMeant:
      /\b(confidentiality (agreement|clause|undertaking)|nda|non-disclosure|confidential information|(this|the) (e-?mail|message|communication|transmission)( and .{0,40})? (is|are|may|contains?|and)|intended (solely|only|recipient)|addressee|(difference|gap|distance|split|vat) .{0,20}between us|(data|information) (is|are) (treated|kept|handled))\b/,
  },
  de: {
    inConfidence: oneOf(
      String.raw`(?<=(^|[,;:(–-] ?|und |aber |mal |bitte |jetzt |nur )(ganz |mal |nur |bitte )?)unter uns( gesagt)?\s*($|[,.:;!)–-])`,
      String.raw`(bleib\p{L}*|nur|ganz|strikt) (\p{L}+ ){0,4}(unter|zwischen) uns(?!\p{L})`,
      String.raw`(unter|zwischen) uns (gesagt|bleib\p{L}*)(?!\p{L})`,
      String.raw`im vertrauen(?! auf)(?!\p{L})`,
      String.raw`vertraulich(?!\p{L})`,
      String.raw`behalt\p{L}* [\p{L} ]{0,35}für (sich|dich|euch)(?!\p{L})`,
      String.raw`nicht (weitersagen|weitererzählen|weiterleiten|weitergeben|weiterreichen|weitertragen|herumerzählen|verbreiten|nach außen|an die große glocke|für die ohren|für die augen|fürs protokoll)(?!\p{L})`,
      String.raw`(erzähl|sag|gib|geb|leit|reich|trag)\p{L}* ((sie|du|ihr|das|es|dies|diese \p{L}+|bitte|die mail|hiervon|davon|nichts) )*nicht( \p{L}+)? weiter(?!\p{L})`,
      String.raw`(?<=(^|bitte |und |also |aber |[,:;–-] ?))kein(erlei)? (sterbens)?(wort|ton) (darüber|davon|zu|zum|zur|an|gegenüber|über|beim?)(?!\p{L})`,
      String.raw`(das|es) (haben sie|hast du|habt ihr) (aber |bitte |natürlich )?nicht von mir(?!\p{L})`,
      String.raw`von mir (haben|hast|habt) (sie|du|ihr) (das|es) (aber )?nicht(?!\p{L})`,
      String.raw`(soll|sollte|darf|dürfen|sollen|muss) [\p{L} ]{0,30}(niemand|keiner|nichts|nicht) [\p{L} ]{0,20}(erfahren|mitbekommen|mitkriegen|wissen)(?!\p{L})`,
      String.raw`(niemand|keiner) (darf|soll|sollte) [\p{L} ]{0,20}(wissen|erfahren|mitbekommen)(?!\p{L})`,
      String.raw`(weiß|wissen) [\p{L} ]{0,20}(nichts|nicht)[\p{L}, ]{0,30}so bleiben(?!\p{L})`,
      String.raw`noch nicht (offiziell|öffentlich|spruchreif|verkündet|angekündigt|kommuniziert)(?!\p{L})`,
      String.raw`inoffiziell(?!\p{L})`,
      String.raw`hinter vorgehaltener hand(?!\p{L})`,
      String.raw`off the record(?!\p{L})`,
      String.raw`stillschweigen(?!\p{L})`,
      String.raw`(streng )?geheim(?!\p{L})`,
      String.raw`(bitte|seien sie|sei|seid) (da |hier )?diskret(?!\p{L})`,
      String.raw`(ihre|deine|um|absolute|auf) diskretion(?!\p{L})`,
      String.raw`(sag|sagen|erzähl|erzählen)\p{L}* [\p{L} ]{0,20}(niemandem|keinem|niemand)(?!\p{L})`,
      String.raw`(niemandem|niemand|keinem) [\p{L} ]{0,15}(sagen|erzählen)(?!\p{L})`,
      String.raw`unter vier augen(?!\p{L})`,
      String.raw`nicht (bei|gegenüber|vor) (\p{L}+ ){1,3}(erwähnen|ansprechen)(?!\p{L})`,
      String.raw`(bleibt|bleiben|bleibe) (bitte )?(hier im raum|im raum|in diesem (raum|kreis)|unter verschluss)(?!\p{L})`,
    ),
    doNotQuote:
      /(?<!\p{L})(nicht (\p{L}+ )?zitier\p{L}+|zitier(en|t|e)? (sie |du )?(mich|uns|das) (bitte |damit |da |hier |auch )?nicht|kein(en)? zitat|ohne (meinen|unseren) namen|mein name (soll|darf|hat) .{0,20}nicht|nicht namentlich)(?!\p{L})/u,
    doNotContact: oneOf(
      String.raw`(?<=(bitte|direkt|sollen|sollte|dürfen|darf)[\p{L} ]{0,30})(nicht|keinen?) (\p{L}+ ){0,3}(anrufen|kontaktieren|ansprechen|anschreiben|anmailen|einbeziehen|kontakt aufnehmen)(?!\p{L})`,
      String.raw`(nicht|keinen?) (\p{L}+ )?direkt (\p{L}+ )?(anrufen|kontaktieren|ansprechen|anschreiben)(?!\p{L})`,
      String.raw`(kontaktieren|rufen|schreiben|sprechen) sie (bitte )?[\p{L}. ]{0,40}nicht( \p{L}+){0,3}(?!\p{L})`,
      String.raw`(?<=(^|bitte |, ))(kontaktiere?|ruf|schreib|sprich|kontaktiert|ruft|schreibt) [\p{L}. ]{2,40}nicht( \p{L}+){0,2}( an)?(?!\p{L})`,
      String.raw`(läuft|geht|laufen|gehen|alles) [\p{L} ]{0,25}(nur |ausschließlich )?über mich(?!\p{L})`,
      String.raw`(nur|ausschließlich|immer) über mich(?!\p{L})`,
      String.raw`wenden sie sich (bitte )?(nur|ausschließlich) an(?!\p{L})`,
    ),
    optedOut:
      /(?<!\p{L})(abmelden|abbestellen|(aus|von) .{0,20}(verteiler|liste|newsletter) (nehmen|streichen|entfernen|löschen|austragen)|austragen|keine (weiteren |mehr )?(werbung|newsletter|mails|e-mails|anrufe)|nicht mehr (anschreiben|anrufen|kontaktieren)|widerspreche .{0,30}(werbung|nutzung|verarbeitung))(?!\p{L})/u,
    keptFrom:
      /(?<!\p{L})(?:[Nn]icht (?:für|an|bei|gegenüber|mit)|[Oo]hne|[Nn]ichts (?:an|zu))\s+((?:den |dem |die |das |unseren |unserem |unsere |Herrn |Frau )?\p{Lu}[\p{L}-]+)|(\p{Lu}[\p{L}-]+) (?:darf|soll|sollte|muss) .{0,20}nicht(?:s)? (?:wissen|erfahren|sehen|lesen|mitbekommen)/u,
    notMeant:
      /(?<!\p{L})(vertraulichkeitsvereinbarung|vertraulichkeitserklärung|geheimhaltung\p{L}*|vertrauliche[nr]? (informationen|daten|unterlagen)|diese (e-?mail|nachricht|mail) .{0,60}|(empfänger|adressat)\p{L}* bestimmt|(daten|angaben|unterlagen) [\p{L} ]{0,40}vertraulich)(?!\p{L})/u,
  },
  fr: {
    inConfidence: oneOf(
      String.raw`(?<=(^|[,;:(–-] ?|mais |et )(juste |bien |strictement )?)entre nous( soit dit)?\s*($|[,.:;!)–-])`,
      String.raw`(reste|rester|restera|restent|soit) (\p{L}+ ){0,2}entre nous(?!\p{L})`,
      String.raw`entre nous soit dit(?!\p{L})`,
      String.raw`sous le sceau(?!\p{L})`,
      String.raw`sous embargo(?!\p{L})`,
      String.raw`en (toute |grande |totale |stricte )?(confidence|confidentialité)(?!\p{L})`,
      String.raw`(fais|fait|faire) une confidence(?!\p{L})`,
      String.raw`confidentiellement(?!\p{L})`,
      String.raw`(c'est|ceci est|cela est|est|reste|restera|rester|strictement|très|^\P{L}*|à titre|demeure) ?(encore |très |strictement |à ce stade |totalement )?confidentiel(le)?s?(?!\p{L})`,
      String.raw`(garde|gardez|garder|gardons)[ -](ça|cela|ceci|le|la|les|tout ça|tout cela|l'info|l'information|cette \p{L}+|ces \p{L}+)( [\p{L}']+){0,3} pour (toi|vous|nous)(?!\p{L})`,
      String.raw`à garder pour (toi|vous|nous)(?!\p{L})`,
      String.raw`(garde|gardez|garder) (ça |cela |le )?secret(?!\p{L})`,
      String.raw`pas un mot( (à|au|aux|là-dessus|devant|de (ça|cela|tout))(?!\p{L})|[.,!;]|$)`,
      String.raw`motus(?!\p{L})`,
      String.raw`(ne |n'|pas )[\p{L}' ]{0,25}sor(t|te|tir|tira|tent)( pas)? (d'ici|de (ce|cette) (pièce|salle|bureau|cercle|réunion|conversation))(?!\p{L})`,
      String.raw`(ça|cela) (ne )?sort pas d'ici(?!\p{L})`,
      String.raw`ne (surtout )?pas (le |la |les |l'|en )?(diffuser|transférer|ébruiter|répéter|divulguer|faire suivre|faire circuler)(?!\p{L})`,
      String.raw`(?<!(?<!\p{L})(vous|tu|on|ils|elles|il|elle|je|nous|qui) )n(e |')(le |la |les |l')?(répét|diffus|transfér|ébruit|divulgu)(ez|e|es) (surtout )?(pas|rien|à personne)(?!\p{L})`,
      String.raw`(?<!(?<!\p{L})(vous|tu|on|ils|elles|il|elle|je|nous|qui) )n(e le |e la |e l'|'en |e lui en |e leur en |e lui |e leur )(dites|dis|parlez|parle|mentionnez|partagez|partage) (surtout |encore |donc )?(pas|rien|à personne)(?!\p{L})`,
      String.raw`(?<!(?<!\p{L})(vous|tu|on|ils|elles|il|elle|je|nous|qui) )ne (dites|dis) (surtout )?(rien|à personne)(?!\p{L})`,
      String.raw`pas en parler(?!\p{L})`,
      String.raw`pas encore (été )?(public|publique|officiel|officielle|annoncée?s?|rendue? publi\p{L}+)(?!\p{L})`,
      String.raw`off the record(?!\p{L})`,
      String.raw`officieusement(?!\p{L})`,
      String.raw`je (ne )?(vous|t')( ?)ai rien dit(?!\p{L})`,
      String.raw`(ne )?vient pas de moi(?!\p{L})`,
      String.raw`pas (de|par) moi que (vous|tu)(?!\p{L})`,
      String.raw`personne (d'autre )?(ne (doit|devrait|devra|peut) |n'est (encore )?au courant|n'a à)`,
      String.raw`ne (doit|doivent|devrait|devra) (surtout )?(pas|rien) (le |l'|en |encore )?(savoir|apprendre)(?!\p{L})`,
      String.raw`(votre|ta|toute|plus grande|peu de) discrétion(?!\p{L})`,
      String.raw`(soyez|sois|restez|reste) discr(et|ète|ets|ètes)(?!\p{L})`,
    ),
    doNotQuote:
      /(?<!\p{L})(ne (me |nous |le |la )?(citez|cite|citer) pas|pas (me |nous )?citer|sans (me |nous )?citer|pas de citation|sans (mentionner )?mon nom|pas (être )?cité)(?!\p{L})/u,
    doNotContact: oneOf(
      String.raw`(merci de |veuillez |prière de |vous demande de |préfère |éviter de |évitez de |évite de )(ne (pas|plus) )?(me |le |la |les |lui |nous )?(\p{L}+ )?(contacter|appeler|solliciter|écrire à|relancer|joindre|approcher|démarcher)(?!\p{L})`,
      String.raw`ne (pas|plus) (me |le |la |les |lui )?(contacter|appeler|solliciter|relancer|démarcher)(?!\p{L})`,
      String.raw`(?<!(?<!\p{L})(vous|tu|on|ils|elles|il|elle|je|nous|qui) )n(e |')(me |m'|le |la |les |l'|lui |leur |nous )?(contactez|contacte|appelez|appelle|sollicitez|sollicite|écrivez|écris|relancez|relance|joignez|dérangez|dérange) (surtout |donc )?(pas|plus)(?! (ça|cela|avant))(?!\p{L})`,
      String.raw`pass(e|ez|er|era|ent) (uniquement |toujours |exclusivement |d'abord |obligatoirement )?par moi(?!\p{L})`,
      String.raw`uniquement par moi(?!\p{L})`,
    ),
    optedOut:
      /(?<!\p{L})(désabonn\p{L}+|désinscri\p{L}+|(retirez|retirer|supprimez|enlevez|rayez)(-| )?(moi|nous|mon adresse|mon nom)|plus (recevoir|être sollicité)|ne (plus|souhaite plus) .{0,20}(recevoir|être contacté)|m'oppose .{0,30}(prospection|traitement))(?!\p{L})/u,
    keptFrom:
      /(?<!\p{L})(?:[Pp]as (?:un mot )?(?:à|pour|devant|au)|[Rr]ien (?:à|au)|[Ss]ans en parler à)\s+((?:M\. |Mme |la |le |l'|votre |notre )?\p{Lu}[\p{L}-]+)|(\p{Lu}[\p{L}-]+) ne (?:doit|devrait|peut) (?:pas|rien) (?:le |l')?(?:savoir|voir|apprendre|lire)/u,
    notMeant:
      /(?<!\p{L})(accord de confidentialité|clause de confidentialité|engagement de confidentialité|nda|informations confidentielles|données confidentielles|ce (message|courriel|mail|document|courrier)|destinataire\p{L}*)(?!\p{L})/u,
  },
  es: {
    inConfidence: oneOf(
      String.raw`(?<=(^|[,;:(–-] ?|pero |y )(que )?)entre (nosotros|tú y yo|usted y yo|nosotras)\s*($|[,.:;!)–-])`,
      String.raw`(queda|quede|quedar|queden|quedará) (\p{L}+ ){0,2}entre (nosotros|tú y yo|usted y yo|nosotras)(?!\p{L})`,
      String.raw`(digo|cuento|comento|decir|contar|confío) [\p{L} ]{0,15}en confianza(?!\p{L})`,
      String.raw`(?<=(^|[,;:] ?))en confianza(?!\p{L})`,
      String.raw`en (estricta |total |absoluta |toda )(confianza|confidencia|confidencialidad)(?!\p{L})`,
      String.raw`en confidencia(?!\p{L})`,
      String.raw`off the record(?!\p{L})`,
      String.raw`confidencialmente(?!\p{L})`,
      String.raw`(esto|eso|es|queda|muy|estrictamente|^\P{L}*) ?(es |muy |todavía |aún )*confidencial(es)?(?!\p{L})`,
      String.raw`de (forma|manera) confidencial(?!\p{L})`,
      String.raw`no (salga|sale|salgan|debe salir|puede salir) de (aquí|esta|este|nosotros)(?!\p{L})`,
      String.raw`no (se |me )?(lo|la|los|las) (comentes?|comenten|cuentes?|cuenten|digas?|digan|compartas?|compartan|reenvíes?|reenvíen|difundas?|difundan|menciones?|mencionen|repitas?|repitan)(?!\p{L})`,
      String.raw`no (compartas?|compartan|reenvíes?|reenvíen|difundas?|difundan|comentes?|comenten|divulgues?|divulguen) (esto|eso|nada|este|esta|estos|estas)(?!\p{L})`,
      String.raw`no (le |les )?(digas?|digan|cuentes?|comentes?) (nada|esto|eso)(?!\p{L})`,
      String.raw`no (le|les) (digas?|digan|cuentes?|comentes?) que(?!\p{L})`,
      String.raw`guárd(ate|ese|a|e)l[oa]s?( \p{L}+)? para (ti|usted|sí|ustedes|vosotros)(?!\p{L})`,
      String.raw`guárd(atel|esel)[oa](?!\p{L})`,
      String.raw`ni una palabra(?!\p{L})`,
      String.raw`(todavía|aún) no (se ha |ha sido |está |es )?(anunciad[oa]s?|públic[oa]|oficial|hecho públic[oa])(?!\p{L})`,
      String.raw`no (se ha anunciado|es públic[oa]|es oficial) (todavía|aún)(?!\p{L})`,
      String.raw`yo no (te|le|les|os) (he dicho|dije) nada(?!\p{L})`,
      String.raw`no (lo|la) (supiste|sabes|sabe|has sabido) por mí(?!\p{L})`,
      String.raw`extraoficial(mente)?(?!\p{L})`,
      String.raw`bajo (embargo|cuerda)(?!\p{L})`,
      String.raw`(lo|la) sabe nadie(?!\p{L})`,
      String.raw`que nadie (lo |la )?(sepa|se entere)(?!\p{L})`,
      String.raw`nadie (debe|puede|tiene que|debería) (saberlo|enterarse|saber)(?!\p{L})`,
      String.raw`no (debe|puede|debería) (saberlo|enterarse|saber nada)(?!\p{L})`,
      String.raw`(tu|su|vuestra|máxima|con|mucha|absoluta) discreción(?!\p{L})`,
    ),
    doNotQuote:
      /(?<!\p{L})(no (me|nos|lo|la) (cites?|citen|mencion(es|e|en))|sin (citarme|citarnos|mi nombre|mencionarme)|que no (aparezca|salga) mi nombre|no (quiero|queremos) (que )?(me |nos )?(citen|salir|aparecer))(?!\p{L})/u,
    doNotContact:
      /(?<!\p{L})((por favor,? )?no (contactes?|contacten|llames?|llamen|llame|escribas?|escriban|escriba|molestes?|molesten|hables? con|busquen?|contactar|llamar)|todo (pasa|va|debe pasar) por mí|(solo|sólo|únicamente) (a través de mí|por mí|conmigo)|no involucr\p{L}+)(?!\p{L})/u,
    optedOut:
      /(?<!\p{L})(darme de baja|dame de baja|denme de baja|dar de baja mi|quítame|quítenme|elimin(e|en|a) mi (correo|dirección|nombre)|no (quiero|deseo) (recibir|más)|dejen de (enviar|mandar|escribir|llamar)|no me (envíen|manden) más)(?!\p{L})/u,
    keptFrom:
      /(?<!\p{L})(?:[Nn]o (?:es )?(?:para|a|con)|[Nn]ada a|[Ss]in que (?:lo )?(?:sepa|se entere))\s+((?:el |la |su |tu |don |doña )?\p{Lu}[\p{L}-]+)|(\p{Lu}[\p{L}-]+) no (?:debe|puede|tiene que) (?:saberlo|saber|enterarse|verlo)/u,
    notMeant:
      /(?<!\p{L})(acuerdo de confidencialidad|cláusula de confidencialidad|convenio de confidencialidad|información confidencial|datos confidenciales|nda|este (mensaje|correo|e-?mail|documento)|destinatari[oa]s?)(?!\p{L})/u,
  },
}

/** Any of these turns of phrase, where a word begins. */
function oneOf(...phrases: readonly string[]): RegExp {
  return new RegExp(String.raw`(?<!\p{L})(?:${phrases.join('|')})`, 'u')
}
