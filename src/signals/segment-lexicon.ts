/** Words by which mail programs and people mark quotes, forwards, signatures and boilerplate. */

export type HeaderLabel = 'from' | 'sent' | 'to' | 'cc' | 'subject'

export const HEADER_LABELS: Record<HeaderLabel, string[]> = {
  from: [
    'from',
    'von',
    'de',
    'da',
    'van',
    'från',
    'fra',
    'od',
    'expéditeur',
    'absender',
    'remitente',
    'mittente',
    'afzender',
    'от',
    'від',
    'lähettäjä',
    'feladó',
    'kimden',
    'de la',
    'nadawca',
    'odesílatel',
  ],
  sent: [
    'sent',
    'date',
    'sent on',
    'gesendet',
    'gesendet am',
    'datum',
    'envoyé',
    'envoyée',
    'envoyé le',
    'enviado',
    'enviado el',
    'enviado em',
    'enviada',
    'enviada em',
    'fecha',
    'inviato',
    'inviato il',
    'data',
    'verzonden',
    'verstuurd',
    'skickat',
    'sendt',
    'dato',
    'wysłano',
    'message du',
    'дата',
    'отправлено',
    'надіслано',
    'lähetetty',
    'päiväys',
    'päivämäärä',
    'elküldve',
    'dátum',
    'trimis',
    'dată',
    'gönderilen',
    'tarih',
    'odesláno',
    'odoslané',
    'poslano',
    'saatmisaeg',
    'kuupäev',
  ],
  to: [
    'to',
    'an',
    'à',
    'a',
    'para',
    'aan',
    'till',
    'til',
    'do',
    'destinataire',
    'empfänger',
    'destinatario',
    'кому',
    'vastaanottaja',
    'címzett',
    'către',
    'catre',
    'kime',
    'komu',
    'za',
    'saaja',
  ],
  cc: [
    'cc',
    'kopie',
    'kopie an',
    'copie',
    'copie à',
    'copie a',
    'copia',
    'bcc',
    'reply-to',
    'répondre à',
    'antwort an',
    'responder a',
    'importance',
    'wichtigkeit',
    'attachments',
    'anlagen',
    'reply to',
    'risposta',
    'rispondi a',
    'antwoord aan',
    'antwoordadres',
    'antwort-an',
    'kopia',
    'kopi',
    'копия',
    'копія',
    'kopio',
    'másolatot kap',
    'bilgi',
    'cco',
    'ccn',
    'cci',
    'anhänge',
    'priorité',
    'priority',
    'priorität',
    'sent by',
    'gesendet von',
    'envoyé par',
    'enviado por',
    'pièces jointes',
    'datos adjuntos',
    'allegati',
    'bijlagen',
    'anexos',
  ],
  subject: [
    'subject',
    'betreff',
    'betr',
    'objet',
    'sujet',
    'asunto',
    'oggetto',
    'onderwerp',
    'assunto',
    'ämne',
    'emne',
    'temat',
    'тема',
    'aihe',
    'tárgy',
    'subiect',
    'konu',
    'předmět',
    'predmet',
    'teema',
  ],
}

/** Verbs that end an attribution line ("On … wrote:"). */
export const WROTE =
  /(?:wrote|writes|sent|said|schrieb|schrieb am|hat geschrieben|geschrieben|a écrit|écrit|écrivait|escribió|escribio|ha scritto|scrisse|schreef|geschreven|escreveu|skrev|napisał|napisała|kirjoitti|написал|написала|пишет|đã viết)/iu

/** First words of an attribution line. */
export const ATTRIBUTION_START = /^(?:on|at|am|um|le|el|il|il giorno|op|em|no dia|den|på|dnia|w dniu|il messaggio)\s/iu

