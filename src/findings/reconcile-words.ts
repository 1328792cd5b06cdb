/** Cues for setting words beside CRM fields, over folded text (lower case, no accents, no punctuation), four languages in one. */

/** What is quoted, sold or paid as a whole. */
export const DEAL_PRICE =
  /\b(?:per year|a year|per annum|p a|annual(?:ly)?|in total|altogether|total|offer|quote[ds]?|proposal|order form|contract value|tco|deal|year one|first year|years?|months?|uplift|renewal|pro jahr|im jahr|jahrlich|insgesamt|gesamt\w*|angebot\w*|auftragswert|vertrag\w*|jahre?|par an|annuel\w*|au total|offre|devis|proposition|contrat|ans|al ano|anual\w*|en total|oferta|cotizacion|propuesta|contrato|anos)\b/

/** Signing, deciding, awarding: what a close date waits for. */
export const CLOSING =
  /\b(?:sign(?:s|ed|ing|ature)?|decid\w+|decision|committee|board|award\w*|approv\w+|budget (?:closes|year)|shortlist\w*|recommendation|unterschr\w+|unterzeichn\w+|entscheid\w+|gremium|vorstand\w*|aufsichtsrat\w*|freigabe\w*|beschluss\w*|vergabe\w*|signature|signe\w*|signer\w*|decid\w+|comite|conseil|validation|arbitrage|firma\w*|firmar\w*|decision|decid\w+|consejo|aprob\w+|adjudic\w+|presupuesto se cierra|zuschlag\w*|vot(?:e[ds]?|a|an|ara|en|era|ent)|owners meeting|gesellschafterversammlung|stadtrat|gemeinderat)\b/

/** That a date cannot be, or what has to come first. */
export const NOT_THEN =
  /\b(?:not realistic|unrealistic|nobody signs|not before|earliest|moved?|moves|postponed|pushed|slip\w*|delayed|instead|won t|will not|cannot|can t|not until|fruhestens|nicht vor|erst (?:nach|im|ab|am)|verschob\w+|verschieb\w+|unrealistisch|nicht realistisch|pas realiste|pas avant|au plus tot|repouss\w+|report\w+|decal\w+|no antes|como muy pronto|aplaz\w+|pospuest\w+|retras\w+|no es realista|se mueve|se traslad\w+|latest|spatestens|au plus tard|a mas tardar)\b/

/** Something moved to another day. */
export const MOVED =
  /\b(?:moved?|moves|moving|new date|instead of|rescheduled|resched\w*|postponed|pushed|shifted|verschob\w+|verschieb\w+|verlegt|neuer termin|statt|findet .{0,20}statt|deplac\w+|decal\w+|repouss\w+|report\w+|nouvelle date|au lieu|aplaz\w+|se mueve|se cambia|pospuest\w+|trasladad\w+|nueva fecha|en lugar)\b/

/** The customer does not agree, has not agreed, or asks why. */
export const NO_DEAL =
  /\b(?:nothing (?:\w+ ){0,3}(?:agreed|decided|settled|signed|approved)|(?:nichts|keine?n?|nicht) (?:\w+ ){0,4}(?:zusage|zugesagt|entschieden|beschlossen|vereinbart|zuschlag)|zusage (?:\w+ ){0,4}(?:nicht|keine)|rien (?:\w+ ){0,2}(?:acquis|decide|valide|signe|arrete|convenu)|(?:pas|aucun) (?:\w+ ){0,3}(?:accord|engagement|decision)|nada (?:\w+ ){0,3}(?:decidido|firmado|cerrado|acordado|aprobado)|ningun\w* (?:\w+ ){0,2}(?:compromiso|acuerdo|decision)|(?:did|do|does|have|has|had) ?n(?:o|)t (?:agree\w*|commit\w*|approve\w*|accept\w*|decid\w*|promis\w*|sign\w*)|didn t agree|haven t (?:agreed|decided|approved)|not (?:agreed|decided|approved|committed)|why should (?:i|we)|not saying yes|no decision|noch nicht entschieden|nicht zugesagt|nicht zugestimmt|keine zusage|nichts entschieden|nichts beschlossen|nicht genehmigt|wieso sollte\w*|warum sollte\w*|pas (?:donne|encore donne|valide|decide|approuve)|rien (?:decide|valide)|n avons (?:pas|rien) (?:decide|accepte)|pourquoi (?:devrions|devrais|renouveler)|no (?:hemos|he|han) (?:aprobado|aceptado|decidido|firmado)|nada decidido|por que (?:deberia\w*|habria\w*)|no esta (?:aprobado|decidido|confirmado))\b/

