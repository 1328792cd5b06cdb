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
