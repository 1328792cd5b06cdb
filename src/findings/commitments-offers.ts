import type { Look, Entry } from './commitments-match.ts'

/** Words that hold a price, an offer or a quote for a time. */
const HOLDS =
  /(?<!\p{L})(price|prices|pricing|rate|rates|quote|offer|valid|(preis|angebot|kondition|gültig|gebunden)\p{L}*|(prix|tarif|offre|devis|valable)s?|(precio|oferta|cotización|tarifa|vigente|válid[oa])s?)(?!\p{L})/iu
const UNTIL = /(?<!\p{L})(until|till|through|bis|jusqu['’][aà]u?|hasta)(?!\p{L})/iu

/** Says until when the seller stands by a price: a term to know of, and nothing that anybody has to do. */
export const holdsPrice = (text: string): boolean => HOLDS.test(text) && UNTIL.test(text)

/** A newer offer takes the place of the one before: "valid until 12 June" gives way to "good until the 19th". */
export function replaceOffers(entries: readonly Entry[], look: Look): void {
  let before: Entry | null = null
  for (const entry of entries) {
    const { commitment, side } = entry
    const said = look.sentence(commitment.sentences[0])
    if (side !== 'seller' || commitment.due === null || !said || !holdsPrice(said.text)) continue
    if (before?.commitment.status === 'open' && before.commitment.due !== commitment.due) {
      before.commitment.status = 'superseded'
      before.commitment.resolvedBy = commitment.sentences.slice(0, 1)
      before.commitment.supersededBy = entries.indexOf(entry)
    }
    before = entry
  }
}
