import type { Language } from '../language.ts'

/** Undertakings that no verb of doing carries. The expressions run over the lower-cased sentence. */
export type UndertakingCues = {
  /** binds by the words themselves: we undertake to, she has agreed to, you have my word */
  pledges: RegExp
  /** it is mine to do, consider it done, leave it with me */
  mine: RegExp
  /** expect it, look out for it, its new day is */
  announces: RegExp
  /** the speaker pays: at our cost, on us, the house pays */
  bears: RegExp
  /** what the other side may do without paying for it, what stays as it is, what is not charged */
  grants: RegExp
  /** says back what the other side takes upon itself */
  saysBack: RegExp
}

export const UNDERTAKING_CUES: Record<Language, UndertakingCues> = {
  en: {
    pledges:
      /(?<!\b(did|do|can|if) )\b(i|we) (also |hereby |gladly |formally )*(undertake|agree|accept|commit|pledge|promise|guarantee)( you| ourselves| myself)? (to|that|a|an|no|two|three|\d+)\b|(?=\bha|')(?<!\b(they|who|that|you|those)( \p{L}+)? ?)(\bhas|\bhave|'s|(?<!they|you)'ve) (now |just |also )?(agreed|promised|undertaken|committed|volunteered|pledged|signed up) (to|that)\b|\b(it is|it's|as|we) agreed( on the \p{L}+| with you| yesterday)? ?(that|, (the|our|your|we|you))\b(?!.{0,60}:\W*$)|\b(you have|you've got|you've) (my|our) word\b|\brest assured\b/u,
    mine: /\bconsider (it|that|this|them|the \p{L}+) (as )?(good as )?(done|started|sorted|settled|booked|yours|handled|fixed|covered|in hand)\b|\b(it|this|that) (one )?(falls|comes down|is down) to (me|us)\b|\b(comes|come) from (us|me)(?= *([,.;:!]|by\b|on\b|before\b|$))|\b(mine|ours) to \p{L}+|\b(count|put|pencil) (me|us) (in|down) (for|to)\b|\b(is|are|'s) (down|up) for it\b|\b(i|we) (still )?owe you (the|a|an|your|that|those|two|three) (?!beer|drink|coffee|lunch|apolog|favou?r|thank|big|explanation)/u,
    announces:
      /^\W*(please |do |so |and )*(expect|look out for|watch out for|watch for|stand by for) (a|an|the|our|my|it|them|two|three)\b|\byou (can|should|may|might as well) (safely )?(expect|count on) (a|an|the|our|my|it|them|that|two|three)\b|\bnew (delivery |go-live |start |ship )?(date|window|deadline|slot) (for|of) (?!(our|the) (call|meeting|demo|review))|^\W*(the |our )?new (date|deadline|eta)( is|:)|\b(slips|moves|shifts|is (moved|pushed|rescheduled|postponed)) to \p{L}*day\b|\bwill be (on |by )?(the )?\d[\p{L}\d ]{0,20},? (and |rather than |instead of )(not )?(on |by )?the\b/u,
    bears:
      /\bpays? nothing\b|\b(at|on) (our|my) (own )?(cost|costs|expense|dime|tab|nickel)\b|(?<!\b(that|this|it|one) ?)(\bis|\bare|'s|\bbe|\bcomes?|\bgoes) (all )?on us\b|\bon the house\b|\b(i|we)('ll| will)? (gladly |simply |just )?(eat(?! (my|our|a|the|lunch|dinner)\b)|swallow|absorb|shoulder|foot|bear(?! (in|with)\b)|waive|write off|pick up the (bill|tab|cost))\b|\b(carr(y|ies)|bears?|foots?|picks? up|pays?( for)?|shoulders?) (the|all|any|half|both|your)( \p{L}+){0,2} (costs?|fees?|bill|charges?|freight|difference|expenses?|tab)\b/u,
    grants:
      /\byou ((can|may|could|are free to|are entitled to|have the right to) (then |also |still |always )*(leave|cancel|exit|terminate|walk( away)?|drop|return|give notice|step out|opt out|withdraw|pause|downgrade|hand (it|them) back|get out|quit|end)|have until)\b.{0,90}\b(without|free|no|any time|penalty|if we|should we|charge)\b|\bmay (leave|cancel|exit|terminate|withdraw) (\p{L}+ ){0,5}without\b|\byou ((can|may) )?(leave|cancel|exit|terminate|walk( away)?) without\b|\b(price|prices|pricing|rate|rates|fee|fees|discount|tariff|terms|quote|offer|window)\b.{0,45}\b(is|are|stays?|remains?|will (be|stay|remain)) (\p{L}+ )?(locked|frozen|fixed|held|guaranteed|capped|protected|untouched|unchanged|firm|flat|as (we )?(discussed|agreed|it is))\b|\b(earns?|entitles?|gets?|gives?) you (a|an|one|two|to a)( \p{L}+)?('s)? (\p{L}+ )?(credit|refund|discount|free|right|rebate)\b|\b(clause|renewal|auto-renewal|minimum|penalty|lock-in|paragraph|commitment) (comes out|is (struck|dropped|removed|gone)|goes away|drops out)\b|\b(no|nothing) (\p{L}+ ){0,4}(goes|leaves|is sent|gets sent|ships|goes live|is switched) .{0,60}\b(before|until|without)\b|\b(the )?(choice|decision) (stays|remains|is) (yours|with you)\b|\bno (setup|set-up|cancellation|exit|onboarding|implementation|delivery|extra|additional) (fee|fees|charge|charges|cost|costs) (for|on|to) (you|your|the)\b/u,
    saysBack:
      /^\W*(ok(ay)?|great|perfect|good|lovely|fine|super|wonderful|brilliant|right|thanks|so|then|and)?\W*(then |so )*(you(('re| are)|'ll| will|r side)? (cover|covers|covering|take|takes|taking|handle|handles|handling|pay|pays|paying|send|sending|bring|bringing|provide|providing|deal|carry|own|do|doing|pick up|sort|sorting)|i take it (that )?you('ll| will))\b/u,
  },
  de: {
    pledges:
      /(?<!\p{L})((verpflichte|verpflichten) (ich |wir )?(mich|uns)|(ich|wir) (sage|sagen|sichere|sichern) .{0,40}(?<!\p{L})zu(?!\p{L})|(hat|haben|habe) (\p{L}+ ){0,4}(zugesagt|zugesichert|versprochen)|versprochen(?! ist)\W*$|(mein|unser) wort( drauf| darauf)?(?!\p{L})|es ist (vereinbart|abgemacht|ausgemacht), dass|(stehen|stehe) (wir|ich) zu(m|r)? (\p{L}+ )?(zusage|wort|angebot|preis)|das ist (beschlossen|zugesagt|versprochen)|(verspreche|versprechen|garantiere|garantieren|versichere|versichern) (ich |wir )?(ihnen|euch|dir))/u,
    mine: /(?<!\p{L})((das|es) (mal )?(meine|unsere) (sorge|sache|aufgabe|baustelle) (sein)?|(liegt|liegen) bei (mir|uns)(?!\p{L})|(kommt|kommen) von (mir|uns|(meine[rm]|unsere[rm]) (kollegin|kollegen|chefin|chef|team|technik\p{L}*|buchhaltung))(?!\p{L})|(auf|an) (meine[rm]?|unsere[rm]?) (liste|zettel|schreibtisch)|(das|es) (macht|übernimmt|erledigt|kommt von) (der |die |herr |frau |kollege |kollegin )?\p{L}+\W*$|betrachten sie (das|es) als (erledigt|gebucht)|darum kümmer[en]?)(?!\p{L})/u,
    announces:
      /(?<!\p{L})((sie|du|ihr) (können|kannst|könnt|dürfen|darfst) (\p{L}+ ){0,3}mit (dem|der|den|einem|einer|unserem|unserer) .{0,60}rechnen|rechnen sie (\p{L}+ ){0,3}mit (dem|der|den|einem|einer|unserem|unserer)|(das|die|der) wird (aber |dann |nun |jetzt |leider |eher |erst |wohl )+(der \d|montag|dienstag|mittwoch|donnerstag|freitag|ende|anfang|mitte|kw|nächste)|neue[rs]? (liefertermin|zeitraum|datum|stichtag|termin für (die|den|das) (?!gespräch|call|besprechung)))(?!\p{L})/u,
    bears:
      /(?<!\p{L})(auf (unsere|meine) (kosten|kappe|rechnung)|geht auf (uns|mich|unsere|meine|haus)|aufs haus|(die|das|den) (trage|tragen|zahle|zahlen|übernehme|übernehmen) (wir|ich)|(berechne|berechnen) (wir|ich) (ihnen |euch |dir |dann )?(nichts|nur|keine?n?)(?!\p{L})|(sich )?keine gedanken (zu )?machen, die tragen)(?!\p{L})/u,
    grants:
      /(?<!\p{L})((können|kannst|könnt|dürfen|darfst|dürft) (sie|du|ihr) .{0,60}(kündigen|aussteigen|zurückgeben|zurücktreten|stornieren|abbestellen)|(sie|du|ihr) (können|kannst|könnt|dürfen) .{0,60}(kündigen|aussteigen|zurückgeben|zurücktreten|stornieren)|(räumen|räume) (wir|ich) .{0,80} ein\W*$|(preis|preise|tarif|tarife|kondition|konditionen|satz|rabatt|miete|gebühr)(?!\p{L}).{0,40}(eingefroren|festgeschrieben|garantiert|gedeckelt|anwendbar|unverändert|stabil|fix|gesichert)|bleibt .{0,40}(tarif|preis|satz|rabatt).{0,20}(anwendbar|unverändert|bestehen|gültig)|gilt für (sie|euch|dich) (weiterhin|weiter|unverändert)|ohne aufpreis|(klausel|verlängerung|mindestlaufzeit|pönale|bindung) (entfällt|fällt weg|kommt raus|streichen wir)|(nichts|kein\p{L}*( \p{L}+){0,3}) (geht|verlässt|wird) .{0,50}(bevor|ohne|ehe)(?!\p{L}).{3,}|bleibt (ganz )?(ihnen|dir|euch) überlassen)(?!\p{L})/u,
    saysBack:
      /(?<!\p{L})((ich|wir) (halte|halten|notiere|notieren) (\p{L}+ )?fest: .{0,60}(durch|von|bei) (sie|ihnen|euch|dir)(?!\p{L})|^\W*(gut|prima|super|ok|okay|perfekt|schön|wunderbar|alles klar|dann)?\W*(also |dann |damit )+(übernehmen|schicken|liefern|machen|tragen|zahlen|bringen|stellen|organisieren|erledigen|prüfen) sie(?!\p{L}))/u,
  },
  fr: {
    pledges:
      /(?<!\p{L})((je m'|nous nous |s')(engage|engageons|oblige|obligeons|engagent|obligent) à|(nous|je|j')( )?(acceptons|accepte) (de|d')|(a|ont|ai|avons) (promis|accepté|convenu) (de|d'|que)|il (est|a été) (convenu|entendu|acté|prévu) (que|qu'|entre)|promis( juré)?(?= *[,!.:])|vous avez (ma|notre) parole|soyez (tranquille|sans crainte|assurée?s?)|(ne manquerai|ne manquerons) pas de)(?!\p{L})/u,
    mine: /(?<!\p{L})(c'est (désormais |maintenant )?(notre|mon) (affaire|rôle|job|boulot)|(vient|viennent|viendra|viendront) de (moi|nous|chez nous|(mon|ma|notre) (collègue|équipe|service))(?! (que|de))|(c'est|ce sera|reste) (pour|à) (nous|moi|notre charge|ma charge)(?! (que|de))|s'y colle|s'y collent|(j'en|nous en) fais (\p{L}+ )?affaire|(je m'y|nous nous y) (colle|collons|mets|mettons)|je vous dois (encore )?(le|la|les|un|une)|considérez (que )?(c'est|cela comme) (fait|réglé))(?!\p{L})/u,
    announces:
      /(?<!\p{L})(vous (pouvez|pourrez) (compter sur|tabler sur|vous attendre à)|attendez-vous à) (le|la|les|un|une|notre|mon|l')(?!\p{L})|(?<!\p{L})(nouvelle (date|échéance)|nouveau délai) (de|pour|d')(?! (la réunion|l'appel|notre))|(?<!\p{L})(ce sera (plutôt|finalement|désormais) (le |au )?\p{L}+ ?\d|(je|on|nous) (?!(vous |te )?propos)(\p{L}+ ){0,4}(repousse|repousser|décale|décaler|reporte|reporter|repoussons|décalons|reportons) .{0,60}(?<!\p{L})au (\p{L}+ )?\d)/u,
    bears:
      /(?<!\p{L})(à (nos|mes) frais|(c'est|est|sera|sont|seront) (pour (nous|notre pomme)|pour notre compte|à notre charge|de notre poche)|cadeau de la maison|(fais|faisons|fait|faisions|ferons) grâce d[eu']s?|(je|on) (vous |te )?(l'|le |la |les )?(efface|offre|annule|abandonne|prends? à (ma|notre) charge)|nous (vous |te )?(l'|le |la |les )?(effaçons|offrons|annulons|abandonnons|prenons à notre charge)|sans majoration)(?!\p{L})/u,
    grants:
      /(?<!\p{L})((vous (pouvez|pourrez)|libre à vous de) .{0,50}(résilier|partir|sortir|annuler|arrêter|rendre|quitter|dénoncer)|(prix|tarif|tarifs|remise|taux|conditions|loyer)(?!\p{L}).{0,40}(bloqué|gelé|figé|garanti|inchangé|maintenu|plafonné|ferme)e?s?(?!\p{L})|ne (vous )?sera pas facturée?s?|(clause|reconduction|pénalité|engagement|minimum)( \p{L}+){0,2} (disparaît|saute|est (supprimée?|retirée?|enlevée?))|(rien|aucun\p{L}*( \p{L}+){0,3}) ne (part|partira|sort|sera envoyé\p{L}*) .{0,50}(avant|sans)(?!\p{L}).{3,}|vous (gardez|conservez|restez) (la main|le choix|libres?|maîtres?)|(continuez|continuerez) (à|de) (choisir|décider))(?!\p{L})/u,
    saysBack:
      /(?<!\p{L})((je|nous) (retiens|retenons|note|notons|comprends|comprenons) (donc )?que .{0,60}((est|sera|sont|reste) (pour|à) (vous|votre|toi)|vous (prenez|vous chargez|assurez|payez|fournissez|envoyez)))(?!\p{L})/u,
  },
  es: {
    pledges:
      /(?<!\p{L})((me|nos) (comprometo|comprometemos|obligo|obligamos)|(puedo|podemos) (comprometerme|comprometernos) a|aceptamos|acepto (?!la|el|los|las)|(se ha|se han|ha|han|he|hemos) (comprometido|acordado|aceptado|pactado) (a|en|que|de)|(pactamos|acordamos|quedamos en|hemos quedado en|quedó acordado|está acordado|convenimos) (que )?|(tiene|tienes|tienen) (mi|nuestra) palabra|palabra de honor|prometido(?= *[,!.:]))(?!\p{L})/u,
    mine: /(?<!\p{L})((queda|está|lo tengo|déjelo|déjalo|déjenlo|déjemelo) en (mi tejado|mis manos|nuestras manos|nuestro tejado)|eso (es )?(cosa|asunto|tarea) (mía|nuestra)|(lo|la|los|las) (pone|ponen|manda|mandan) (mi|nuestr[oa]) \p{L}+|(lo|la|los|las) ((?!(digo|veo|creo|entiendo|tengo|siento|quiero|noto|recuerdo) )\p{L}{3,}o yo|\p{L}+[aei]mos nosotr[oa]s)(?!\p{L})|me pongo (con|a)|nos ponemos (con|a)|(te|le|les|os) debo (la|el|los|las|un|una)|delo por hecho|dalo por hecho)(?!\p{L})/u,
    announces:
      /(?<!\p{L})((puede|puedes|pueden|podéis) (contar con|esperar) (el|la|los|las|un|una|nuestro|nuestra|mi)|cuenten? con (el|la|los|las|un|una) |(nueva fecha|nuevo plazo) (de|para)(?! (la|nuestra) (reunión|llamada)))(?!\p{L})/u,
    bears:
      /(?<!\p{L})(va(n)? por (la casa|nuestra cuenta|cuenta nuestra)|(corre|corren|va|van) (a|de|por) (nuestro|nuestra) (cargo|cuenta)|a (nuestro|nuestra) (cargo|costa|cuenta)|(lo|la|los|las) (pagamos|pago|asumimos|asumo|cubrimos|ponemos) (nosotros|nosotras|yo)|no (verán|verá|verás|pagarán|pagará|pagarás) (ese|ningún|el) (cargo|coste|costo|recargo)|sin factura)(?!\p{L})/u,
    grants:
      /(?<!\p{L})((puede|puedes|pueden|podrá|podrán|podrás|podréis) .{0,50}(rescindir|cancelar|darse de baja|salir|salirse|devolver|irse|terminar)(?!\p{L}).{0,60}(sin|cuando|si|en cualquier)|(precio|precios|tarifa|tarifas|cuota|descuento|condiciones)(?!\p{L}).{0,40}(congelad|bloquead|garantizad|blindad|fij|cerrad)[oa]s?(?!\p{L})|(le|les|te|os) corresponden? (un|una|dos|tres)|l[oa]s? (sigue|siguen|sigues|seguís) \p{L}+ndo (usted|ustedes|tú|vosotr[oa]s)|(renovación|cláusula|penalización|permanencia)( \p{L}+){0,2} (desaparece|se (quita|elimina|retira))|(nada|ningún \p{L}+|ninguna \p{L}+) (sale|se (manda|envía)|va) .{0,50}(antes de|sin|hasta)(?!\p{L}).{3,})(?!\p{L})/u,
    saysBack:
      /(?<!\p{L})((me|nos) (l[oa]s? )?(har(ás|éis) llegar|(enviar|mandar|pasar|entregar|remitir|dar|traer|presentar)(ás|éis))|(quedo|quedamos|me quedo|entiendo|apunto|anoto) (entonces )?(en )?que .{0,60}(es|son|corre|corren|va) (cosa|cuenta|cargo|asunto|por cuenta|de su|a su|de tu) ?(de )?(ustedes|usted|vosotros|vuestra|vuestro|suya|suyo|tuya|tuyo|su|cuenta)?)(?!\p{L})/u,
  },
}
