import type { Language } from '../language.ts'

/** Small words and turns of phrase that decide what a sentence does. Expressions run over the lower-cased sentence. */
export type Cues = {
  /** subjects and objects */
  i: ReadonlySet<string>
  we: ReadonlySet<string>
  you: ReadonlySet<string>
  third: ReadonlySet<string>
  thing: ReadonlySet<string>
  /** you, as the one who gets it */
  toYou: ReadonlySet<string>
  toMe: ReadonlySet<string>
  own: ReadonlySet<string>
  foreign: ReadonlySet<string>
  will: ReadonlySet<string>
  can: ReadonlySet<string>
  negation: ReadonlySet<string>
  condition: ReadonlySet<string>
  adverb: ReadonlySet<string>
  determiner: ReadonlySet<string>
  /** might, perhaps, I hope */
  hedge: RegExp
  /** would, could */
  unreal: RegExp
  /** if you like, let me know if: an offer, not a promise */
  offer: RegExp
  /** words that look like deeds and are courtesy */
  courtesy: RegExp
  /** it happened already */
  past: RegExp
  /** negations that negate nothing promised */
  harmless: RegExp
  /** finished states after "be" or "have it" */
  ready: ReadonlySet<string>
  /** terms that stand: free, held, included, may terminate */
  terms: RegExp
  /** take it on without saying what */
  takesOn: RegExp
  /** yes to a request */
  accepts: RegExp
  /** a request */
  requests: RegExp
  /** not sure, to be asked first */
  declines: RegExp
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

export const CUES: Record<Language, Cues> = {
  en: {
    i: set('i'),
    we: set('we'),
    you: set('you'),
    third: set('he she they'),
    thing: set('it this that which these those'),
    toYou: set('you your yours'),
    toMe: set('me us'),
    own: set('our my'),
    foreign: set('their his her its'),
    will: set("will 'll shall"),
    can: set('can'),
    negation: set("n't not never no nobody nothing neither nor none"),
    condition: set('if unless provided assuming should'),
    adverb: set(
      'also then just definitely certainly now still both all probably first personally happily gladly of course again quickly myself ourselves either at least therefore even further today tomorrow actually always',
    ),
    determiner: set('the a an this that these those my our your their his her any some no'),
    hedge:
      /\b(maybe|perhaps|might|possibly|probably|hope(fully)?|i guess|i think|i'd say|i reckon|try to|see (if|whether|what)|no guarantees?|not sure|let me (see|think)|in theory|ideally|potentially|doubt|aim(ing)? to|no promises?|suppose)\b/,
    unreal: /\b(would|could|might|should|'d)\b/,
    offer:
      /\b(if (it's|that's|that is|it is|this is) (useful|helpful|of (use|interest)|easier|ok|okay|fine)|if (it|that) helps|if you('d| would)? (like|want|wish|prefer|need|fancy|are interested|'re interested|have any|think)|if (needed|required|necessary|you need|wanted|any questions)|let me know (if|whether|when|what)|should you (need|wish|want|have)|feel free|happy to|glad to|whenever (it )?suits|would you like|do you want|(up)?on request|any time|when you'?re ready)\b/,
    courtesy:
      /\b(let you go|look(ing)? forward|see you|talk (soon|then|to you (soon|then|tomorrow|on))|speak (soon|then)|keep (my |our )?fingers|bear (it |that )?in mind|be honest|admit|i'll say|eat my hat|buy (you )?(a |the )?(beer|drink|coffee|lunch)|be in touch|stay in touch|keep (you|me|us) (posted|updated|in the loop)|take your point|take your word|kill me|have it framed|i'll believe|get there|survive|manage|catch up soon|will do my best|do (my|our) best|leave you to it|let that sink|i'll bet|i'll pass|make it quick|keep (it|this) (short|brief)|cut to the chase|ask you (something|a question)|put (him|her|you) through|stop there|leave it (there|at that)|have a (look|think|chat|word)|take a look|see what|see how|see if|call it a day|cross that bridge|tell you what|never forget|be happy|be glad|be delighted|be sorry|jump|be (right )?back|share my screen|be quick|start (with|by)|begin (with|by)|go first|give it a (go|try)|take (that|it) offline|hear (from|back))\b/,
    past: /\b(already|yesterday|last (week|month|year|night|monday|tuesday|wednesday|thursday|friday)|ago|used to|previously|back in)\b/,
    harmless:
      /\b(no later than|not later than|no (extra |additional )?(charge|cost|fee|problem|worries|issue|rush)|not a problem|not only|no longer than|not a day longer|without (charge|cost)|no (setup |installation |licen[cs]e |service )?fees?|no change|nothing restarts|no doubt|no matter)\b/g,
    ready: set(
      'ready done live sent delivered complete completed finished finalised finalized available fixed resolved sorted shipped installed included signed updated released announced published online up over with back closed out covered waived credited refunded held kept',
    ),
    terms:
      /\b(free of charge|at no (extra |additional )?(charge|cost)|no (extra |additional )?(charge|cost)|on the house|without (extra |additional )?(charge|cost)|(price|prices|rate|rates|offer|quote|discount|terms?) (is |are |stays? |remains? )?(held|valid|good|fixed|firm|guaranteed|frozen)|hold(s|ing)? (the|this|that|our|your|these) (\w+ )?(price|rate|discount|offer|pricing)|keep the (same )?(\w+ )?(price|rate|discount)|no (setup |installation |licen[cs]e |service )?fees? (on|for|until|till)|(^|\b(offer|quote|prices?|rates?) (is |are )?)valid (until|till|through)|, (all )?included\W*$|may terminate|can terminate|may cancel|is included|are included|you (only )?pay (only )?(for|from|when)|included in|for free|waive[ds]?)\b/,
    takesOn:
      /\b(leave (\w+ ){1,4}(with|to) (me|us)\b|see to it|consider it done|i'?m on it|we'?re on it|on it[.!]|(i|we)('ll| will) (take care of|handle|deal with|see to|sort) (it|that|this)|will do\b|i'?ve got (it|this)|mine[.!]|that'?s on me)/,
    accepts:
      /^\W*(sure|yes|yep|yeah|aye|yup|ok|okay|of course|absolutely|certainly|will do|no problem|gladly|consider it done|leave it with me|happy to|can do|done|on it|agreed|you got it|sounds good|deal|fine|right|great|perfect|i will|we will|we can)\b/,
    requests:
      /\b((can|could|would|will) you( please)?( all| both| maybe| also| possibly| kindly)? (\w+)|please (send|share|provide|forward|confirm|let|get|give|add|prepare|update|check|include|make|fix|find|arrange|put|resend|advise|tell|explain|clarify|quote|review|sign|call)|(we|i)('d| would) (need|like|appreciate)|(we|i) need (you|the|a|an|your|to (see|have|know))|(any|some) (chance|update|news) (on|of|about)|would it be possible|do you have|may (we|i) (have|get|ask)|(still )?(waiting|chasing)( \w+)? (for|on)|where is|when (can|will|do) (we|i|you)|asked (you )?(for|twice|again))\b/,
    declines:
      /\b(have to (check|ask)|need to (check|ask)|let me (check|ask|see)|i'?ll (check|ask|see)|can'?t|cannot|not (possible|able|sure|yet)|unfortunately|afraid|don'?t|won'?t|depends)\b/,
  },
  de: {
    i: set('ich'),
    we: set('wir'),
    you: set('sie du ihr'),
    third: set('er'),
    thing: set('es das dies diese dieser dieses die der'),
    toYou: set('ihnen dir euch dich'),
    toMe: set('mir uns'),
    own: set('unser unsere unserem unseren unserer unseres mein meine meinem meinen meiner'),
    foreign: set('deren ihr ihre ihrem ihren ihrer sein seine seinem dein deine euer eure'),
    will: set('werde werden wird wirst'),
    can: set('kann können könnten'),
    negation: set(
      'nicht nie niemals kein keine keinen keinem keiner keines keinerlei niemand niemanden niemandem weder nichts',
    ),
    condition: set('wenn falls sofern sollte sollten ob'),
    adverb: set(
      'auch dann noch gern gerne natürlich selbstverständlich jetzt direkt gleich morgen heute noch mal nochmal einfach selbst bis dazu also dafür hiermit dir ihnen euch sich mich uns anschließend umgehend gerade parallel zudem außerdem sonst ihr',
    ),
    determiner: set(
      'der die das den dem des ein eine einen einem einer dieser diese dieses diesen mein meine unser unsere ihr ihre kein keine',
    ),
    hedge:
      /\b(vielleicht|eventuell|evtl|möglicherweise|wahrscheinlich|hoffe(n|ntlich)?|versuche[n]?|mal sehen|schaue?n? mal|unter umständen|denke|glaube|ohne gewähr|keine garantie|vermutlich|theoretisch|im idealfall|mal schauen|schau ma)\b/,
    unreal: /(?<!\p{L})(würde[nst]?|könnte[nst]?|hätte[n]?|wäre[n]?|möchte[n]?|dürfte[n]?|sollte[n]?)(?!\p{L})/u,
    offer:
      /(?<!\p{L})(wenn (sie|du|ihr) (möchten|möchtest|wollen|willst|wollt|wünschen|magst|mögen)|falls gewünscht|bei (interesse|bedarf|fragen|rückfragen)|auf wunsch|bei interesse|(für|zu) rückfragen|wenn gewünscht|falls (sie|du|ihr)|falls (noch )?fragen|melden sie sich|melde dich|sagen sie (mir )?bescheid|stehe[n]? (ich|wir)? ?(ihnen |dir )?(gerne? )?(jederzeit )?zur verfügung|wenn (noch )?(etwas|was) (ist|fehlt)|jederzeit)(?!\p{L})/u,
    courtesy:
      /(?<!\p{L})(freue[n]? (mich|uns)|melde mich nach meiner (rückkehr|abwesenheit)|wünsche[n]?|danke[n]?|bedanke[n]?|grüße[n]?|verbleibe[n]?|drücke[n]? die daumen|bitte[n]? um|halte[n]? (sie|dich|euch) auf dem laufenden|schönes? wochenende|bis (bald|dann|morgen|später|gleich)[.!]|hören (wir|uns)|sehen (wir )?uns|gehe davon aus|gebe (ihnen|dir|euch)? ?recht|muss (zugeben|gestehen)|nehme an|sage mal|tut mir leid|komme[n]? (sehr )?gerne|mache? (ich )?es kurz|gebe[n]? (ich |wir )?(\p{L}+ )?zu,|(nehme|nehmen) [^,;]{0,40}(ernst|zur kenntnis|wahr)|(werte|werten|sehe|sehen|betrachte|betrachten|lese|lesen|verstehe|verstehen) (ich |wir )?(das|es|ihn|sie|dies) als|leg(e|en) [^,;]{0,30}offen)(?!\p{L})/u,
    past: /(?<!\p{L})(bereits|schon (geschickt|erledigt|gemacht)|gestern|vorgestern|letzte[nsrm]? (woche|monat|jahr|quartal|montag|dienstag|mittwoch|donnerstag|freitag)|damals|vor (zwei|drei|einigen|ein paar) (tagen|wochen|monaten|jahren)|früher)(?!\p{L})/u,
    harmless:
      /(?<!\p{L})(nicht später als|berechne[nt]? (wir|ich) (ihnen |dir |euch )?nicht|kein problem|keine ursache|keine sorge|nicht nur|ohne (aufpreis|mehrkosten|berechnung|zusatzkosten|kosten)|keine zusätzlichen kosten|keine eile|kein thema)(?!\p{L})/gu,
    ready: set(
      'drin fertig erledigt verfügbar bereit online live aktiv abgeschlossen unterwegs raus durch soweit startklar einsatzbereit betriebsbereit inbegriffen enthalten kostenlos kostenfrei gültig',
    ),
    terms:
      /(?<!\p{L})(kostenlos|kostenfrei|gratis|ohne (aufpreis|mehrkosten|berechnung|zusatzkosten|zusätzliche kosten)|unentgeltlich|nicht berechne[nt]|berechne[nt]? (wir|ich) (ihnen |dir |euch )?nicht|auf kulanz|(preis|preise|angebot|konditionen|rabatt|preisbindung)\w* ((gilt|gelten|bleibt|bleiben|halten|gültig)|(ist|sind) (\p{L}+ ){0,3}(gültig|fest|fix|gesichert|gebunden|garantiert|verbindlich))|gilt bis|gelten bis|gültig bis|bleib(t|en) (es )?bei (den )?\d[\d.,]* ?(euro|€|chf|franken|prozent|%)|(?<=, )(inklusive|inbegriffen|im preis)\W*$|halten (wir|ich) .{0,40}(preis|konditionen|rabatt)|inklusive|im preis (enthalten|inbegriffen)|erlassen|gutgeschrieben|gutzuschreiben|gutschrift (über|von|in höhe)|schreib\p{L}* .{0,60} gut|auf unsere kosten|können sie .{0,40}kündigen|kulanz\w*)(?!\p{L})/u,
    takesOn:
      /(?<!\p{L})(kümmere mich|sorge[n]? (ich |wir )?dafür|kümmern (wir )?uns|übernehme ich|ich übernehme|(das|es) mache ich|mache ich( gerne| gern)?[.!,]|mach ich|wird (gemacht|erledigt)|erledige ich|nehme ich mit|ist notiert|geht klar|verlassen sie sich|hab ich auf dem zettel|wir übernehmen das)(?!\p{L})/u,
    accepts:
      /^\P{L}*(ja|gerne?|klar|na klar|natürlich|selbstverständlich|sicher|kein problem|kein thema|mache? ich|machen wir|wird gemacht|geht klar|einverstanden|in ordnung|ok|okay|passt|abgemacht|super|perfekt|erledige ich|versprochen)(?!\p{L})/u,
    requests:
      /(?<!\p{L})((kannst|könntest|können|könnten|könnt|würdest|würden|magst|möchten) (du|sie|ihr)|bitte (\p{L}+ )?(senden|schicken|geben|teilen|prüfen|bestätigen|klären|ergänzen|melden|sagen|stellen|lassen|erklären|nennen|anpassen|um)|(wir|ich) (bräuchte[n]?|brauche[n]?|benötige[n]?|hätte[n]? gern(e)?)|bitte[n]? (um|sie|dich|euch)|(wäre|ist) es möglich|schick(en|t)? (mir|uns)|gibt es (schon )?(etwas )?neu|warte[n]? (noch |immer noch |weiterhin )*auf|wann (bekommen|kommt|können|dürfen|haben)|wo bleibt|haben sie (schon|noch|bereits|auch))(?!\p{L})/u,
    declines:
      /(?<!\p{L})(muss (ich )?(erst|noch|das)|leider|kann ich (nicht|noch)|nicht (möglich|sicher)|kläre|frage nach|schauen|geht nicht|prüfe)(?!\p{L})/u,
  },
  fr: {
    i: set("je j'"),
    we: set('nous on'),
    you: set('vous tu'),
    third: set('il elle ils elles'),
    thing: set("ce c' cela ça ceci qui"),
    toYou: set("vous te t' toi"),
    toMe: set("me m' moi"),
    own: set('notre nos mon ma mes'),
    foreign: set('leur leurs son sa ses votre vos'),
    will: set('vais allons va vont'),
    can: set('peux pouvons peut'),
    negation: set('pas jamais aucun aucune personne plus rien'),
    condition: set("si s' sauf"),
    adverb: set(
      'aussi également donc alors bien encore tout déjà ensuite puis volontiers moi-même nous-mêmes personnellement',
    ),
    determiner: set("le la les l' un une des du de d' ce cette mon ma notre votre son sa leur au aux"),
    hedge:
      /(?<!\p{L})(peut-être|probablement|éventuellement|j'espère|espérons|essaie|essayer|essaierai|essayons|sans doute|sans garantie|normalement|en principe|a priori|je pense|je crois|on verra|je vais voir|tâcherai|sous réserve|tenter|pas sûre?)(?!\p{L})/u,
    unreal:
      /(?<!\p{L})(pourrais|pourrait|pourrions|pourriez|serait|aimerais|aimerions|voudrais|voudrions|devrait|devrions|aurait|ferait)(?!\p{L})/u,
    offer:
      /(?<!\p{L})(si (vous|tu) (le )?(souhaitez|souhaites|voulez|veux|désirez|préférez|avez besoin)|si besoin|si nécessaire|sur (simple )?demande|au besoin|n'hésitez pas|n'hésite pas|à votre disposition|à ta disposition|si (cela|ça) (vous|t')? ?(intéresse|convient|arrange|aide|peut)|en cas de (besoin|question)|dites-(moi|nous)|dis-moi|volontiers si)(?!\p{L})/u,
    courtesy:
      /(?<!\p{L})(à bientôt|au plaisir|ce fut un plaisir|je vous (prie|souhaite|remercie)|je te (souhaite|remercie)|cordialement|bonne (journée|soirée|semaine|fin)|bon week-end|hâte de|dans l'attente|ravie?s?|je reste|nous restons|je reviendrai vers vous à mon retour|à mon retour|croise[ns]? les doigts|(vous|te) tien[st]? au courant|à (demain|lundi|mardi|mercredi|jeudi|vendredi|plus tard|tout à l'heure)[ ,!.]|on se (voit|parle|appelle)|je comprends|je vous laisse|prend(s|ons) connaissance|prends? (bonne )?note|prenons (bonne )?note|prend(s|ons)? acte|(tiens|tenons) à \p{L}+(er|ir|re)|vous avez raison|tu as raison)(?!\p{L})/u,
    past: /(?<!\p{L})(déjà|hier|avant-hier|la semaine dernière|le mois dernier|l'an dernier|l'année dernière|il y a|auparavant)(?!\p{L})/u,
    harmless:
      /(?<!\p{L})(ne vous factur\p{L}+ pas|sans (frais|surcoût|supplément)|pas de (problème|souci)|aucun (problème|souci|frais)|aucun coût|pas plus tard|non seulement|pas seulement)(?!\p{L})/gu,
    ready: set(
      'prêt prête prêts prêtes disponible disponibles terminé terminée finalisé finalisée opérationnel opérationnelle livré livrée envoyé envoyée inclus incluse offert offerte offerts offertes en-ligne valable maintenue maintenu',
    ),
    terms:
      /(?<!\p{L})(sans (frais|surcoût|supplément)|ne vous factur\p{L}+ pas|gratuit(e|s|es|ement)?|offert(e|s|es)?|(remise|prix|tarif|offre|conditions)( \p{L}+){0,4} (est|sont|reste|restent)? ?(maintenu|valable|garanti|bloqué|gelé|ferme)(e|s|es)?|valables? jusqu|inclus(e|es)? dans|(?<=, )(compris|inclus)(e|es)?\W*$|(reste|restons|restera|restent) à \d[\d ., ]* ?(€|euros?|%)|compris(e|es)? dans|à nos frais|(pouvez|pourrez) résilier|prolonge(ons)? .{0,60}jusqu|accord(e|ons) .{0,40}remise)(?!\p{L})/u,
    takesOn:
      /(?<!\p{L})((je |j'|nous |on )?(m'en|nous en|s'en) (occupe|occupons|charge|chargeons)|je (prends|gère)( ça| cela| le sujet)?|c'est noté|je m'occupe|nous nous occupons|(je me charge|nous nous chargeons) (de|du|des|d'\p{L}+)|comptez sur (moi|nous)|compte sur moi|je fais le nécessaire|nous faisons le nécessaire|je m'y mets|laissez-moi faire)(?!\p{L})/u,
    accepts:
      /^\P{L}*(oui|bien sûr|bien entendu|d'accord|volontiers|avec plaisir|entendu|pas de (problème|souci)|sans (problème|souci)|c'est noté|noté|ok|parfait|certainement|je m'en (occupe|charge)|promis|évidemment)(?!\p{L})/u,
    requests:
      /(?<!\p{L})((pouvez|pourriez|voulez|peux|pourrais|pourras|auriez)[ -](vous|tu)|(vous|tu) (pouvez|pourriez|pourrais|peux) (me|m'|nous|lui)?|merci de (me |nous |bien vouloir |m')?\p{L}+|merci d'|veuillez|il (me|nous) faudrait|(nous|j')( avons| ai|avons|ai) besoin|serait-il possible|est-il possible|(envoie|envoyez|donne|donnez|dis|dites|confirme|confirmez|transmets|transmettez|précise|précisez)-(moi|nous)|où en (est|sont|êtes)|quand (pouvez|pourrez|aurons|recevrons)|nous attendons|j'attends( toujours)?|avez-vous|as-tu)(?!\p{L})/u,
    declines:
      /(?<!\p{L})(je dois (vérifier|demander|voir)|malheureusement|ne (peux|pouvons|peut) pas|pas (possible|sûr|encore)|je vais (voir|vérifier|demander)|je vérifie|à voir)(?!\p{L})/u,
  },
  es: {
    i: set('yo'),
    we: set('nosotros nosotras'),
    you: set('usted ustedes tú vosotros'),
    third: set('él ella ellos ellas'),
    thing: set('esto eso ello que'),
    toYou: set('te le les os usted ustedes ti'),
    toMe: set('me nos mí'),
    own: set('nuestro nuestra nuestros nuestras mi mis'),
    foreign: set('su sus tu tus'),
    will: set('voy vamos va van'),
    can: set('puedo podemos puede'),
    negation: set('no nunca jamás ningún ninguna nadie tampoco nada'),
    condition: set('si salvo cuando'),
    adverb: set('también entonces ya luego además hoy mañana ahora mismo personalmente directamente así'),
    determiner: set(
      'el la los las un una unos unas del de al su sus este esta ese esa mi tu nuestro nuestra por cada en con otro otra',
    ),
    hedge:
      /(?<!\p{L})(quizás?|tal vez|a lo mejor|posiblemente|probablemente|espero|esperamos|intento|intentaré|intentaremos|trataré|trataremos|trato de|a ver si|creo que|pienso|supongo|en principio|sin garantía|sin compromiso|ojalá|igual)(?!\p{L})/u,
    unreal:
      /(?<!\p{L})(podría(mos|s|n)?|sería(n)?|debería(mos|s|n)?|querría(mos)?|me gustaría|nos gustaría|habría|tendría|haría)(?!\p{L})/u,
    offer:
      /(?<!\p{L})(si (quieres|quiere|quieren|lo (deseas|desea|desean|prefieres|prefiere)|te (interesa|sirve|parece)|le (interesa|sirve|parece)|les (interesa|sirve|parece)|necesitas?|necesitan|hace falta|gustas?|gusta)|no (dudes|dude|duden)|quedo a (tu|su|vuestra) (disposición|entera)|quedamos a (tu|su)|a (tu|su) disposición|cualquier (duda|cosa|consulta)|en caso de (duda|necesitar)|avísame si|avíseme si|dime si|dígame si)(?!\p{L})/u,
    courtesy:
      /(?<!\p{L})(un (saludo|abrazo|placer)|saludos|quedo (atent[oa]|pendiente|a la espera)|quedamos (atent[oa]s|pendientes|a la espera)|gracias|hasta (pronto|luego|mañana|el lunes|el martes|el jueves|el viernes)[ ,!.]|nos vemos|hablamos|estamos en contacto|seguimos en contacto|buen (día|fin)|feliz|le deseo|te deseo|a mi regreso|a mi vuelta|te mantengo al tanto|les mantendré|me alegro|lo siento|cruzo los dedos|espero que (te|le|les) (esté|vaya))(?!\p{L})/u,
    past: /(?<!\p{L})(ya (envi|mand|hic|est)\p{L}*|ayer|anteayer|la semana pasada|el mes pasado|el año pasado|hace (un|una|dos|tres|unos|unas|\d+)|antes de ayer|anteriormente)(?!\p{L})/u,
    harmless:
      /(?<!\p{L})(no (les?|te|os|se l[oa]s?) ((voy|vamos) a )?(cobr|factur|apli[cq]|repercut)\p{L}+|no hay (problema|inconveniente)|sin (coste|costo|cargo|problema)|no más tarde|a no más tardar|no solo|no sólo|ningún problema)(?!\p{L})/gu,
    ready: set(
      'listo lista listos listas disponible disponibles terminado terminada enviado enviada operativo operativa incluido incluida gratis vigente activo activa resuelto resuelta en',
    ),
    terms:
      /(?<!\p{L})(gratis|gratuit[oa]s?|sin (coste|costo|cargo)( (adicional|extra|alguno))?|(precio|precios|oferta|descuento|tarifa|condiciones|cotización)( \p{L}+){0,4} (se mantien|vigent|válid|congelad|garantizad|firme|fij[oa])\p{L}*|válid[oa]s? hasta|vigentes? hasta|incluid[oa]s? en|(?<!(?<!\p{L})con [^,]{0,60})incluid[oa]s?\W*$|(se (queda|mantiene)|queda) en \$? ?\d[\d.,]* ?(mil|pesos|euros|€|%)|por (nuestra|cuenta) (cuenta|nuestra)|corre(n)? (de|por) (nuestra|nuestro)|invita la casa|sin recargo|va(n)? sin (cargo|costo|coste)|no (les?|te|os|se l[oa]s?) ((voy|vamos) a )?(cobr|factur|apli[cq]|repercut)\p{L}+|podrá(n|s)? (rescindir|cancelar|terminar)|mantenemos (el|los|la|las) (\p{L}+ )?(precio|tarifa|descuento|condici)\p{L}*)(?!\p{L})/u,
    takesOn:
      /(?<!\p{L})(me encargo|nos encargamos|me aseguro|nos aseguramos|yo me ocupo|me ocupo|nos ocupamos|déjamelo|déjemelo|déjenmelo|de eso me encargo|cuenta conmigo|cuente conmigo|cuente[ns]? con (ello|eso|él)|lo (hago|veo|gestiono) yo|corre de mi cuenta|queda apuntado)(?!\p{L})/u,
    accepts:
      /^\P{L}*(sí|si,|claro|claro que sí|por supuesto|de acuerdo|con gusto|con mucho gusto|vale|ok|okay|sin problema|perfecto|hecho|cuenta con ello|cuente con ello|desde luego|encantad[oa]|me encargo|listo|va|órale|entendido)(?!\p{L})/u,
    requests:
      /(?<!\p{L})((puedes?|pueden|podrías?|podrían|podéis|podríais)( \p{L}+)?|por favor|(me|nos) (puedes?|podrías?|pueden|podrían|envías?|mandas?|pasas?|confirmas?|das?|envían|mandan|pasan|confirman)|necesito|necesitamos|necesitaría(mos)?|nos hace falta|(envíame|mándame|pásame|dime|confírmame|envíanos|mándanos|pásanos|envíenos|mándenos|confírmenos|envíeme|mándeme)|agradecería(mos)?|sería posible|es posible que|tienes? (ya |alguna )?(noticia|novedad)|cuándo (podemos|puedes?|tendremos|tendríamos|llega|recib)\p{L}*|seguimos esperando|sigo esperando|quedamos a la espera de|quería (pedir|saber)|quisiera)(?!\p{L})/u,
    declines:
      /(?<!\p{L})(tengo que (ver|consultar|preguntar|revisar)|lamentablemente|desgraciadamente|no (puedo|podemos|puede|es posible|se puede)|déjame (ver|consultar)|lo (consulto|reviso|miro)|depende)(?!\p{L})/u,
  },
}