/** Separator lines before a quoted message. */
export const ORIGINAL_LINE =
  /^[-–—_*\s]{2,}\s*(?:original message|original-nachricht|originalnachricht|ursprüngliche nachricht|ursprüngliche mail|message d'origine|message d’origine|message original|message initial|mensaje original|messaggio originale|messaggio originario|oorspronkelijk bericht|originele bericht|origineel bericht|mensagem original|originalmeddelande|oprindelig meddelelse|opprinnelig melding|reply message|antwort nachricht|(?:original|oprindelig) besked|originale? besked|исходное сообщение)\s*[-–—_*\s]{0,}$/iu

/** Separator lines before a forwarded message. */
export const FORWARD_LINE =
  /^[-–—_*\s]*\s*(?:forwarded message|forwarded by .{2,60}|begin forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten (?:nachricht|e-mail)|message transféré|début du message (?:réexpédié|transféré)|mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|mensagem encaminhada|início da mensagem (?:reencaminhada|encaminhada)|vidarebefordrat meddelande)\s*:?\s*[-–—_*\s]*$/iu

export const FORWARD_SUBJECT =
  /^\s*(?:(?:re|aw|antw|sv|r|rv|res|enc)\s*:\s*)*(?:fwd?|wg|tr|rv|i|enc|doorst|fs|vs|reenv)\s*:/iu

/** Announces answers written into the quoted text below. */
export const INLINE_CUE =
  /\b(?:in[- ]?line|interspersed|between (?:the|your) lines|(?:answered|replied|commented) (?:below|in)|see (?:my )?(?:answers?|comments?|replies|responses?|notes?) (?:below|in)|(?:answers?|comments?|replies|responses?|notes?) (?:are )?(?:below|in (?:red|blue|green|bold|caps|italics|your (?:text|mail|email)|the text|between))|my (?:answers?|comments?) (?:in|below)|below in (?:red|blue|green|bold)|siehe unten|s\. ?u\.|antworten? (?:im text|unten|in (?:rot|blau|grün)|direkt)|(?:anmerkungen|kommentare) (?:im text|unten|in (?:rot|blau|grün))|im text unten|in deinem text|zwischen (?:den|deinen|ihren|euren) zeilen|(?:direkt )?darunter geschrieben|in ihrem text|in (?:rot|blau|grün)|réponses? (?:ci-dessous|dans le (?:texte|corps)|en (?:rouge|bleu|vert|gras))|(?:mes|nos) (?:réponses?|commentaires?|remarques?) (?:ci-dessous|en|dans)|en (?:rouge|bleu|vert) (?:ci-dessous|dans)|respuestas? (?:abajo|en (?:rojo|azul|verde|negrita)|en el texto|entre líneas|debajo)|(?:mis|nuestros) (?:respuestas|comentarios) (?:abajo|en|debajo)|entre líneas|rispost[ae] (?:sotto|in rosso|nel testo))\b/iu

/** Of these, the ones that may also point to a mail that is only passed on. */
export const POINTS_BELOW = /^\W*(?:siehe unten|s\. ?u\.)\W*$/iu

/** How an answer between somebody's lines begins where no quote mark tells it apart. */
export const ANSWER_MARK =
  /^(?:[-=]{1,3}>|→|►|\*{2,3}(?=\s?\p{L})|#{2,3}(?=\s?\p{L})|(?:a|ans|answer|reply|comment|antwort|aw|rép|réponse|respuesta|risposta|antwoord|resposta)\s?:\s)/iu

/** A line by which people close a mail; the whole line, punctuation aside. */
export const SIGN_OFF = [
  // English
  '(?:many |with |my )?(?:kind|kindest|warm|warmest|best|all the best|good)? ?regards',
  'with (?:kind|best|warm) (?:regards|wishes)',
  '(?:all the |very )?best(?: wishes)?',
  'cheers',
  '(?:many |with |again )?thanks(?: (?:a lot|again|so much|in advance|all|and regards|for your (?:help|time|support|patience)))?',
  'thank you(?: (?:again|so much|very much|in advance|for your (?:help|time|support|patience)))?',
  'thx',
  'ta',
  'yours(?: (?:sincerely|truly|faithfully))?',
  '(?:sincerely|respectfully|cordially|warmly|faithfully)(?: yours)?',
  'talk soon|speak soon|see you(?: soon| then)?|take care|have a (?:good|great|nice) (?:day|weekend|week|one|evening)',
  'br|rgds|kr|brgds|vr',
  // German
  '(?:mit )?(?:freundlichen?|besten?|herzlichen?|vielen?|schönen?|liebe[nr]?|viele|beste|herzliche|schöne|sonnige[n]?) (?:grüße[n]?|grüsse[n]?|gruß|gruss|gruessen?|dank)(?: (?:aus|nach|und|von|in|ins) .{2,40})?',
  'mit freundlichem gruß|mit freundlichem gruss|freundliche grüße|freundliche grüsse',
  '(?:lg|vg|mfg|bg|gruß|gruss|grüße|grüsse|viele grüße|danke(?: (?:und (?:gruß|viele grüße|lg|vg)|vorab|im voraus|dir|ihnen|euch))?|vielen dank(?: (?:vorab|im voraus|und (?:viele grüße|gruß|beste grüße)))?|hochachtungsvoll|schönes wochenende|bis dann|bis bald)',
  // French
  '(?:bien |très |sincères? )?(?:cordialement|sincèrement|respectueusement|amicalement)(?: (?:vôtre|à vous|à tous))?',
  "(?:merci|grand merci|merci (?:beaucoup|d’avance|d'avance|par avance|encore|à vous|et bonne journée)|bonne (?:journée|soirée|fin de journée|semaine|réception)|à bientôt|salutations(?: distinguées)?|bien à (?:vous|toi)|cdt|cdlt|bàv|meilleures salutations|avec mes (?:meilleures |sincères )?(?:salutations|remerciements)|sincères salutations)",
  // Spanish
  '(?:un |muchos |mis )?(?:cordial |cordiales |atento |atentos |afectuoso )?(?:saludos?|abrazos?)(?: (?:cordial|cordiales|a todos|desde .{2,30}))?',
  '(?:atentamente|muy atentamente|(?:muchas |mil )?gracias(?: (?:de antemano|por (?:todo|su ayuda|tu ayuda)|y (?:un )?saludos?))?|quedo atent[oa]|cordialmente|hasta pronto)',
  // Italian, Dutch, Portuguese
  '(?:cordiali|distinti|cari|tanti) saluti|un (?:caro|cordiale) saluto|grazie(?: mille)?|saluti|a presto',
  '(?:met |vriendelijke |hartelijke |hoogachtend|mvg)(?:vriendelijke |hartelijke )?(?:groeten?|groet)?|groet(?:en|jes)?|bedankt|dank(?: je| u)(?: wel)?',
  '(?:atenciosamente|cumprimentos|(?:com os )?melhores cumprimentos|obrigad[oa]|abraços?|um abraço|att)',
]

/** Lines that a phone or a mail program adds. */
export const MOBILE_LINE =
  /^[-–—*\s]*(?:sent (?:from|via|with|using) (?:my (?:[^\s,.]+ ?){1,4}[.!]?$|outlook|mail|yahoo|proton|samsung|the all[- ]new|a mobile|mobile|iphone|android|superhuman|blackberry).{0,60}|get outlook for (?:ios|android).{0,30}|von (?:meinem|unterwegs|mein) .{0,40}(?:gesendet|geschickt|verschickt).{0,20}|gesendet (?:von|mit) (?:meinem |der |mein |outlook|mail|samsung|unterwegs|iphone|ipad).{0,60}|diese nachricht wurde von (?:meinem|einem) .{0,60}|envoyé (?:de|depuis|avec|à partir de) (?:mon |ma |l'|outlook|yahoo|un |mobile|l’).{0,60}|télécharge[rz] outlook pour .{0,40}|enviado desde (?:mi |outlook|un |yahoo|el |mail).{0,60}|obtener outlook para .{0,40}|enviado d[oe] meu .{0,40}|inviato da(?:l mio)? .{0,40}|verstuurd vanaf mijn .{0,40}|verzonden (?:vanaf|met|van) (?:mijn )?.{0,40}|skickat från .{0,40}|sent from .{0,20}(?:phone|pad|mobile|tablet).{0,30}|typed with thumbs.{0,40}|unterwegs getippt.{0,40}|please excuse (?:any |my )?(?:typos|brevity|spelling).{0,40})[.!]?$/iu

/** Says who a message is meant for. */
export const MEANT_FOR =
  /\b(?:intended (?:only |solely )?(?:for|recipient)|intended recipient|addressee|named (?:above|recipient)|use of the individual|bestimmungsgemäß\p{L}*|(?:richtige|vorgesehene|bestimmte|beabsichtigte)\p{L}* (?:adressat|empfänger)\p{L}*|nicht der (?:richtige|vorgesehene|beabsichtigte)|irrtümlich (?:erhalten|zugestellt)|ausschließlich für (?:den|die)|ausschliesslich für (?:den|die)|destinataires?|destinés? (?:exclusivement|uniquement|à leur)|destinatari[oa]s?|exclusiv\p{L}* (?:a|para) su|uso exclusivo|bestemd voor|geadresseerde)\b/iu

/** Speaks of the message itself. */
export const THIS_MESSAGE =
  /\b(?:this (?:e-?mail|message|communication|transmission)|diese (?:e-?mail|nachricht|mail)|ce (?:message|courriel|mail)|cet e-?mail|este (?:mensaje|correo|e-?mail)|questo messaggio|dit bericht)\b/iu

const LIABILITY = /\b(?:liability|haftung|responsabilit\p{L}+|responsabilidad)\b/iu

const REGISTER =
  /\b(?:registered (?:in|office|number|company)|company (?:number|no)|sitz der gesellschaft|sitz:|amtsgericht|handelsregister|registergericht|HR[AB]\s?\d|HR[AB] ?\d*x*|geschäftsführ(?:er|ung):|vorstand:|aufsichtsrat|ust-?id|siège social|rcs |siret|capital (?:social|de)|registro mercantil|inscrita en|c\.?i\.?f\.?:?|n\.?i\.?f\.?:?|kvk|btw)/iu

const DATA_PROTECTION =
  /\b(?:protección de datos|aviso legal|lopd|rgpd|gdpr|dsgvo|datenschutz(?:hinweis|erklärung)?|privacy (?:notice|policy)|données personnelles|data protection)\b/iu

/** What bodies speak of as well, even beside a word about the message itself. */
export const BODY_TOO = [LIABILITY, REGISTER, DATA_PROTECTION]

/** Kinds of legal phrase; how many of them make boilerplate is told in `isDisclaimer`. */
export const DISCLAIMER_GROUPS: RegExp[] = [
  /\b(?:confidential(?:ity)?|privileged|vertraulich\p{L}*|confidentiel\p{L}*|confidencial\p{L}*|riservat\p{L}*|vertrouwelijk\p{L}*|rechtlich geschützt\p{L}*|legally protected)\b/iu,
  MEANT_FOR,
  /\b(?:received (?:this|it) (?:e-?mail |message |communication )?in error|if you are not|unauthori[sz]ed|prohibited|strictly forbidden|(?:please )?(?:notify|inform) (?:the sender|us)|delete (?:it|this|the)|destroy (?:it|this|all)|informieren sie (?:bitte )?(?:sofort |umgehend )?den absender|vernichten sie|löschen sie|unbefugt\p{L}*|nicht gestattet|untersagt|si vous avez reçu|par erreur|interdite?s?|supprimer|avertir l['’]expéditeur|utilisation non autorisée|si (?:usted )?(?:ha recibido|no es)|por error|prohibid[oa]|notifique|elim[ií]n\p{L}*|bórr\p{L}*)\b/iu,
  /\b(?:monitor(?:ed|ing)?|virus(?:es|-free)?|viren|antivirus|views expressed|opinions expressed)\b/iu,
  LIABILITY,
  /\b(?:consider the environment|before printing|think before you print|umwelt|ausdrucken|bevor sie diese|environnement|imprimer|medio ambiente|imprimir)\b/iu,
  REGISTER,
  DATA_PROTECTION,
  THIS_MESSAGE,
]

/** Banners that mail gateways put on top. */
export const BANNER =
  /^(?:\[?(?:external(?: e-?mail| sender)?|extern(?:e e-?mail)?|externe?r absender)\]?[\s:!]*$|(?:caution|warning|achtung|vorsicht|attention|atención|precaución)\s*[:!-].{0,30}(?:external|outside|extern|außerhalb|ausserhalb|extérieur|externo).{0,300}|this (?:e-?mail|message) (?:originated|came|was sent) from outside.{0,300}|you don't often get (?:e-?mail|email) from .{0,200}|sie erhalten nicht (?:oft|häufig) e-?mails? von .{0,200}|diese (?:e-?mail|nachricht) (?:stammt|kommt|wurde) von (?:außerhalb|ausserhalb|extern).{0,300}|ce (?:message|courriel) provient de l['’]extérieur.{0,300}|este (?:mensaje|correo) (?:procede|proviene) de fuera.{0,300})/iu
