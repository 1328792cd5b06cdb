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
}

export const RESOLUTION_CUES: Record<Language, ResolutionCues> = {
  en: {
    hands:
      /\b(attached|attaching|enclosed|please find|find (below|attached|enclosed)|herewith|here('s| is| are| you go| it is| they are| comes?)|below (is|are|you)|as (promised|agreed|discussed|requested)|see (the )?(attach\w+|enclosed)|link( is)?:|in this (mail|email)|(is|are) (in your|on your|now (in|on|live|available))|(over|on its way) to you( now)?)/,
    did: /((\b(i|we|he|she|they|just|now)|'ve|'s|has|have|already|was|were|got|been|is|are) (\w+ )?(sent|shared|forwarded|uploaded|posted|delivered|submitted|signed|fixed|resolved|released|shipped|completed|finished|introduced|booked|called|spoke|spoken|asked|updated|added|credited|refunded|invoiced|issued|closed|installed|deployed|patched|raised|placed|paid|set up|put|made|returned|filled|filed|confirmed|scheduled|done|drafted|built|wrote|written|prepared|arranged|extended|moved|tested|migrated|trained|run|ran|given|gave|handed|met|live|out|in place|switched)\b|\b(done|sorted|completed|sent|all set|signed)[.!,:]|\bwent (out|over|live|through)\b|\bhas (the|a) [\w ]{3,30} on it\b)/,
    received:
      /\b(thanks?( you)?( very much| so much| a lot)? (for|,) (the|your|sending|this|sharing|that|all)|got (the|your|it)\b|received|arrived|came (in|through) (today|yesterday|this)|have (the|your) [\w ]{2,30} (now|here)|(report|list|quote|file|draft|sheet|answers?|numbers?) (looks?|is|was|were|are) (good|great|fine|clear|helpful|useful|in order)|i('ve| have)? (read|reviewed|looked (at|through)|seen|checked) (the|your)|we('ve| have) (read|reviewed|seen|got))\b/,
    withdraws:
      /\b(withdraw(n|ing)?|take (it|that|this) back|took (it|that|this) back|retract|cancel(l?ed|s|ling)?|called off|no longer|not going to (happen|work)|(is|it's|that's) off( the table)?\b|scrap(ped)?|drop(ped)? (the|that|it)|have to (drop|pull|cancel|withdraw|skip)|won't (happen|be (able|possible)|do)|can(no|')t (do|offer|make|give|hold|honou?r|keep|speak|come|attend|deliver) .{0,40}(after all|any ?more|now)?|was wrong|is wrong|was a mistake|isn't (true|correct|native)|not (correct|native|true)|correct(ion)? (myself|what i)|i (misspoke|over-?promised)|don't need (it|that|the)|leave it out|pull(ing)? (out|the))\b/,
    moves:
      /\b(slip(s|ped)?|new (date|deadline|version|timeline) (is|:|of|will)|push(ed|ing)? (it |this |that )?(back |out )?to|mov(ed|ing|e) (it |this |that |the \w+ )?(out |back )?to|instead( of)?|rather than|delay(ed)?|later than|not (before|until)|need(s)? (more time|until|another)|postpone[sd]?|reschedule[sd]?|running late|behind|revised|updated (date|offer|quote)|supersedes?|replaces?|no earlier than|change of)\b/,
    notDone:
      /\b(not yet|n't|haven't|hasn't|not (been )?(sent|done|received|arrived)|still (waiting|missing|not|owe|due|open|outstanding)|never (arrived|got|came)|will|'ll|once|if|when|as soon as|would|could|can you|please (send|share|sign))\b/,
  },
  de: {
    hands:
      /(?<!\p{L})(anbei|im anhang|angehängt|beigefügt|beiliegend|füge (ich )?.{0,30}bei|lege (ich )?.{0,40}bei|hänge (ich )?.{0,30}an|hier (ist|sind|kommt|kommen|der|die|das|nun)|hiermit|wie (versprochen|besprochen|vereinbart|gewünscht|zugesagt|angekündigt)|finden sie|findest du|untenstehend|liegt (ihnen |dir )?(jetzt |nun )?(vor|bei|im))(?!\p{L})/u,
    did: /(?<!\p{L})((habe[n]?|hat|ist|sind|wurde[n]?|war) .{0,80}?(geschickt|gesendet|gesandt|übersandt|verschickt|geliefert|erledigt|gemacht|gebucht|angerufen|gesprochen|telefoniert|gefragt|nachgefragt|hochgeladen|eingereicht|unterschrieben|unterzeichnet|behoben|repariert|installiert|aktualisiert|gutgeschrieben|erstattet|freigegeben|freigeschaltet|eingerichtet|erstellt|geschrieben|fertig|abgeschlossen|geklärt|übergeben|vorgestellt|weitergeleitet|bestellt|bezahlt|überwiesen|eingetragen|angepasst|korrigiert|getauscht|ausgetauscht|gebracht|abgeholt|geprüft|gestellt|raus|online|live|da|durchgeführt|bestätigt|vereinbart|verlängert|ausgeliefert|zugestellt|montiert|geschult|verschoben|ergänzt|hinterlegt)|erledigt[.!,:]|ist (raus|durch|erledigt|fertig|unterwegs|online|live)|ging (gestern|heute|am)|(schickte|sandte|lieferte)|gemacht[.!]|läuft (wieder|jetzt))(?!\p{L})/u,
    received:
      /(?<!\p{L})((vielen |herzlichen |besten |lieben )?dank (für|fürs)|danke (dir |ihnen |euch )?(für|fürs)|erhalten|angekommen|eingegangen|eingetroffen|bekommen|liegt (uns|mir) vor|ist da|haben wir (jetzt )?(hier|da)|habe ich (gelesen|durchgesehen|gesehen|angeschaut|geprüft)|sieht (gut|super|ordentlich) aus)(?!\p{L})/u,
    withdraws:
      /(?<!\p{L})(zieh\p{L}* .{0,30}zurück|zurückgezogen|zurückziehen|storniert?|abgesagt|sage[n]? .{0,30}\bab|absagen|entfällt|fällt (leider )?(aus|weg)|doch nicht|nicht mehr|hinfällig|hat sich erledigt|findet nicht statt|war (ein fehler|falsch|mein fehler)|muss (ich |das )?(korrigieren|zurücknehmen)|nehme ich zurück|können wir (leider )?(doch )?nicht|geht (leider )?(doch )?nicht|brauchen (wir|sie|ihr) nicht)(?!\p{L})/u,
    moves:
      /(?<!\p{L})(verschieb\p{L}*|verschoben|verzöger\p{L}*|verspät\p{L}*|erst (am|im|ab|ende|mitte|kw|nächste|in)|statt(dessen)?|neuer (termin|stand|liefertermin|zeitplan)|neues datum|später als|anstelle|nicht vor|dauert (leider )?länger|schaffe[n]? (ich|wir|es) (leider )?(erst|nicht)|ersetzt|aktualisiert|überarbeitet)(?!\p{L})/u,
    notDone:
      /(?<!\p{L})(noch (nicht|kein|offen|immer)|nicht (geschickt|erledigt|erhalten|angekommen)|fehlt|fehlen|steht noch aus|werde[n]?|wird|sobald|wenn|würde|könnte|kannst|können sie|bitte (senden|schicken))(?!\p{L})/u,
  },
  fr: {
    hands:
      /(?<!\p{L})(ci-joint(e|s|es)?|en pièce[s]?[ -]jointe[s]?|en pj|joins|jointe?s?|veuillez trouver|vous trouverez|tu trouveras|voici|comme (promis|convenu|demandé|discuté|annoncé|prévu)|ci-dessous)(?!\p{L})/u,
    did: /(?<!\p{L})((ai|as|a|avons|avez|ont|est|sont|été|c'est|suis) (\p{L}+ ){0,3}(envoyée?s?|transmise?s?|adressée?s?|livrée?s?|faite?s?|terminée?s?|signée?s?|appelée?s?|parlé|demandé|corrigée?s?|réparée?s?|remplacée?s?|installée?s?|créditée?s?|remboursée?s?|réservée?s?|mise?s?|préparée?s?|rédigée?s?|partie?s?|présentée?s?|déposée?s?|validée?s?|prolongée?s?|ajoutée?s?|réglée?s?|remise?s?|retournée?s?|publiée?s?|activée?s?|organisée?s?|payée?s?|vue?s?|en ligne|prêt|reçue?s?)|c'est (fait|parti|réglé|envoyé|bon)|fait[.!,])(?!\p{L})/u,
    received:
      /(?<!\p{L})(merci (beaucoup |bien |encore )?(pour|de l'envoi|d'avoir|de votre envoi)|bien reçue?s?|ai (bien )?reçu|avons (bien )?reçu|est (bien )?arrivée?s?|j'ai (lu|relu|vu|regardé|parcouru)|nous avons (lu|relu|vu))(?!\p{L})/u,
    withdraws:
      /(?<!\p{L})(retir(e|ons|é|ée)|annul(e|ons|é|ée|és|ées|ation)|n'aura (pas|plus) lieu|finalement (pas|plus)|ne (pourrons|pourrai|pouvons|peux) (finalement |malheureusement )?(pas|plus)|n'est plus|abandonn(e|ons|é|ée)|c'était une erreur|je me suis trompée?|je (corrige|rectifie)|plus (besoin|possible|d'actualité))(?!\p{L})/u,
    moves:
      /(?<!\p{L})(report(é|ée|és|ons|e)|décal(é|ée|ons|e|age)|repouss(é|ée|ons)|retard(é|ée|e)?|au lieu (de|du)|plutôt que|nouvelle (date|échéance|version)|nouveau (calendrier|délai)|pas avant|remplace|à la place|plus tard que|finalement)(?!\p{L})/u,
    notDone:
      /(?<!\p{L})(pas encore|n'ai pas|n'avons pas|n'a pas|toujours pas|manque|reste à|attends|attendons|sera|serai|vais|dès que|si vous|pouvez-vous|pourriez)(?!\p{L})/u,
  },
  es: {
    hands:
      /(?<!\p{L})(adjunt(o|a|os|as|amos)|en (el )?adjunto|anexo|aquí (tienes?|tienen|está|están|va|van|te|le|les)|como (acordamos|quedamos|prometí|prometimos|hablamos|comentamos|convenido|pediste|pidió)|a continuación|encontrará[ns]?|según lo (acordado|prometido|hablado)|te paso|les paso|le paso)(?!\p{L})/u,
    did: /(?<!\p{L})((he|has|ha|hemos|han|fue|fueron|está|están|quedó|quedaron|ya) (\p{L}+ ){0,3}(enviad[oa]s?|mandad[oa]s?|entregad[oa]s?|hech[oa]s?|terminad[oa]s?|firmad[oa]s?|llamad[oa]|hablado|preguntado|corregid[oa]s?|reparad[oa]s?|cambiad[oa]s?|instalad[oa]s?|abonad[oa]s?|reservad[oa]s?|puest[oa]s?|preparad[oa]s?|redactad[oa]s?|presentad[oa]s?|list[oa]s?|subid[oa]s?|publicad[oa]s?|activad[oa]s?|pagad[oa]s?|resuelt[oa]s?|recibid[oa]s?|ampliad[oa]s?|prorrogad[oa]s?|añadid[oa]s?|agregad[oa]s?)|(envié|mandé|enviamos|mandamos|entregué|entregamos|hice|hicimos|llamé|hablé|firmé|subí|pasé|terminé|preparé|abonamos|instalamos|salió|quedó|quedaron)|hecho[.!,]|listo[.!,])(?!\p{L})/u,
    received:
      /(?<!\p{L})((muchas |mil )?gracias por (el|la|los|las|su|tu|enviar|mandar|compartir)|recibid[oa]s?|recibimos|recibí|llegó|llegaron|ya tengo|ya tenemos|ya (lo|la) (vi|revisé|leí)|he (leído|revisado|visto))(?!\p{L})/u,
    withdraws:
      /(?<!\p{L})(retir(o|amos|ado|ada)|cancel(o|amos|ado|ada|ados|a)|anul(o|amos|ado|ada)|ya no|al final no|finalmente no|no (va|vamos) a (ser|poder)|no (podremos|podré|podemos) (finalmente |al final )?|fue un error|me equivoqué|corrijo|rectifico|se cae|no hace falta|queda sin efecto|suspendid[oa])(?!\p{L})/u,
    moves:
      /(?<!\p{L})(retras(a|o|ado|ada|amos)|pospon(e|emos|er)|pospuest[oa]|aplaz(a|amos|ado|ada)|mov(er|emos|ido|ida) (a|al)|se mueve|en (lugar|vez) de|nueva (fecha|versión)|nuevo (plazo|calendario)|no antes|más tarde que|sustituye|reemplaza|finalmente|reprogram\p{L}+)(?!\p{L})/u,
    notDone:
      /(?<!\p{L})(todavía no|aún no|no (he|hemos|ha|han)|falta|faltan|pendiente|sigue sin|voy a|vamos a|en cuanto|cuando|puedes|pueden|podría)(?!\p{L})/u,
  },
}
