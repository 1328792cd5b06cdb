import type { CrmField } from './crm-fields.ts'

/** What a CRM field means, whoever named it and in which of the four languages. */
export type FieldKind =
  | 'amount'
  | 'budget'
  | 'close'
  | 'nextStep'
  | 'competitor'
  | 'person'
  | 'terms'
  | 'parent'
  | 'state'
  | 'day'
  | 'share'
  | 'term'
  | 'payment'
  | 'count'
  | 'price'
  | 'choice'

/** By the words of the field's name, the first row that fits; folded, a blank between words. */
const NAMED: readonly [RegExp, FieldKind][] = [
  [
    /zip|phone|postal|telefon|telefono|address|street|city|country|website|domain|industry|type\b|csm|owner|currency/,
    'choice',
  ],
  [/competit|competid|wettbewerb|mitbewerb|konkurren|concurren|rival|incumbent/, 'competitor'],
  [/next ?step|nachste\w* schritt|naechste\w* schritt|prochaine etape|(?:proximo|siguiente) paso/, 'nextStep'],
  [
    /^close ?date$|close date|abschluss ?datum|date (?:de )?(?:cloture|signature)|fecha (?:de )?cierre|\bcierre\b/,
    'close',
  ],
  [/budget (?:holder|owner)/, 'person'],
  [/budget|presupuesto|enveloppe/, 'budget'],
  [
    /^amount$|\b(?:acv|arr|tcv|mrr)\b|(?:deal|contract) value|montant|betrag|auftragswert|vertragswert|importe|valor (?:del )?contrato/,
    'amount',
  ],
  [
    /(?:procurement|purchasing|einkaufs?|achats|compras) (?:contact|kontakt|ansprechpartner\w*|lead)|contact(?:o)? (?:achats|(?:de )?compras)|buyer|comprador|acheteur|decision ?maker|champion|sponsor|entscheider|decideur|decisor|decideu|promotor|signator|signatar|firmante/,
    'person',
  ],
  [
    /payment (?:terms|days)|zahlungsziel|zahlungsfrist|delai (?:de )?paiement|plazo (?:de )?pago|dias (?:de )?pago/,
    'payment',
  ],
  [/special terms|\bterms\b|conditions|concession|sonderkonditionen|condiciones/, 'terms'],
  [/parent|muttergesellschaft|maison mere|matriz/, 'parent'],
  [
    /stage|forecast|probab|risk|health|status|confidence|sentiment|phase|etape|etapa|\bfase\b|salud|sante|gesundheit|risiko|risque|riesgo|estado|statut|wahrscheinlich|ampel|stimmung/,
    'state',
  ],
  [/date|until|deadline|valid|datum|fecha|echeance|frist|termin\b|stichtag/, 'day'],
  [/price|preis|\bprix\b|precio|\bfee\b|gebuhr|\btarif\b|tarifa|cuota/, 'price'],
  [/percent|pct|discount|rabatt|remise|descuento/, 'share'],
  [/\bterm\b|laufzeit|duration|duree|duracion|plazo|contract (?:months|years)|term (?:months|years)/, 'term'],
]

/** The meaning of a field; where its name tells nothing, the kind of value that stands in it. */
export function kindOf(field: CrmField): FieldKind {
  const name = field.words.join(' ').normalize('NFD').replace(/\p{M}/gu, '')
  const row = NAMED.find(([pattern]) => pattern.test(name))
  if (row && (row[1] !== 'price' || isNumber(field.value))) return row[1]
  if (field.value === null) return 'choice'
  if (/^\d{4}-\d{2}-\d{2}/.test(field.value)) return 'day'
  return isNumber(field.value) ? 'count' : 'choice'
}

const isNumber = (value: string | null): boolean => value !== null && /^-?\d+(?:\.\d+)?$/.test(value)
