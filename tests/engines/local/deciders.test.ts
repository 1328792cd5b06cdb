import { describe, expect, test } from 'vitest'
import { readFindings } from '../../../src/engines/local/index.ts'
import { understand } from '../../../src/findings/understand.ts'
import { SELLER, corpusOf } from '../../findings/corpus-of.ts'
import type { Letter } from '../../findings/corpus-of.ts'

async function picture(letters: Letter[]) {
  const corpus = await corpusOf([...letters, { from: SELLER, text: 'Noted.' }])
  return understand(corpus, readFindings(corpus))
}

const signed = (name: string, title: string, text: string): Letter[] => {
  const from = `${name} <${name.split(' ')[0]!.toLowerCase()}@kunde.example>`
  return [text, 'Please see the file.'].map((words) => ({
    from,
    text: `${words}\n\nKind regards\n${name}\n${title}\nKunde Group`,
  }))
}

describe('who decides on the money', () => {
  test.each([
    ['Before we go on: our CFO, Dana Wood, signs everything above $15,000.', 'Dana Wood, CFO'],
    ['Rory Blake, our finance director, approves anything over 20k.', 'Rory Blake, finance director'],
    ['Alles über 15.000 Euro unterschreibt bei uns Frau Wolff.', 'Frau Wolff'],
    ["Au-dessus de 15 000 €, c'est M. Lambert qui signe.", 'M. Lambert'],
    ['Por encima de 15.000 euros lo firma nuestra directora, Ana Ruiz.', 'Ana Ruiz, directora'],
    ['I decide this myself, up to 40,000 euros a year.', 'Tom Hill, Operations Director'],
  ])('"%s" is %s', async (text, who) => {
    const { qualification, stakeholders } = await picture(signed('Tom Hill', 'Operations Director', text))
    expect(qualification.economic_buyer).toMatchObject({ value: who, basis: 'customer' })
    const buyers = stakeholders.filter((one) => one.roles.includes('economic_buyer'))
    expect(buyers.map(({ name }) => name)).toEqual([who.split(',')[0]])
  })

  test.each([
    'Por encima de 15.000 euros lo firma nuestra directora.',
    'Everything above $15,000 is signed by our CFO.',
    'Our CFO signs all of it, I only forward the papers.',
  ])('"%s" makes nobody of its writer', async (text) => {
    const { qualification } = await picture(signed('Tom Hill', 'Operations Coordinator', text))
    expect(qualification.economic_buyer).toBeUndefined()
  })

  test('is only inferred where nothing but a title says it', async () => {
    const { qualification } = await picture(signed('Ines Falk', 'Chief Financial Officer', 'Tuesday suits me well.'))
    expect(qualification.economic_buyer).toMatchObject({ basis: 'inferred' })
  })

  test('is no works council that signs an agreement of its own', async () => {
    const { stakeholders } = await picture([
      ...signed('Gerda Lohse', 'Vorsitzende des Betriebsrats', 'Ich unterschreibe die Vereinbarung erst im Mai.'),
      {
        from: 'Otto Berg <otto@kunde.example>',
        text: 'Ohne Gerda geht es nicht: Gerda unterschreibt die Vereinbarung.',
      },
    ])
    const roles = stakeholders.find(({ name }) => name === 'Gerda Lohse')?.roles ?? []
    expect(roles).toContain('blocker')
    expect(roles).not.toContain('economic_buyer')
  })
})
