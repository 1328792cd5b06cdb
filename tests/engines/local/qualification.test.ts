import { describe, expect, test } from 'vitest'
import { readFindings } from '../../../src/engines/local/index.ts'
import { CUSTOMER, SELLER, corpusOf } from '../../findings/corpus-of.ts'
import type { Letter } from '../../findings/corpus-of.ts'

async function field(name: string, ...letters: Letter[]): Promise<string | null> {
  const findings = readFindings(await corpusOf(letters))
  const one = findings.find((finding) => finding.kind === 'qualification' && finding.field === name)
  return one?.kind === 'qualification' ? one.value : null
}

describe('the qualification', () => {
  test.each([
    ['authority', 'Bis 80.000 Euro unterschreibt Frau Lindqvist, darüber der Beirat.'],
    ['authority', 'Anything above 40,000 dollars has to be signed by our owner.'],
    ['decision_criteria', 'Noté à 60 % sur le prix, à 25 % sur le délai et à 15 % sur la reprise des données.'],
    ['authority', 'Orders above 70,000 dollars are approved by the works council and the owner.'],
    ['decision_criteria', 'La durée de vie d’abord, le prix ensuite.'],
    ['decision_process', 'Primero lo revisa Sistemas, luego va al comité y después se firma el contrato.'],
    [
      'critical_event',
      'Sollte bis zum 31. August nichts entschieden sein, verlängert sich der alte Vertrag um ein Jahr.',
    ],
    ['situation', 'We still run all 23 depots on spreadsheets and a whiteboard.'],
    ['need', 'Nous voudrions un seul outil pour tous les ateliers.'],
    ['metrics', 'On veut passer de 14 retours par mois à moins de 5.'],
    ['budget', 'Im Haushalt 2026 sind dafür 90.000 Euro vorgesehen.'],
    ['timeline', 'We want to be live by 1 September, before the new term.'],
  ])('finds the %s in "%s"', async (name, said) => {
    const small = { from: CUSTOMER, text: 'Thank you for the visit, the weather here is lovely this week.' }
    expect(await field(name, small, { from: CUSTOMER, text: said })).toBe(said)
  })

  test("does not take somebody else's price for the budget", async () => {
    const value = await field(
      'budget',
      { from: SELLER, text: 'Our price for the nine sites is $52,000 a year.' },
      { from: CUSTOMER, text: 'Torvexa offered us the same for $33,000 a year, clocks included.' },
      { from: CUSTOMER, text: 'Honestly, compared with Torvexa you are too expensive.' },
    )
    expect(value).toContain('52,000')
  })

  test('names a company that is asked for an offer beside us', async () => {
    expect(
      await field('competition', {
        from: CUSTOMER,
        text: 'Neben Ihrem Haus werden die Torvexa GmbH und die Firma Quellig zur Angebotsabgabe aufgefordert.',
      }),
    ).toBe('Torvexa, Quellig')
  })
})
