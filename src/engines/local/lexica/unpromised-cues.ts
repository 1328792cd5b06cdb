import type { Language } from '../language.ts'

/** What has the grammar of a promise and binds nobody. The expressions run over the lower-cased sentence. */
export type UnpromisedCues = {
  /** or else: what follows where the other side fails */
  threatens: RegExp
  /** what is done every week as it is */
  habit: RegExp
  /** I want that somebody: what stands after it is wished */
  wish: RegExp
  /** the words are the deed (we inform you that), lead in what follows, or take a stance (we take it seriously) */
  formula: RegExp
  /** so since a time, for a time */
  since: RegExp
  /** handing over verbs in the present, whose thing comes with the letter */
  handed: RegExp
  /** a time to come without a day */
  later: RegExp
  /** what it is for, or why: days said after it are not the deed's */
  because: RegExp
  /** new hands, not new deeds */
  steppingIn: RegExp
  /** broken off in the middle */
  brokenOff: RegExp
}

export const UNPROMISED_CUES: Record<Language, UnpromisedCues> = {
  en: {
    threatens:
      /^\P{L}*((and|but) )?(otherwise|or else|failing (that|which)|if not)\b|[,;–-] ?(otherwise|or else|failing (that|which))\b|\bor (i|we|you)('ll| will)\b|\b(i|we)('ll| will) (walk\b(?! you| him| her| them| \w+ through)|pull out|look elsewhere|go elsewhere)|\byou('ll| will| can) (have to )?(wait|whistle) |\bwithout (that|it|this|them)\b.{0,40}\bwon't\b/u,
    habit:
      /\b((every|each) ((other|single|second) )?(day|morning|evening|night|week|month|quarter|year|(mon|tues|wednes|thurs|fri|satur|sun)day)s?|on (mon|tues|wednes|thurs|fri|satur|sun)days|usually|typically|as a rule|most (days|weeks|mornings|evenings))\b/,
    wish: /\b(i|we) (really |just |only )?(want|wish|expect|need|prefer)\b/,
    formula:
      /\b((hereby|herewith) (inform|notify|announce|advise)|(pleased|writing) to (inform|announce|introduce|advise)|here's what (i|we)('ll| will) do|(give|tell) you (my|our) ((honest|frank|own) )?(position|view|views|opinion|take|reason|reasons|answer now)|tell (you|him|her|them|us) the truth|let (you|him|her|them) off\b|(finish|leave|stop) here\b|take (it|this|that|your \p{L}+) (very )?seriously|take (it|this|that) as (a|an|yes|no)|keep (it|this) (brief|short|quick))\b/u,
    since:
      /\bsince ((late |early )?(19|20)\d\d|last|then|day one|january|february|march|april|may|june|july|august|september|october|november|december)\b|\bfor (years|ages|decades)\b/,
    handed: /^(i|we)('m| am|'re| are)? (hereby |just |also )?(forward|pass|send|attach|enclos|shar)(e|ing)?\b/,
    later:
      /\b(once|as soon as|when|after|before|later|soon|shortly|tonight|today|tomorrow|this (week|afternoon|evening|morning)|next|right (away|now|back)|straight (away|back|over)|in (a|an|one|two|the) (minute|hour|moment|day|morning|afternoon))\b/,
    because: /\b(because|so (that )?(you|he|she|they)|since you)\b/,
    steppingIn: /\b(i|we)('m| am|'re| are) (now )?(taking (over|on) |stepping in|covering for|filling in|standing in)/,
    brokenOff:
      /(let me (think|see)|hang on|hold on|what was it|where was i|\b(the|a|an|by|to|of|and|my|your))\s*[,.…–-]*$/,
  },
  de: {
    threatens:
      /^\P{L}*((und|aber) )?(sonst|andernfalls|widrigenfalls|wenn nicht,)(?!\p{L})|[,;–-] ?(sonst|andernfalls|widrigenfalls)(?!\p{L})|(?<!\p{L})dann (\p{L}+ ){0,2}(ich|wir) (\p{L}+ ){0,3}(gar |überhaupt |eben )?(nichts|nicht)(?!\p{L})|(?<!\p{L})dann können sie (\p{L}+ ){0,3}(warten|sehen)|^\P{L}*((und|aber) )?(wenn|falls|sofern|sollte[n]?) [^,;]{0,80}(?<!\p{L})(nicht|nichts|kein\p{L}*|niemand)(?!\p{L})[^,;]*,/u,
    habit:
      /(?<!\p{L})((jeden|jede|jedes|alle) (zweiten |zwei )?(tag|tage|morgen|abend|nacht|schicht|woche|wochen|monat|quartal|jahr|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|morgen|abend)s(?= )|normalerweise|üblicherweise|in der regel|meistens)(?!\p{L})/u,
    wish: /(?<!\p{L})((ich|wir) (\p{L}+ ){0,2}(will|wollen|möchte|möchten|erwarte|erwarten|wünsche|wünschen)|(will|wollen|möchte|möchten|erwarte|erwarten) (ich|wir))(?!\p{L})[^,]{0,30}, dass(?!\p{L})/u,
    formula:
      /(?<!\p{L})((teile|teilen) (ich|wir|ihnen) .{0,30}mit, dass|hiermit (teile|teilen|informiere|informieren|zeige|zeigen|kündige|kündigen)|(informiere|informieren) (ich |wir )?(sie|euch|dich) (darüber|hiermit|über)|(ich|wir) (machen?|mach) (das|es) so|(machen wir|mach ich) (das|es) so:|(nehme|nehmen) (ich |wir )?(\p{L}+ ){0,3}ernst|(werte|werten|nehme|nehmen|verstehe|verstehen|betrachte|betrachten) (ich |wir |sie )?(das|es|dies) (\p{L}+ ){0,2}als|(gebe|geben) (ich |wir )?(\p{L}+ )?zu, dass|mache?n? (ich |wir )?es kurz|lieber (gleich|erst|jetzt|vorher|so|offen) .{0,90}(?<!\p{L})als)(?!\p{L})/u,
    since:
      /(?<!\p{L})(seit (\d|(über |fast |mehr als |gut )?(19|20)\d\d|(\p{L}+ ){0,3}(jahr|jahre|jahren|monat|monate|monaten|wochen|langem|jeher|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)))(?!\p{L})/u,
    handed:
      /(?<!\p{L})(anbei|hiermit|im anhang|beigefügt|beiliegend|untenstehend)(?!\p{L})|(?<!\p{L})(leite|leiten) .{0,40}weiter(?!\p{L})/u,
    later:
      /(?<!\p{L})(sobald|wenn|nach|vor|bevor|später|gleich|bald|demnächst|heute|morgen|übermorgen|diese woche|nächste|umgehend|in kürze|noch)(?!\p{L})/u,
    because: /(?<!\p{L})(weil|damit (sie|du|ihr|er)|denn)(?!\p{L})/u,
    steppingIn:
      /(?<!\p{L})((ich|wir) (übernehme|übernehmen|vertrete|vertreten)|(übernehme|übernehmen|vertrete|vertreten) (ich|wir)) .{0,50}(von (herrn|frau|meine[rm]|unsere[rm])|nachfolge|vertretung|betreuung|ansprechpartner)/u,
    brokenOff:
      /(moment( mal)?|warten sie( mal)?|lass mich (überlegen|nachdenken)|(?<!\p{L})(der|die|das|den|bis|und|zum|zur|mein|ihr))\s*[,…–-]*$/u,
  },
  fr: {
    threatens:
      /^\P{L}*((et|mais) )?(à défaut|sinon|faute de quoi|sans quoi|autrement|dans le cas contraire)(?!\p{L})|[,;–-] ?(sinon|faute de quoi|sans quoi|à défaut)(?!\p{L})|(?<!\p{L})ou (alors )?(je|nous|vous) \p{L}+(rai|rons|rez)(?!\p{L})|^\P{L}*((et|mais) )?s(i |'ils? )[^,;]{0,40}(?<!\p{L})(ne |n')[^,;]{0,40}(?<!\p{L})(pas|rien|plus|aucune?|personne)(?!\p{L})[^,;]*,/u,
    habit:
      /(?<!\p{L})((tous|toutes) les (\p{L}+ )?(jours|matins|soirs|semaines|mois|lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches)|chaque (jour|matin|soir|semaine|mois|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|le (lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)( soir| matin| après-midi)?(?! (\d|prochain|suivant|matin|soir|après|1er))|d'habitude|habituellement|d'ordinaire)(?!\p{L})/u,
    wish: /(?<!\p{L})(veux|voulons|voudrais|voudrions|souhaite|souhaitons|aimerais|aimerions|attends|attendons|préfère|préférons|il faut|faudrait|pourvu) (\p{L}+ )?(que|qu')/u,
    formula:
      /(?<!\p{L})((vous|t'|te) (informe|informons|signale|signalons|annonce|annonçons|rappelle|rappelons)|par la présente|(va|allons) faire une chose|faisons (une chose|comme (ça|suit|cela))|(prends|prenons) .{0,40}au sérieux|(prends|prenons) (ça|cela|ceci|le|la) (comme|pour) (un|une)|(fais|serai|faisons) (court|bref|brève)|(va|vais|vont) se faire|(tiens|tenons) à \p{L}+(er|ir|re))(?!\p{L})/u,
    since: /(?<!\p{L})(depuis (le |la |l'|les |plus |bientôt |près |de )*(\d|\p{L}+))(?!\p{L})/u,
    handed:
      /(?<!\p{L})(transfère|transférons|transmets|transmettons|envoie|envoyons|adresse|adressons|remets|remettons|partage|partageons|communique|communiquons|passe|passons|suivre|ci-joint|ci-jointe|ci-dessous)(?!\p{L})/u,
    later:
      /(?<!\p{L})(dès|quand|lorsque|après|avant|plus tard|bientôt|tout à l'heure|tout de suite|aussitôt|dans (la|l'|les|une?|deux|trois|quelques)|sous (peu|\d+|huit)|ce (soir|matin|midi|jour)|cet après-midi|cette semaine|demain|aujourd'hui|prochaine?|d'ici|fin|pour le|en séance|rapidement|au plus vite)(?!\p{L})/u,
    because: /(?<!\p{L})(parce qu|car |pour qu|afin qu|puisqu)/u,
    steppingIn:
      /(?<!\p{L})(je|nous) (reprends|reprenons|prends|prenons|remplace|remplaçons) (\p{L}+ ){0,3}(suite|relève|dossier|compte|succession)(?!\p{L})/u,
    brokenOff:
      /(attendez|attends|laissez-moi (réfléchir|voir)|comment dire|(?<!\p{L})(le|la|les|de|du|et|pour|un|une|mon|votre))\s*[,…–-]*$/u,
  },
  es: {
    threatens:
      /^\P{L}*((y|pero) )?(de lo contrario|si no,|en caso contrario|o si no|de no ser así)|[,;–-] ?(de lo contrario|si no,|o si no|en caso contrario)|(?<!\p{L})o (me|nos) (voy|vamos|largo)(?!\p{L})/u,
    habit:
      /(?<!\p{L})((cada|todos los|todas las) (día|días|mañana|mañanas|noche|noches|semana|semanas|mes|meses|lunes|martes|miércoles|jueves|viernes|sábados?|domingos?)|los (lunes|martes|miércoles|jueves|viernes|sábados|domingos)|normalmente|habitualmente|por lo general)(?!\p{L})/u,
    wish: /(?<!\p{L})(quiero|queremos|quisiera|quisiéramos|deseo|deseamos|espero|esperamos|prefiero|preferimos|hace falta|ojalá) que(?!\p{L})/u,
    formula:
      /(?<!\p{L})((les?|te|os) (informo|informamos|comunico|comunicamos|notifico|notificamos|recuerdo|recordamos)|por la presente|(vamos a|voy a) hacer una cosa|hagamos una cosa|(tomo|tomamos) .{0,40}en serio|(lo|eso|esto) (tomo|tomamos) como|(seré|voy a ser) breve)(?!\p{L})/u,
    since:
      /(?<!\p{L})(desde (el |la |los |hace |que |principios |finales |de |año )*(\d|\p{L}+)|llev(o|a|amos|an) (\p{L}+ ){0,3}(años|meses|semanas|días|tiempo|un año|un mes))(?!\p{L})/u,
    handed:
      /(?<!\p{L})(reenvío|reenviamos|paso|pasamos|envío|enviamos|mando|mandamos|remito|remitimos|adjunto|adjuntamos|comparto|compartimos|transmito|traslado|trasladamos)(?!\p{L})/u,
    later:
      /(?<!\p{L})(en cuanto|cuando|apenas|tan pronto|después|luego|antes de|más tarde|enseguida|en seguida|en breve|pronto|ahora mismo|en un rato|dentro de|hoy|mañana|esta (tarde|noche|semana|mañana)|próxim\p{L}+|que viene|a lo largo|sin falta|al (volver|llegar|terminar|cierre|final)|a primera|a última|primer)(?!\p{L})/u,
    because: /(?<!\p{L})(porque|para que|ya que|pues)(?!\p{L})/u,
    steppingIn:
      /(?<!\p{L})((asumo|asumimos|tomo|tomamos|retomo|llevo|llevamos) (\p{L}+ ){0,3}(cuenta|cuentas|relevo|cartera|gestión)|(sustituyo|reemplazo) a)(?!\p{L})/u,
    brokenOff:
      /(espera|espere|a ver|déjame pensar|déjeme ver|(?<!\p{L})(el|la|los|las|de|del|y|para|un|una|mi|su))\s*[,…–-]*$/u,
  },
}

/** Being at the other side's place on a day: with a date it is a visit promised. */
export const VISIT_CUES: Record<Language, RegExp> = {
  en: /\b(i|we)('ll| will) be (back )?(on[- ]site|at your|with you (on|at|from|by|all|first)|in your|at yours|your way|over to you|round to you)\b/,
  de: /(?<!\p{L})((ich|wir) (bin|sind|komme|kommen|fahre|fahren)|(bin|sind|komme|kommen|fahre|fahren) (ich|wir)) [^,;]{0,40}(bei (ihnen|euch|dir)|zu (ihnen|euch|dir)|vor ort|auf (der|die|ihre[r]?) baustelle|in (ihrem|ihr|eurem|euer)|vorbei)(?!\p{L})|(?<!\p{L})(ist|sind|kommt|kommen|fährt|fahren|steht|stehen) [^,;]{0,40}(bei|zu) (ihnen|euch|dir)(?!\p{L})|(?<!\p{L})\p{L}*(techniker|monteur|installateur|elektriker|fahrer|mechaniker|mechatroniker|trainer|berater|ingenieur|trupp|kolonne)(in|innen|en|e|s|n)? (ist|sind|kommt|kommen|fährt|fahren) [^,;]{0,40}(vor ort|vorbei|auf (der|die) baustelle)(?!\p{L})/u,
  fr: /(?<!\p{L})(je|nous|on) (serai|serons|sera|suis|sommes|viens|venons|vient|passe|passons) [^,;]{0,30}(chez (vous|toi)|sur (place|site|le chantier)|dans vos|à votre|vous voir)(?!\p{L})|(?<!\p{L})(est|sera|passe|passera|vient|viendra|sont|seront|passent|passeront|viennent|viendront|intervient|interviendra) [^,;]{0,30}chez (vous|toi)(?!\p{L})|(?<!\p{L})(techniciens?|techniciennes?|mécaniciens?|monteurs?|installateurs?|électriciens?|chauffeurs?|livreurs?|formateurs?|formatrices?|ingénieurs?|équipe|équipes|poseurs?) (passe|passera|vient|viendra|passent|viennent|passeront|viendront|intervient|interviendra|interviennent) /u,
  es: /(?<!\p{L})(estaré|estaremos|estoy|estamos|voy|vamos|paso|pasamos|iré|iremos) [^,;]{0,30}(con (usted|ustedes|vosotros)|en (su|sus|tu|vuestra|vuestro) |a (su|sus|tu|vuestra|vuestro) |a ver(los|las|le|les|te|os)(?!\p{L})|in situ)/u,
}
