/** Words around a name that show an offer beside ours. All folded. */

/** What somebody with an offer does; stands within three words after the name. */
export const OFFER_VERBS = new Set(
  (
    'sent sends emailed wrote wants propuso ofertan oferto mando envio envia presento envoye fait schickt schickte sandte legt offer offers offered came comes quoted quotes bid bids pitched undercut charges charge includes include costs cost is was has have does did calls called visits visited proposed proposes showed demoed can ' +
    'bietet bieten bot anbietet kostet liegt verlangt kommt kam war hat macht zeigt zeigte ruft rief ' +
    'propose proposent proposait coute facture vient est etait nous offre fait appelle ' +
    'ofrece ofrecen ofrecio cuesta cobra vino viene es era nos hace propone llamo'
  ).split(' '),
)

/** Words that set two things against each other; stand right before the name. */
export const AGAINST = new Set(
  (
    'against vs versus than with from by to and or use uses used using chose choose evaluate evaluating trial piloting ' +
    'gegen gegenuber als mit von oder und nutzt nutzen ' +
    'contre que avec face par ou et utilise chez ' +
    'contra que con frente por o y usa'
  ).split(' '),
)

/** Prepositions and articles of places: a name that mostly follows them is a town or a site. */
export const PLACE_BEFORE = new Set(
  'in at near around to into throughout across bei nach aus a au aux vers en hasta hacia desde'.split(' '),
)

/** Articles and possessives: in German they show an ordinary noun, elsewhere a product of one's own. */
export const ARTICLES = new Set(
  (
    'der die das den dem des ein eine einen einem einer eines kein keine keinen unser unsere unseren unserem unserer ihr ihre ihren ihrem ihrer sein seine meine mein im am zum zur vom beim ins ' +
    'pro jede jeder jedes jeden diese dieser dieses diesen diesem alle viele mehr zwei drei vier funf'
  ).split(' '),
)

/** Capitalised in mid-sentence without being a company: calendar words, standards, everyday products, languages. */
export const ORDINARY = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ' +
    'mondays fridays sundays montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember ' +
    'excel teams outlook sharepoint whatsapp word google microsoft zoom salesforce hubspot linkedin windows android iphone apple access powerpoint acrobat ' +
    'europe europa germany france spain england ireland london paris berlin madrid britain christmas easter english german french spanish british european irish ' +
    'mexico spanien frankreich deutschland espana francia alemania portugal italy italia italie italien austria osterreich suisse schweiz switzerland canada kanada china india poland polen polska brussels amsterdam america europa deutsch englisch francais anglais espagnol entra azure okta gdpr dsgvo rgpd slack jira hello dear best kind regards thanks thank great please sorry okay yes well also just could would when what where there they their this that have from your ours ' +
    'bonjour merci madame monsieur cordialement hola gracias saludos estimado estimada buenos danke bitte hallo liebe lieber guten beste gruesse grusse viele herr frau'
  ).split(' '),
)

/** Legal forms that stand after the name of a company. */
export const FIRM_FORMS = new Set(
  'gmbh ag se kg ohg ltd limited plc inc llc corp sa sas sarl sl slu srl spa bv nv ab'.split(' '),
)
/** Words that call the name after them a company. */
export const FIRM_WORDS = new Set(
  'firma firm company vendor supplier anbieter hersteller societe fournisseur editeur empresa proveedor'.split(' '),
)

/** Companies are asked for offers (folded). */
export const INVITED =
  /(?<!\p{L})(?:invit\w+|shortlist\w*|bidder\w*|tender\w*|quotes?|offers?|vendors?|angebotsabgabe|aufgefordert|anbieter\w*|bieter\w*|bewerber\w*|angebot\w*|consult\w+|candidat\w+|offres?|soumission\w*|invitad\w+|ofertas?|licitador\w*|proveedor\w*)(?!\p{L})/u

/** What somebody else runs today: "on Name", "leave Name", "the Name contract", "Name-Vertrag" (word before, name, word after; folded). */
export const RENT =
  /^(?:(?:on|leave|replace|told|tell|kundigen|quitter|dejar|chez) \S+ |\S+ \S+ (?:contract|licen[cs]e|agreement|vertrag\w*|lizenz\w*))/u
