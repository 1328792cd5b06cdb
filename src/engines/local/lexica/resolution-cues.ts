import type { Language } from '../language.ts'

/** Turns of phrase that say what became of a promise. They run over the lower-cased sentence. */
export type ResolutionCues = {
  /** it comes with this message */
  hands: RegExp
  /** it was done earlier */
  did: RegExp
  /** thanks for it, got it: the other side did it */
  received: RegExp
  /** it will not happen */
  withdraws: RegExp
  /** it happens at another time or in another way */
  moves: RegExp
  /** not yet, have not: no deed after all */
  notDone: RegExp
  /** it is owed: it never came, it was due, somebody waits for it */
  owes: RegExp
}

export const RESOLUTION_CUES: Record<Language, ResolutionCues> = {
  en: {
    hands:
      /\b(attached|attaching|enclosed|please find|find (below|attached|enclosed)|herewith|here('s| is| are| you go| it is| they are| comes?)|below (is|are|you)|as (promised|agreed|discussed|requested)|see (the )?(attach\w+|enclosed)|link( is)?:|in this (mail|email)|(is|are) (in your|on your|now (in|on|live|available))|(over|on its way) to you( now)?|(in|with) the (pdf|file|attachment|sheet))/,
    did: /((\b(i|we|he|she|they|just|now)|'ve|'s|has|have|already|was|were|got|been|is|are) (\w+ )?(sent|shared|forwarded|uploaded|posted|delivered|submitted|signed|fixed|resolved|released|shipped|completed|finished|introduced|booked|called|spoke|spoken|asked|updated|added|credited|refunded|invoiced|issued|closed|installed|deployed|patched|raised|placed|paid|set up|put|made|returned|filled|filed|confirmed|scheduled|done|drafted|built|wrote|written|prepared|arranged|extended|moved|tested|migrated|trained|run|ran|given|gave|handed|met|live|out|in place|switched)\b|\b(done|sorted|completed|sent|all set|signed)[.!,:]|\bwent (out|over|live|through|in|to (you|him|her|them|\w+) (yesterday|today|last|this|on))\b|\b(is|are|'s) (\w+ ){1,6}since\b|\b(got|has|have|had) (his|her|their|its|the|your|it)\b|\bhas (the|a) [\w ]{3,30} on it\b)/,
    received:
      /\b(thanks?( you)?( very much| so much| a lot)? (for|,) (the|your|sending|this|sharing|that|all)|got (the|your|it)\b|received|arrived|landed|reached (me|us)|(gave|passed|handed|forwarded|sent|showed) (me|us) (the|your|their)|came (in|through) (today|yesterday|this)|have (the|your) [\w ]{2,30} (now|here)|(report|list|quote|file|draft|sheet|answers?|numbers?) (looks?|is|was|were|are) (good|great|fine|clear|helpful|useful|in order)|i('ve| have)? (read|reviewed|looked (at|through)|seen|checked) (the|your)|we('ve| have) (read|reviewed|seen|got))\b/,
    withdraws:
      /\b(withdraw(n|ing)?|(take|took|taking) ((it|that|this|them|those) )?back( (it|that|this|the|my|our|what)|(?=[,.;:!]|$))|((is|are|was|were)(n't| not)|never) (mine|ours) to (give|offer|promise|make)|retract|cancel(l?ed|s|ling)?|called off|no longer|not going to (happen|work)|(is|it's|that's) off( the table)?\b|scrap(ped)?|drop(ped)? (the|that|it)|have to (drop|pull|cancel|withdraw|skip)|won't (happen|be (able|possible)|do)|can(no|')t (do|offer|make|give|hold|honou?r|keep|speak|come|attend|deliver) .{0,40}(after all|any ?more|now)?|was wrong|is wrong|was a mistake|isn't (true|correct|native)|not (correct|native|true)|correct(ion)? (myself|what i)|i (misspoke|over-?promised)|don't need (it|that|the)|(please |pls )?(don't|do not|no need to) (come|send|bother|bring|do)|forget (it|about)|leave it out|pull(ing)? (out|the))\b/,
    moves:
      /\b(slip(s|ped)?|new (date|day|deadline|slot)|new (plan|version|timeline)( is| of| will|(?=[:,]))|push(ed|ing)? (it |this |that )?(back |out )?to|mov(ed|ing|e) (it |this |that |the \w+ )?(out |back )?to|instead( of)?|rather than|delay(ed)?|later than|not (before|until)|need(s)? (more time|until|another)|postpone[sd]?|reschedule[sd]?|running late|behind (schedule|plan|on)|revised|updated (date|offer|quote)|supersedes?|replaces?|no earlier than|change of|(and|,) not (on |by )?(the \d+(st|nd|rd|th)|(mon|tues|wednes|thurs|fri)day|\d+(st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))/,
    notDone:
      /\b(yet|n't|haven't|hasn't|not (been )?(sent|done|received|arrived)|still (waiting|missing|not|owe|due|open|outstanding)|never (arrived|got|came)|will|'ll|once|if|when|as soon as|would|could|can you|planned|unchanged|please (send|share|sign))\b/,
    owes: /\b(still (waiting|missing|owed?|due|outstanding|pending|don't|do not|haven't|hasn't|not|no)|(don't|do not|doesn't) have (it|the|your|any|mine)|((have|has)(n't| not)|never|did(n't| not)) (\w+ ){0,2}(received|got|get|gotten|seen|arrived?|came|come|sent?|heard|answer(ed)?|happen(ed)?|shown?|landed)|(is|are|was)(n't| not) (\w+ )?(back|here|ready|done|out|there|finished|in (this|the|yet))|not (back|here|ready|done|out|there|finished|in) yet|half done|(was|were) due|(i|we) missed|should have (been|had|gone|come|sent)|ought to (have|reach|be)|overdue|no sign of|i owe|owe (you|him|her|them|us)|is late|running late|not going to make|(i|we|you|he|she|they) (told|promised) (\w+ )?(you|us|me|them|him|her|the|by)?|(was|were) (told|promised)|i know (i|we|you) said)\b/,
  },
  de: {
    hands:
      /(?<!\p{L})(anbei|im anhang|angehängt|beigefügt|beiliegend|füge (ich )?.{0,30}bei|lege (ich )?.{0,40}bei|hänge (ich )?.{0,30}an|hier (ist|sind|kommt|kommen|der|die|das|nun)|hiermit|wie (versprochen|besprochen|vereinbart|gewünscht|zugesagt|angekündigt)|finden sie|findest du|untenstehend|liegt (ihnen |dir )?(jetzt |nun )?(vor|bei|im)|wie (erbeten|gewünscht|telefonisch)|hab ich .{0,20}angehängt)(?!\p{L})/u,
    did: /(?<!\p{L})((habe[n]?|hat|ist|sind|wurde[n]?|war) .{0,80}?(geschickt|gesendet|gesandt|übersandt|verschickt|geliefert|erledigt|gemacht|gebucht|angerufen|gesprochen|telefoniert|gefragt|nachgefragt|hochgeladen|eingereicht|unterschrieben|unterzeichnet|behoben|repariert|installiert|aktualisiert|gutgeschrieben|erstattet|freigegeben|freigeschaltet|eingerichtet|erstellt|geschrieben|fertig|abgeschlossen|geklärt|übergeben|vorgestellt|weitergeleitet|bestellt|bezahlt|überwiesen|eingetragen|angepasst|korrigiert|getauscht|ausgetauscht|gebracht|abgeholt|geprüft|gestellt|raus|online|live|da|durchgeführt|bestätigt|vereinbart|verlängert|ausgeliefert|zugestellt|montiert|geschult|verschoben|ergänzt|hinterlegt)|erledigt[.!,:]|ist (raus|durch|erledigt|fertig|unterwegs|online|live)|ging (gestern|heute|am)|(schickte|sandte|lieferte)|gemacht[.!]|läuft (wieder|jetzt))(?!\p{L})/u,
    received:
      /(?<!\p{L})((vielen |herzlichen |besten |lieben )?dank (für|fürs)|danke (dir |ihnen |euch )?(für|fürs)|erhalten|angekommen|eingegangen|eingetroffen|bekommen|liegt (uns|mir|ihm|ihr|ihnen)? ?(seit .{0,20})?(vor|bei)|ist da|ha(be?|ben|t) (ich|wir|er|sie)? ?.{0,40}(gelesen|durchgesehen|durchgeschaut|angesehen|angeschaut)|kam (noch|gestern|heute|am|pünktlich)|haben wir (jetzt )?(hier|da)|habe ich (gelesen|durchgesehen|gesehen|angeschaut|geprüft)|sieht (gut|super|ordentlich) aus)(?!\p{L})/u,
    withdraws:
      /(?<!\p{L})(zieh\p{L}* .{0,30}zurück|zurückgezogen|zurückziehen|storniert?|abgesagt|sage[n]? .{0,30}\bab|absagen|entfällt|fällt (leider )?(aus|weg)|doch nicht|nicht mehr|hinfällig|hat sich erledigt|können (sie|wir|ihr|du) (das |den |die )?(knicken|vergessen|streichen|lassen)|lassen (wir|sie) .{0,20}fallen|fallen lassen|lassen wir fallen|gestorben|vom tisch|nicht mehr (nötig|erforderlich)|findet nicht statt|war (ein fehler|falsch|mein fehler)|muss (ich |das )?(korrigieren|zurücknehmen)|nehme ich zurück|können wir (leider )?(doch )?nicht|geht (leider )?(doch )?nicht|brauchen (wir|sie|ihr) nicht)(?!\p{L})/u,
    moves:
      /(?<!\p{L})(verschieb\p{L}*|verschoben|verzöger\p{L}*|verspät\p{L}*|erst (am|im|ab|ende|mitte|kw|nächste|in)|statt(dessen)?|neuer (termin|plan|stand|liefertermin|zeitplan|zeitraum|zeitpunkt)|neue (frist|zeit)|neues datum|rutscht|verlegt|verlegen|vertagt|später als|anstelle|nicht vor|dauert (leider )?länger|schaffe[n]? (ich|wir|es) (leider )?(erst|nicht)|ersetzt|aktualisiert|überarbeitet|(und|,) nicht (mehr )?(am|bis|im|zum|den|der) (\d|\p{L}+tag|mittwoch|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember))(?!\p{L})/u,
    notDone:
      /(?<!\p{L})(noch (nicht|kein|offen|immer)|nicht (geschickt|erledigt|erhalten|angekommen)|fehlt|fehlen|steht noch aus|werde[n]?|wird|sobald|wenn|würde|könnte|kannst|können sie|bitte (senden|schicken))(?!\p{L})/u,
    owes: /(?<!\p{L})(noch (nicht|keine?\p{L}*|offen|immer (nicht|keine?\p{L}*))|fehlt (mir|uns|noch|immer)|warten? (ich |wir )?(noch|immer|seit|auf)|schuldig|schulde|steht (noch )?aus|nie (gekommen|angekommen|erhalten|geschickt)|nicht (raus|fertig|da|angekommen|gekommen|eingegangen|geschickt|geschafft|dazu gekommen)|(wäre|wären|war|waren|ist|sind) (heute |gestern |schon |längst )?(fällig|überfällig)|wo (bleibt|bleiben)|liegen ?geblieben|geht es sich .{0,20}nicht aus|ha(tte|tten|ttest|be|ben|st) .{0,40}(zugesagt|versprochen)|war .{0,20}(zugesagt|versprochen)|schaff\p{L}* .{0,20}nicht|(hätte|hätten) .{0,40}(sollen|müssen)|(verpasst|versäumt|untergegangen|verschwitzt))(?!\p{L})/u,
  },
  fr: {
    hands:
      /(?<!\p{L})(ci-joint(e|s|es)?|en pièce[s]?[ -]jointe[s]?|en pj|joins|jointe?s?|veuillez trouver|vous trouverez|tu trouveras|voici|comme (promis|convenu|demandé|discuté|annoncé|prévu)|ci-dessous)(?!\p{L})/u,
    did: /(?<!\p{L})((ai|as|a|avons|avez|ont|est|sont|été|c'est|suis) (\p{L}+ ){0,3}(envoyée?s?|transmise?s?|adressée?s?|livrée?s?|faite?s?|terminée?s?|signée?s?|appelée?s?|parlé|demandé|corrigée?s?|réparée?s?|remplacée?s?|installée?s?|créditée?s?|remboursée?s?|réservée?s?|mise?s?|préparée?s?|rédigée?s?|partie?s?|présentée?s?|déposée?s?|validée?s?|prolongée?s?|ajoutée?s?|réglée?s?|remise?s?|retournée?s?|publiée?s?|activée?s?|organisée?s?|payée?s?|vue?s?|en ligne|prêt|reçue?s?)|c'est (fait|parti|réglé|envoyé|bon)|fait[.!,])(?!\p{L})/u,
    received:
      /(?<!\p{L})(merci (beaucoup |bien |encore )?(pour|de l'envoi|d'avoir|de votre envoi)|bien reçue?s?|ai (bien )?reçu|avons (bien )?reçu|(est|sont) (bien )?(arrivée?s?|parvenue?s?)|reçue?s? (hier|ce matin|le|lundi|mardi|mercredi|jeudi|vendredi)|j'ai (lu|relu|vu|regardé|parcouru)|nous avons (lu|relu|vu))(?!\p{L})/u,
    withdraws:
      /(?<!\p{L})(retir(e|ons|é|ée)|annul(e|ons|é|ée|és|ées|ation)|n'aura (pas|plus) lieu|finalement (pas|plus)|ne (pourrons|pourrai|pouvons|peux) (finalement |malheureusement )?(pas|plus)|n'est plus|abandonn(e|ons|é|ée)|c'était une erreur|je me suis trompée?|je (corrige|rectifie)|plus (besoin|possible|d'actualité|la peine|nécessaire)|laissez tomber|laisse tomber|on oublie|oubliez|inutile d\p{L}+|tombe à l'eau|n'en (veut|voulons|veux) plus)(?!\p{L})/u,
    moves:
      /(?<!\p{L})(report(é|ée|és|ons|e)|décal(é|ée|ons|e|age)|repouss(é|ée|ons)|retard(é|ée|e)?|au lieu (de|du)|plutôt que|nouvelle (date|échéance|version)|nouveau (plan|calendrier|délai)|pas avant|remplace|à la place|plus tard que|finalement|glisse|pass(e|ons|era) (au|à la|du)|nouveau créneau|(et|,) (pas|non) (le|pour le|avant le) \d)(?!\p{L})/u,
    notDone:
      /(?<!\p{L})(pas encore|n'ai pas|n'avons pas|n'a pas|toujours pas|manque|reste à|attends|attendons|sera|serai|vais|dès que|si vous|pouvez-vous|pourriez)(?!\p{L})/u,
    owes: /(?<!\p{L})(toujours pas|pas encore|(n'|n’)(ai|avons|a|est|ont|avez|as) (toujours |encore )?(pas|rien|jamais) (\p{L}+ ){0,2}(reçue?s?|arrivée?s?|eue?s?|vue?s?|envoyée?s?|faite?s?|finie?s?|partie?s?|prête?s?|venue?s?)|attend(s|ons) (toujours|encore)|manque (toujours|encore)|en retard|(a|as|ai|avais|aviez|avait|avions|avez|avons) (dit|promis|annoncée?|promise)|devai(t|ent) (être|arriver|partir)|où en (est|sont|êtes)|(vous|te|lui|leur) dois|rien (reçu|vu|venu)|jamais (reçue?s?|arrivée?s?|venue?s?)|aura(is|it|ient|ions|iez) dû|(ai|avons|a|ont) (oublié|raté|manqué)|pas (eu le temps|pu (finir|terminer|envoyer|le|la|les)))(?!\p{L})/u,
  },
  es: {
    hands:
      /(?<!\p{L})(adjunt(o|a|os|as|amos)|(ahí|aquí) (va|van|tiene|le|te|os)|^va(n)? (el|la|los|las|adjunt\p{L}+)|en el (pdf|fichero|archivo|documento)|como (quedé|quedó|le dije|te dije)|en (el )?adjunto|anexo|aquí (tienes?|tienen|está|están|va|van|te|le|les)|como (acordamos|quedamos|prometí|prometimos|hablamos|comentamos|convenido|pediste|pidió)|a continuación|encontrará[ns]?|según lo (acordado|prometido|hablado)|te paso|les paso|le paso)(?!\p{L})/u,
    did: /(?<!\p{L})((he|has|ha|hemos|han|fue|fueron|está|están|quedó|quedaron|ya) (\p{L}+ ){0,3}(enviad[oa]s?|mandad[oa]s?|entregad[oa]s?|hech[oa]s?|terminad[oa]s?|firmad[oa]s?|llamad[oa]|hablado|preguntado|corregid[oa]s?|reparad[oa]s?|cambiad[oa]s?|instalad[oa]s?|abonad[oa]s?|reservad[oa]s?|puest[oa]s?|preparad[oa]s?|redactad[oa]s?|presentad[oa]s?|list[oa]s?|subid[oa]s?|publicad[oa]s?|activad[oa]s?|pagad[oa]s?|resuelt[oa]s?|recibid[oa]s?|ampliad[oa]s?|prorrogad[oa]s?|añadid[oa]s?|agregad[oa]s?)|(envié|mandé|enviamos|mandamos|entregué|entregamos|hice|hicimos|llamé|hablé|firmé|subí|pasé|terminé|preparé|abonamos|instalamos|salió|quedó|quedaron)|hecho[.!,]|listo[.!,])(?!\p{L})/u,
    received:
      /(?<!\p{L})((muchas |mil )?gracias por (el|la|los|las|su|tu|enviar|mandar|compartir)|recibid[oa]s?|recibimos|recibí|llegó|llegaron|ya tengo|ya tenemos|ya (lo|la|los|las) (vi|revisé|leí|tiene[ns]?|tengo)|(me|nos|le) llegó|he (leído|revisado|visto))(?!\p{L})/u,
    withdraws:
      /(?<!\p{L})(retir(o|amos|ado|ada)|cancel(o|amos|ado|ada|ados|a)|anul(o|amos|ad[oa]s?)|cancelad[oa]s?|ya no|no (las?|los?|me|nos) (mandes?|manden|envíes?|envíen|traiga|hagas?)|olvíd\p{L}+|al final no|finalmente no|no (l[oa]s? )?(va|van|vamos|voy) a (llegar a )?(ser|poder|hacer|dar|tener)|no (podremos|podré|podemos) (finalmente |al final )?|fue un error|me equivoqué|corrijo|rectifico|no hace falta|queda sin efecto|suspendid[oa])(?!\p{L})/u,
    moves:
      /(?<!\p{L})(retras(a|o|ado|ada|amos)|pospon(e|emos|er)|pospuest[oa]|aplaz(a|amos|ado|ada)|mov(er|emos|ido|ida) (a|al)|se mueve|en (lugar|vez) de|nueva (fecha|versión)|nuevo (plan|plazo|calendario)|no antes|más tarde que|sustituye|reemplaza|finalmente|reprogram\p{L}+|(se )?pasa (al|a la|a|del|de)|pasamos (al|a la)|se traslada|(y|,) no (el|para el|antes del) \d)(?!\p{L})/u,
    notDone:
      /(?<!\p{L})(todavía no|aún no|no (he|hemos|ha|han)|falta|faltan|pendiente|sigue sin|voy a|vamos a|en cuanto|cuando|puedes|pueden|podría)(?!\p{L})/u,
    owes: /(?<!\p{L})(todavía no|aún no|(sigue[ns]?|seguimos|sigo) sin|no (me |nos |le |les |lo |la |los |las )?(ha|han|he|hemos) (llegado|recibido|enviado|hecho|visto|podido|terminado|mandado)|no (me |nos |lo |la )?(llegó|llegaron|hice|hicimos|recibí|recibimos|tengo|tenemos|llega|llegamos)|(quedó|quedaron|está|están|sigue|siguen) (a medias|pendientes?|sin)|(le|te|les|os|nos) deb(o|emos|e|en)|no está[ns]? (metid|hech|list|firmad|termin)\p{L}*|con retraso|(se me|se nos) (pasó|olvidó|ha pasado|ha olvidado)|no me (dio|ha dado) tiempo|(debía|debían|tendría|tenía que) (haber|estar|llegar)|(le|te|les|os|me|nos) (dij[eo]|dijimos|dijeron|dijiste|prometi\p{L}+)|llego tarde|no doy abasto)(?!\p{L})/u,
  },
}
