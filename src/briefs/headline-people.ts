import { wordCount } from './clause.ts'
import type { Sentence, SentenceId } from '../signals/signal.ts'
import type { Material } from './material.ts'
import { contentWords } from './referent.ts'
import { daysSaid } from '../findings/days-said.ts'
import { isHandshake, speaksOfLeaving } from './standalone.ts'
import { quoted, spoken, type Draft } from './wording.ts'

/** Who leaves, who has left, who is away when something is due. */
export function people(material: Material): Draft[] {
  const { understanding, book, days } = material
  const drafts: Draft[] = []
  for (const risk of understanding.risks) {
    if (risk.risk !== 'champion_left') continue
    const sentence = leavingIn(material, risk.sentences)
    // Somebody's worry about a departure is no news of one; the table of people says who has left.
    if (!sentence) continue
    const by = material.people.find(sentence.by)
    if (by?.left && by.left.sentences.length > 0) continue
    // A colleague who introduces themselves has not left.
    if (material.people.isSeller(by) && isHandshake(sentence.text)) continue
    const secret = book.marks(sentence.id).includes('in_confidence')
    drafts.push({
      kind: 'fact',
      wording: [secret ? 'In confidence: ' : '', ...spoken(material, sentence)],
      sentences: [sentence.id],
    })
  }
  drafts.push(...secrets(material))
  for (const one of understanding.stakeholders) {
    const identity = material.people.byId(one.identity)
    if (!identity || one.side === 'seller') continue
    if (identity.left) {
      drafts.push({
        kind: 'fact',
        wording: [{ person: identity, titled: true }, ' has left.'],
        sentences: identity.left.sentences,
      })
    } else if (one.roles.length > 0 && identity.awayUntil && days.until(identity.awayUntil.value) >= LONG) {
      drafts.push({
        kind: 'fact',
        wording: [{ person: identity, titled: true }, ` is away until ${days.day(identity.awayUntil.value)}.`],
        sentences: identity.awayUntil.sentences,
        shown: { days: [identity.awayUntil.value] },
      })
    }
  }
  return drafts
}

/** The words that say that somebody goes: the given ones, else others of the same item. */
function leavingIn(material: Material, ids: readonly SentenceId[]): Sentence | undefined {
  const said = ids.flatMap((id) => material.book.sentence(id) ?? [])
  const beside = said.flatMap((one) => material.sentencesOf(one.item).filter((other) => other.speaks))
  return [...said, ...beside].find((one) => speaksOfLeaving(one.text))
}

/** Days: whoever is back after a weekend need not be planned around. */
const LONG = 6

/** What somebody with a part in the deal told us alone, about what is still to come: it changes plans unseen. */
function secrets(material: Material): Draft[] {
  const { understanding, book, days } = material
  const parts = new Map(understanding.stakeholders.map((one) => [one.identity, one]))
  return understanding.handling
    .filter((mark) => mark.mark === 'in_confidence')
    .flatMap((mark) => mark.covers)
    .map((id) => book.sentence(id))
    .filter((said) => {
      const by = said && material.people.find(said.by)
      const one = by && parts.get(by.id)
      if (!said || one === undefined || one.side === 'seller' || one.roles.length === 0) return false
      // When they meet is no secret that changes a plan.
      if (new Set(contentWords(material, said.text)).size < 3) return false
      const when = said.at === null ? [] : daysSaid(said.text, said.at, said.language)
      // "It was to be 23 May" is not about next year.
      return when.some((day) => days.until(day) > 0 && days.until(day) < 180)
    })
    .flatMap((said): Draft[] =>
      said ? [{ kind: 'fact', wording: ['In confidence: ', ...spoken(material, said)], sentences: [said.id] }] : [],
    )
}

/** Who speaks for us: taken only where nothing that can break needs the room. */
export function champions(material: Material): Draft[] {
  const { understanding, book } = material
  return understanding.stakeholders.flatMap((one): Draft[] => {
    const identity = material.people.byId(one.identity)
    if (!identity || one.side === 'seller' || identity.left || !one.roles.includes('champion')) return []
    const own = [...(understanding.qualification.champion?.sentences ?? []), ...one.sentences]
      .map((id) => book.sentence(id))
      .find((said) => said !== undefined && wordCount(said.text) > 4)
    if (!own) return []
    return [
      {
        kind: 'fact',
        wording: [
          { person: identity, titled: true },
          ` speaks for us${one.stated ? '' : ' (inferred)'}: `,
          quoted(own),
        ],
        sentences: [own.id],
        shown: { names: [identity.name, ...identity.names] },
      },
    ]
  })
}