/** Not approved, no money. */
export const NO_BUDGET =
  /\b(?:not (?:been )?approved|no budget|not released|budget (?:is )?(?:not|frozen|gone)|not budgeted|nothing left|kein budget|nicht (?:genehmigt|freigegeben|eingeplant|bewilligt)|verplant|gesperrt|eingefroren|pas (?:de budget|valide|approuve|debloque)|budget (?:gele|epuise)|aucun budget|sin presupuesto|no hay presupuesto|presupuesto no|no (?:esta |fue )?aprobado|congelado)\b/

/** Special terms: ways out, free things, held prices. */
export const SPECIAL_TERMS =
  /\b(?:terminate|break clause|exit (?:right|clause)|without charge|free of charge|no charge|no fee|opt out|right to (?:exit|terminate)|price hold|sonderkundigungsrecht|ausstiegs\w+|rucktrittsrecht|kostenlos\w*|kostenfrei\w*|ohne berechnung|preisbindung|clause de sortie|droit de (?:sortie|resiliation)|resilier|sans frais|gratuit\w*|clausula de salida|derecho (?:de|a) (?:salida|rescindir|resolver)|rescindir|sin coste|sin costo|sin cargo|gratis)\b/

/** Money that somebody set aside, or may not exceed. */
export const BUDGETED =
  /\b(?:budget\w*|\w*budgets?|wirtschaftsplan|haushalt\w*|investitionsplan|eingeplant|veranschlagt|bewilligt|vorgesehen|enveloppe|credits? (?:ouverts|votes)|prevus? au|presupuest\w+|partida|not a (?:cent|penny|euro|dollar) more|kein(?:en)? (?:cent|euro) mehr|pas un (?:centime|euro) de plus|ni un (?:peso|euro|centavo) mas|obergrenze|set aside|earmark\w*|allocated|capex|opex|software line)\b/

/** Something is handed over or done with these words. */
export const HANDED_OVER =
  /\b(?:attached|as promised|here is|here are|sent|signed|done|received|anbei|im anhang|wie versprochen|wie (?:erbeten|gewunscht)|gesendet|geschickt|unterschrieben|erledigt|ci joint\w*|en piece jointe|comme (?:promis|convenu|demande)|envoye\w*|signe\w*|fait|adjunt[oa]|como prometi\w*|como (?:pidi\w+|acordamos)|enviad\w+|firmad\w+|hecho)\b/

/** A plan is given up. */
export const DROPPED =
  /\b(?:cancel\w*|called off|scrapped|off the table|(?:lasse|lassen)\b.{0,30}\bfallen|entfall\w*|fallt (?:aus|flach|weg)|abgesagt|gestrichen|annul\w+|abandonn\w+|tombe a l eau|se cae|cancelad\w+|suspendid\w+|ya no (?:se|va|hace))\b/

/** A parent company that decides or pays. */
export const PARENT =
  /\b(?:our parent|parent company|the group|headquarters|holding|muttergesellschaft|mutterkonzern|konzern(?:zentrale|mutter|leitung)?|maison mere|groupe|societe mere|siege|grupo|casa matriz|matriz|empresa matriz)\b/

/** The CRM is spoken of. */
export const CRM_TALK =
  /\b(?:crm|sfdc|salesforce|hubspot|(?:is|are) (?:still )?listed|(?:da|dort|noch) steht|steht (?:da|dort|noch)|y figure|figure encore|sigue figurando|sigue poniendo|forecast|pipeline|opportunity|the record|im system|in the system|close date|amount is|stage is|prevision\w*)\b/

