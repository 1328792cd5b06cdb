import type { Corpus } from '../signals/corpus.ts'
import type { Signal } from '../signals/signal.ts'
import type { Entry, Weight } from './commitments-match.ts'
import { gistOf, likeness, type Gist } from './gist.ts'

/**
 * Sets what was promised beside the contract, where one was read: `yes` for what a sentence of it says, `no` for what it
 * has nothing of, read from end to end. What is touched on and not said stays as it is, for a person to look.
 */
export function setBesideContract(corpus: Corpus, entries: readonly Entry[], weight: Weight): void {
  const contracts = new Set(corpus.signals.filter(isContract).map(({ id }) => id))
  if (!corpus.sentences.some(({ item }) => contracts.has(item))) return
  const written = corpus.sentences.filter(({ item }) => contracts.has(item))
  const clauses = written.map(({ text }) => gistOf(text))
  const spoken = new Map(corpus.sentences.map(({ id, language }) => [id, language]))
  // of words in another language than the contract's nothing can be missed
  const sameLanguage = (id: string | undefined): boolean => {
    const language = spoken.get(id ?? '') ?? null
    return language === null || written.some((one) => one.language === language)
  }
  const whole = isWhole(corpus, contracts)
  for (const { commitment, gist } of entries) {
    const near = nearest(gist, clauses, weight)
    if (near === 'says') commitment.inContract = 'yes'
    else if (near === 'nothing' && whole && sameLanguage(commitment.sentences[0])) commitment.inContract = 'no'
  }
}

function nearest(gist: Gist, clauses: readonly Gist[], weight: Weight): 'says' | 'touches' | 'nothing' {
  let touches = false
  for (const clause of clauses) {
    const like = likeness(gist, clause, weight)
    const named = [...gist].some((key) => clause.has(key) && !key.startsWith('~'))
    if (like.shared >= SAID_WORDS && like.contained >= SAID && (named || like.shared > SAID_WORDS)) return 'says'
    touches ||= like.shared >= 2 || (named && like.shared > 0)
  }
  return touches ? 'touches' : 'nothing'
}

const SAID_WORDS = 3
const SAID = 0.55

/** What binds both sides, by its name or its first lines; an offer binds nobody yet. */
function isContract(signal: Signal): boolean {
  if (signal.kind !== 'document') return false
  const name = signal.name.replaceAll(/[_.-]+/g, ' ')
  return CONTRACT.test(name) || (!OFFER.test(name) && CONTRACT.test(signal.text.slice(0, OPENING)))
}

const OPENING = 160
const CONTRACT =
  /(?<!\p{L})((framework |service |services |master |license |licence |subscription |supply |purchase |data processing )?agreement|contract|order form|purchase order|statement of work|sow|msa|\p{L}*vertrag|auftragsbestätigung|bestellung|leistungsbeschreibung|contrat|bon de commande|contrato|hoja de pedido|orden de compra)(?!\p{L})/iu
const OFFER =
  /(?<!\p{L})(quote|quotation|offer|proposal|draft|template|angebot|entwurf|muster|offre|devis|modèle|oferta|propuesta|borrador|plantilla)(?!\p{L})/iu

const PART = /(?<!\p{L})(extract|excerpt|auszug|extrait|extracto|pages?|seiten?)(?!\p{L})/iu

/** No contract went unread, and none was read in part. */
function isWhole(corpus: Corpus, contracts: ReadonlySet<string>): boolean {
  const read = corpus.signals.filter(({ id }) => contracts.has(id))
  if (read.some((one) => one.kind === 'document' && PART.test(one.name.replaceAll(/[_.-]+/g, ' ')))) return false
  const attached = corpus.signals.flatMap((signal) => (signal.kind === 'email' ? signal.attachments : []))
  return (
    !attached.some(({ name, unread }) => unread !== null && CONTRACT.test(name.replaceAll(/[_.-]+/g, ' '))) &&
    !corpus.unread.some(
      ({ item, text }) => contracts.has(item) || CONTRACT.test(`${item} ${text}`.replaceAll(/[_.-]+/g, ' ')),
    )
  )
}
