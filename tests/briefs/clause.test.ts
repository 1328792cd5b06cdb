import { describe, expect, it } from 'vitest'
import { clip, shorten, wordCount } from '../../src/briefs/clause.ts'

describe('the part of a sentence that is shown', () => {
  it('is the whole sentence where it fits', () => {
    expect(clip('We need it live by May.', 10)).toBe('We need it live by May.')
  })

  it('is one verbatim stretch of whole clauses, those with figures first', () => {
    const said = 'I talked to the board last week about all of this, and we have put £45,000 aside for the year.'
    const shown = clip(said, 10)
    expect(said).toContain(shown)
    expect(shown).toContain('£45,000')
    expect(wordCount(shown)).toBeLessThanOrEqual(10)
  })

  it('never leaves its condition behind', () => {
    for (const said of [
      'We sign next week without any further round of questions, unless the auditors find something new in the pilot.',
      'Wir unterschreiben nächste Woche ohne weitere Rückfragen im Einkauf, falls der Betriebsrat bis dahin zugestimmt hat.',
      'Nous signons la semaine prochaine sans autre tour de questions, sauf si le comité demande une nouvelle offre.',
      'Firmamos la semana que viene sin otra ronda de preguntas, salvo que el comité pida otra oferta nueva.',
    ]) {
      const shown = clip(said, 12)
      expect(shown === said || /unless|falls|sauf|salvo/.test(shown)).toBe(true)
    }
  })

  it('never starts with words that hang on those before them', () => {
    const said =
      'The rollout to all the other sites does not start unless the second region is live and I have seen it fail over.'
    expect(clip(said, 8)).not.toMatch(/^(?:the second region is live|I have seen)/)
  })

  it('never stops at a condition before it says what then happens', () => {
    for (const said of [
      'If the notice is not in the post by the thirty-first of March, the contract simply runs on for another whole year.',
      'Es decir, que si no mandamos la carta antes del 31 de marzo, el contrato se renueva solo otro año con su mínimo.',
      'The mills want ninety days, so if the owner has not been told by the first of May, we pay for another whole year.',
    ]) {
      const shown = clip(said, 16)
      expect(shown === said || !/\b(?:if|si)\b/i.test(shown) || /runs on|renueva|we pay/.test(shown), shown).toBe(true)
    }
  })

  it('never starts at a verb or a reason, stops at a crumb, or parts a number', () => {
    expect(
      clip('Lena Abt, our head of finance, has to sign anything over 50 thousand, and Doug will have a view.', 14),
    ).toBe('Lena Abt, our head of finance, has to sign anything over 50 thousand')
    expect(
      clip('Le dossier passe au comité du moulin le 20 mai, et lui, il tranche dans la semaine en général.', 12),
    ).not.toMatch(/et lui$/)
    expect(
      clip('Nos pasamos la tarde entera del viernes, dos horas y media, con el molino parado y todos mirando.', 12),
    ).not.toMatch(/^media/)
  })

  it('never tears a bracket apart', () => {
    const said =
      'Three real ones since August: the claims feed (a change of schema, nobody told us), billing and one more.'
    const shown = clip(said, 9)
    expect(shown.split('(').length).toBe(shown.split(')').length)
  })

  it('says with … that unquoted text goes on', () => {
    expect(shorten('one two three four five six', 4)).toBe('one two three four …')
    expect(shorten('one two', 4)).toBe('one two')
  })
})