/** Words by which a topic of a date or percentage field is spoken of, by a word of the field's name. */
export const TOPICS: readonly { field: RegExp; said: RegExp }[] = [
  {
    field: /valid|vigen|gultig|gueltig|(?:quote|offer|angebot|offre|oferta|cotizacion)/,
    said: /\b(?:valid\w*|(?:prices?|pricing|quote|offer|rates?) (?:\w+ ){0,2}(?:good|firm|held|open)|hold (?:the|this|that|our) pric\w+|gultig\w*|gebunden|angebot gilt|preise? gelten|valable\w*|prix fermes?|vigen\w+|precios? \w+ firmes?|respetamos)\b/,
  },
  {
    field: /live|launch|produk|start|mise|arranque|operacion|betriebnahme|onboard|implement/,
    said: /\b(?:live|go live|launch\w*|in service|start\w*|produktiv\w*|inbetriebnahme|mise en (?:service|production)|demarr\w+|en marcha|arranc\w+|arranque|operativ\w+|en service|en production|en produccion)\b/,
  },
  {
    field: /notice|kundig|termination|preavis|preaviso/,
    said: /\b(?:notice|kundigungs?\w*|kundig\w*|preavis|preaviso|terminat\w+|resili\w+|rescind\w+)\b/,
  },
  {
    field: /renewal|renew|verlanger|renouv|renov/,
    said: /\b(?:renew\w*|verlanger\w*|renouvel\w*|renov\w*)\b/,
  },
  {
    field: /discount|rabatt|remise|descuento/,
    said: /\b(?:discount\w*|off|rabatt\w*|nachlass\w*|remise\w*|ristourne\w*|descuento\w*|rebaja\w*|included against|against|instead of)\b/,
  },
  {
    field: /kick|workshop|training|review|demo|pilot|poc|trial/,
    said: /\b(?:kick ?off|kickoff|workshop|training|schulung|formation|formacion|review|demo|pilot\w*|poc|trial)\b/,
  },
  {
    field: /end|expir|ablauf|fin|vencim/,
    said: /\b(?:end(?:s|ing)?|expir\w+|runs? out|lauft (?:aus|ab)|endet|expire\w*|se termine|vence|vencimiento|termina|caduca)\b/,
  },
  {
    field: /deliver|liefer|livraison|entrega/,
    said: /\b(?:deliver\w*|liefer\w*|livr\w+|entreg\w+)\b/,
  },
]

/** Things that are counted in CRM fields, one row for each thing whatever the language (folded words). */
export const COUNTED: readonly RegExp[] = [
  /^(?:users?|benutzer\w*|nutzer\w*|anwender\w*|utilisateurs?|utilisatrices?|usuari[oa]s?|actives?)$/,
  /^(?:sites?|locations?|standorte?n?|niederlassung(?:en)?|etablissements?|sedes?|emplazamientos?|centros?)$/,
  /^(?:branch(?:es)?|stores?|shops?|filialen?|laden|magasins?|agences?|boutiques?|tiendas?|sucursal(?:es)?)$/,
  /^(?:seats?|licen[cs]es?|lizenz(?:en)?|licencias?|platze|postes?|puestos?)$/,
  /^(?:employees?|people|leute|kopfe|personas|personnes|staff|headcount|mitarbeiter\w*|beschaftigte\w*|salaries?|employes?|collaborateurs?|emplead[oa]s?|trabajador(?:es)?|plantilla)$/,
  /^(?:vehicles?|trucks?|fahrzeuge?n?|lkw|vehicules?|camions?|vehiculos?|camion(?:es)?|fleet|flotte|fuhrpark|flota)$/,
  /^(?:drivers?|fahrer\w*|chauffeurs?|conducteurs?|conductor(?:es)?|chofer(?:es)?)$/,
  /^(?:machines?|maschinen?|anlagen?|equipements?|maquinas?|equipos?)$/,
  /^(?:devices?|gerate?n?|appareils?|dispositivos?|aparatos?)$/,
  /^(?:contracts?|vertrage?n?|contrats?|contratos?)$/,
  /^(?:beds?|betten?|lits?|camas?)$/,
  /^(?:rooms?|zimmer|chambres?|habitacion(?:es)?)$/,
  /^(?:hotels?|propert(?:y|ies)|hoteles|propiedad(?:es)?)$/,
  /^(?:warehouses?|depots?|lager\w*|entrepots?|almacen(?:es)?)$/,
  /^(?:farms?|hofe?n?|betriebshofe?n?|fermes?|fincas?)$/,
  /^(?:lines?|linien?|lignes?|lineas?)$/,
  /^(?:plants?|factor(?:y|ies)|werke?n?|usines?|plantas?|fabricas?)$/,
  /^(?:clinics?|klinik(?:en)?|cliniques?|clinicas?)$/,
  /^(?:pupils?|students?|schuler\w*|eleves?|etudiants?|alumn[oa]s?)$/,
  /^(?:patients?|patienten?|pacientes?)$/,
  /^(?:children|kinder|enfants?|ninos?|places?)$/,
  /^(?:barrels?|fasser|barriques?|barricas?|futs?)$/,
]
