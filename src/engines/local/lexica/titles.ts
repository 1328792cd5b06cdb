import type { Role } from '../../../findings/finding.ts'

/** Parts of a job title (folded) and the part its holder plays when nothing else is known. First match of each row. */
export const TITLES: readonly { role: Role; pattern: RegExp }[] = [
  {
    role: 'procurement',
    pattern:
      /procurement|purchas|sourcing|\bbuyer|category manager|vendor manage|supplier|commodity|einkauf|einkaufer|beschaffung|vergabe|\bachats?\b|acheteu|approvisionn|marches publics|\bcompras\b|comprador|aprovisionamiento|contratacion|abastecimiento/,
  },
  {
    role: 'legal',
    pattern:
      /legal|counsel|solicitor|lawyer|attorney|paralegal|privacy|data protection|jurist|justiziar|justitiar|\brecht\b|rechtsab|rechtsan|syndikus|datenschutz|juridique|avocat|\bdpo\b|juridic|abogad|proteccion de datos|\bdpd\b|notar|associe avocat|protection des donnees/,
  },
  {
    role: 'blocker',
    pattern:
      /betriebsrat|personalrat|works council|\bunion\b|gewerkschaft|\bcse\b|delegue syndical|comite de empresa|delegad[oa] sindical/,
  },
  {
    role: 'technical_evaluator',
    pattern:
      /\bit\b|\bict\b|\bedv\b|\bot\b|information technology|information security|infosec|cyber|security|architect|infrastructure|infrastruktur|applications?\b|network|systems?\b|systeme?s?\b|identity|software|\bsoc\b|informationssicherheit|it-leit|netzwerk|systemadmin|administrator it|anwendungs|digitalisierung|informatique|\bdsi\b|\brssi\b|securite des sys|reseau|architecte|sistemas|informatic|\bti\b|tecnologia|ciberseguridad|redes|technolog|devops|engineer(?!ing manager)|integration|entwick/,
  },
  {
    role: 'economic_buyer',
    pattern:
      /\bcfo\b|\bceo\b|\bcoo\b|chief (financial|executive|operating|information)|managing director|vp finance|vice president,? finance|finance director|director of finance|director of operations|\bowner\b|\bpresident\b(?!.*vice)|general director|director gerente|geschaftsfuhr|kaufmannische[rn]? leit|vorstand|finanzvorstand|inhaber|prokurist|directeur general|directrice generale|directeur financier|directrice financiere|\bdaf\b|\bpdg\b|\bdga\b|\bgerant|director general|directora general|director financier|directora financier|gerente general|consejer|administrador unico|propietari/,
  },
  {
    role: 'decision_maker',
    pattern:
      /\bchair(man|woman|person)?\b|^president[ea]?\b(?!.*(comite|betriebsrat|syndic))|president[ea]? (del|du|de la) (consej|conseil|direct)|aufsichtsrat|verwaltungsrat|board member|miembro del consejo|consejo rector|administrateur delegue|owner|inhaber|proprietaire|propietari/,
  },
  {
    role: 'user',
    pattern:
      /analyst|administrator\b|coordinator|operator|team lead|team manager|supervisor|planner|dispatch|scheduler|foreman|site manager|store manager|shift|ward|nurse|clinic(al)? lead|general manager|depot|warehouse|plant manager|production manager|technician|field|specialist|clerk|assistant|staff |standortleit|filialleit|betriebsleit|schichtleit|werkleit|disposition|disponent|sachbearbeit|lagerleit|teamleit|pflege|meister|koordinat|produktionsleit|stationsleit|buchhalt|responsable (de )?(site|magasin|atelier|production|exploitation|entrepot|service)|chef d.equipe|chef d.atelier|technicien|coordinat|gestionnaire|assistante?|planificat|exploitation|conducteur|jefe de (turno|planta|almacen|tienda|equipo|produccion|trafico)|encargad|coordinador|tecnico|analista|auxiliar|operador|supervisor|responsable de (planta|almacen|turno|tienda|produccion|operaciones)|contable/,
  },
]

/** Titles of people who may decide alone. */
export const SENIOR =
  /\bc[fetio]o\b|chief|managing director|\bvp\b|vice president|president|\bowner\b|director\b|direktor|head of|geschaftsfuhr|vorstand|inhaber|leiter|leitung|prokurist|directeur|directrice|\bdg\b|\bdga\b|\bdaf\b|\bpdg\b|gerant|president|director|directora|gerente|jef[ea] de|socio|partner|principal/

/** Outside advisers by title or firm. */
export const ADVISER =
  /consult|advis|adviser|advisory|berat|conseil|amoa|asesor|consultor|\bprincipal\b|engagement manager|partner\b|associe/

/** Whoever pleads by profession, whatever the field of law. */
export const LAWYER =
  /rechtsanw|fachanw|\blawyer|attorney|solicitor|barrister|counsel\b|avocat|abogad|jurist|syndikus|justi[tz]iar/
