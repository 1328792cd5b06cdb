/** Words by which people name what they do, in the languages that Baton reads. */
export const TITLE_WORDS = new RegExp(
  `(?<!\\p{L})(?:${[
    // English
    'c[etifosmpdrlh]{1,2}o|ciso|cpo|cdo|vp|svp|evp|avp|gm|md|president|chair(?:man|woman|person)?|founder|co-founder|owner|partner|principal|director|head|manager|mgr|lead|leader|officer|chief|supervisor|superintendent|coordinator|administrator|admin|analyst|engineer|architect|developer|scientist|specialist|consultant|advis[oe]r|associate|assistant|secretary|counsel|attorney|lawyer|solicitor|paralegal|buyer|planner|controller|comptroller|treasurer|accountant|auditor|technician|operator|representative|executive|rep|sdr|bdr|ae|csm|nurse|physician|doctor|professor|dean|registrar|librarian|teacher|chef|foreman|dispatcher|steward|commissioner|strategist|designer|researcher|trainer|recruiter|generalist|clerk|warden|fellow|deputy|interim|acting',
    'baker|brewer|winemaker|oenologist|enologist|grower|farmer|captain|mechanic|electrician|fitter|surveyor|estimator|curator|conservator|producer|pharmacist|dentist|surgeon|midwife|therapist|veterinarian|housekeeper|concierge|receptionist|merchandiser|tutor|lecturer|rector|provost|chancellor|bursar|trustee|mayor|councillor|underwriter|actuary|broker|trader',
    'legal ops|payroll|procurement|purchasing|sourcing|operations|finance|logistics|facilities|compliance|security|it|human resources|customer success',
    // German
    '(?:\\p{L}*(?:leiter|leiterin|leitung|führer|führerin|führung|chef|chefin|manager|managerin|referent|referentin|beauftragte[rn]?|verantwortliche[rn]?|sachbearbeiter|sachbearbeiterin|ingenieur|ingenieurin|entwickler|entwicklerin|architekt|architektin|berater|beraterin|koordinator|koordinatorin|einkäufer|einkäuferin|techniker|technikerin|meister|meisterin|disponent|disponentin|kaufmann|kauffrau|jurist|juristin|anwalt|anwältin|assistent|assistentin|assistenz|vorstand|vorständin|vorsitzende[rn]?|inhaber|inhaberin|prokurist|prokuristin|direktor|direktorin|präsident|präsidentin|sekretär|sekretärin|buchhalter|buchhalterin|betreuer|betreuerin|planer|planerin|polier|polierin|vorarbeiter|vorarbeiterin|arzt|ärztin|apotheker|apothekerin|lehrer|lehrerin|pfleger|pflegerin|mechaniker|mechanikerin|elektroniker|elektronikerin|chemiker|chemikerin|laborant|laborantin|winzer|winzerin|bäcker|gesellschafter|gesellschafterin|rektor|rektorin|intendant|intendantin|redakteur|redakteurin|syndikus|syndika|stabsstelle))|geschäftsleitung|gf|kaufm\\.|stv\\.|stellv\\.|abteilung|dezernat|einkauf|vertrieb|controlling|revision',
    // French
    'directeur|directrice|responsable|chef(?:fe)? d[eu]|chargée? d|gérante?|présidente?|pdg|dg|dga|daf|dsi|rssi|drh|dpo|juriste|avocate?|acheteur|acheteuse|ingénieure?|architecte|technicien(?:ne)?|adjointe?|assistante?|secrétaire|comptable|contrôleur|contrôleuse|coordinateur|coordinatrice|coordonnateur|coordonnatrice|conseill(?:er|ère)|consultante?|associée?|délégué[e]?|cadre|administrateur|administratrice|analyste|gestionnaire|pilote|référente?|expert[e]?|amoa|maître d|achats|médecin|infirmi(?:er|ère)|pharmacien(?:ne)?|œnologue|vigneron(?:ne)?|maire|intendante?|régisseur|mécanicien(?:ne)?|électricien(?:ne)?|magasini(?:er|ère)|cuisini(?:er|ère)|gouvernante|proviseure?|trésori(?:er|ère)|dirigeante?|fondat(?:eur|rice)|format(?:eur|rice)|direction (?:d|générale)',
    // Spanish
    'director|directora|gerente|jefe|jefa|responsable|encargad[oa]|coordinador|coordinadora|presidente|presidenta|consejer[oa]|socio|socia|abogad[oa]|comprador|compradora|ingenier[oa]|técnic[oa]|analista|administrador|administradora|asesor|asesora|subdirector|subdirectora|contador|contadora|control|auxiliar|secretari[oa]|delegad[oa]|supervisor|supervisora|arquitect[oa]|apoderad[oa]|compras|titular|médic[oa]|enfermer[oa]|farmacéutic[oa]|enólog[oa]|bodeguer[oa]|capataz|alcaldesa?|intendente|cociner[oa]|mecánic[oa]|electricista|profesora?|tesorer[oa]|dueñ[oa]|propietari[oa]|fundadora?|gestora?|contraloría|contadora?|dirección|coordinación|gerencia|subgerente',
    // Italian, Dutch, Portuguese
    'direttore|direttrice|responsabile|amministratore|titolare|ingegnere|avvocato|acquisti|hoofd|directeur|inkoper|manager|teamleider|bestuurder|medewerker|diretor|diretora|gerente|chefe|coordenador|coordenadora|sócio|advogad[oa]|engenheir[oa]',
  ].join('|')})(?!\\p{L})`,
  'iu',
)

/** A phone, an address, a link or a postal line. */
export const CONTACT_LINE =
  /@|https?:|www\.|\b(?:tel|fon|fax|phone|mobile|mob|cell|direct|office|telefon|mobil|durchwahl|tél|portable|standard|móvil|tlf|teléfono|d|t|m|p|f|o)\s?[.:]?\s?(?:\+|\(?\d)|\+?\d[\d\s()./-]{6,}\d|(?:^|\s)(?:str(?:aße|asse|\.)|street|road|avenue|rue|calle|platz|allee|weg)\s?\d|\b\d{5}\b|\b[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b|^(?:linkedin|twitter|skype|teams|zoom|xing)\b/iu

/** A company's own line. */
export const COMPANY_LINE =
  /(?:^|[\s,])(?:gmbh|ag|kg|ohg|se|ug|e\.v\.?|inc\.?|llc|ltd\.?|limited|plc|corp\.?|corporation|company|co\.|group|gruppe|holding|sarl|sas|s\.a\.s\.?|s\.a\.?|sa|s\.l\.?|s\.l\.u\.?|sl|s\.r\.l\.?|srl|b\.v\.?|bv|n\.v\.?|oy|ab|a\/s)(?:$|[\s,|.–-])/iu

/** A motto, a greeting or a farewell rather than a title. */
export const SLOGAN_LINE =
  /[.!?]$|["“„«]|\b(?:we|our|your|wir|ihr|unser|nous|votre|nuestr[oa]|follow|visit|book|join|award)\b|^(?:thanks|thank you|danke|merci|gracias|regards|best|gruß|grüße|cordialement|saludos)|^(?:sent|get|gesendet|verschickt|diktiert|von meinem|von unterwegs|envoyée?|enviad[oa]|desde mi|typed|dictated|please|bitte|pensez|antes de|p\.? ?s\.?)(?!\p{L})/iu
