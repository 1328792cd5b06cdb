/** Words by which a sentence says that somebody decides, signs or holds the money. */
export const DECIDES =
  /(?<!\p{L})(?:decides?|decision (?:is|lies|maker)|has to (?:decide|sign|approve)|signs?(?: off)?(?! up)|sign-off|approves?|approval|final say|holds? the budget|budget holder|owns? the budget|countersigns?|entscheide(?:t|n)?|entscheidung (?:liegt|trifft)|unterschreibt|unterzeichnet|zeichnet|freigibt|gibt (?:es|das|das budget) frei|genehmigt|freigabe durch|budgetverantwortlich\p{L}*|décide(?:nt)?|décision (?:revient|finale)|signe(?:nt|ra)?|signature de|valide(?:nt|ra)?|validation de|tranche(?:ra)?|tient le budget|decide(?:n)?|decisión (?:es|final)|firma(?:n|rá)?|aprueba(?:n)?|aprobación de|tiene la última palabra|autoriza(?:n)?)(?!\p{L})/iu

/** "my boss", "mein Chef": a relation and not a title. */
export const BOSS_WORDS =
  /^(?:boss|manager|line manager|supervisor|chef|chefin|vorgesetzter?|vorgesetzten|patron|patronne|n\+1|supérieure?|jefe|jefa|superior)$/iu

/** Says that the named person belongs to another company than the speaker's. */
export const ELSEWHERE =
  /(?<!\p{L})(?:(?:from|at|of|von|bei|de chez|chez|de la empresa) (?:your|ihrer|ihrem|eurer?m?|votre|vos|su|vuestr[oa]) |your (?:colleague|account|rep|boss|ceo|cto|team)|ihr(?:e|em|en)? (?:kolleg|chef|vertrieb)|votre collègue|su compañer[oa])/iu

/** An office that only a person holds, whatever the name before it looks like. */
export const OFFICE =
  /^(?:(?:vice |deputy |acting |new |nuevo |nueva |nouveau |nouvelle )?(?:chair(?:man|woman|person)?|president|c[efito]o|boss|director|manager|founder|headmaster|mayor|bursar|treasurer|président|présidente|directeur|directrice|patron|patronne|gérante?|trésori(?:er|ère)|presidente|presidenta|directora|gerente|jef[ea]|tesorer[oa]|dueñ[oa]|propietari[oa]|consejer[oa] delegad[oa]))(?!\p{L})/iu
