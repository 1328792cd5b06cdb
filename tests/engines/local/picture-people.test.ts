import { describe, expect, test } from 'vitest'
import { readFindings } from '../../../src/engines/local/index.ts'
import type { Role, Sentiment } from '../../../src/findings/finding.ts'
import { understand } from '../../../src/findings/understand.ts'
import { CUSTOMER, SELLER, corpusOf } from '../../findings/corpus-of.ts'
import type { Letter } from '../../findings/corpus-of.ts'

async function person(letters: Letter[], email: string): Promise<{ roles: Role[]; sentiment: Sentiment }> {
  const corpus = await corpusOf(letters)
  const one = understand(corpus, readFindings(corpus)).stakeholders.find((stakeholder) => stakeholder.email === email)
  return { roles: one?.roles ?? [], sentiment: one?.sentiment ?? 'neutral' }
}

function signed(name: string, email: string, title: string, text: string): Letter[] {
  const body = (words: string): string => `${words}\n\nKind regards\n${name}\n${title}\nKunde Group`
  return [
    { from: `${name} <${email}>`, text: body(text) },
    { from: `${name} <${email}>`, text: body('Please see the file.') },
  ]
}

describe('the part that people play', () => {
  test.each<[string, string, Role]>([
    ['Einkäufer', 'Bitte nennen Sie uns Ihr letztes Angebot und das Zahlungsziel.', 'procurement'],
    ['Juriste', 'Vous trouverez nos remarques sur la clause 9.', 'legal'],
    ['Director of Sourcing', 'Our payment terms are 60 days.', 'procurement'],
    ['Responsable de sistemas', 'Necesitamos saber si hay API.', 'technical_evaluator'],
    ['IT Security Officer', 'Which ports do you need?', 'technical_evaluator'],
    ['Chief Financial Officer', 'I decide on this, and I sign nothing before the audit.', 'economic_buyer'],
    ['Vorsitzende des Betriebsrats', 'Wir brauchen vorher eine Vereinbarung.', 'blocker'],
    ['Shift Coordinator', 'I enter the numbers every morning.', 'user'],
  ])('%s, who writes "%s", is %s', async (title, text, role) => {
    const { roles } = await person(signed('Kim Doe', 'kim@kunde.example', title, text), 'kim@kunde.example')
    expect(roles).toContain(role)
  })

  test('a colleague can say who decides', async () => {
    const { roles } = await person(
      [
        { from: 'Otto Berg <otto@kunde.example>', text: 'Good afternoon.' },
        { from: CUSTOMER, text: 'Everything above 20.000 Euro goes to Otto, he holds the budget and he signs.' },
        { from: SELLER, text: 'Noted.' },
      ],
      'otto@kunde.example',
    )
    expect(roles).toEqual(expect.arrayContaining(['economic_buyer', 'decision_maker']))
  })

  test('who warns us and speaks for us inside is the champion and stands positive', async () => {
    const { roles, sentiment } = await person(
      [
        { from: CUSTOMER, text: 'Between us: I told the board that you are the right choice, I am still fighting.' },
        { from: CUSTOMER, text: 'I will defend the budget myself on Tuesday, you should know that they hesitate.' },
        { from: CUSTOMER, text: 'I was the one pushing this and I love what the pilot showed.' },
      ],
      'anna@kunde.example',
    )
    expect(roles).toContain('champion')
    expect(sentiment).toBe('positive')
  })

  test('somebody nobody says anything of has no part and stands neutral', async () => {
    expect(await person([{ from: CUSTOMER, text: 'Tuesday works.' }], 'anna@kunde.example')).toEqual({
      roles: [],
      sentiment: 'neutral',
    })
  })
})

describe('the whole picture', () => {
  test('is the same for the same corpus', async () => {
    const letters: Letter[] = [
      { from: CUSTOMER, text: 'Every week two people retype 300 orders by hand, it costs us 4,000 Euro a month.' },
      { from: CUSTOMER, text: 'Without a signed DPA nothing goes live here.' },
    ]
    const once = readFindings(await corpusOf(letters))
    expect(readFindings(await corpusOf(letters))).toEqual(once)
    expect(once.map((finding) => finding.kind)).toEqual(expect.arrayContaining(['pain', 'risk', 'qualification']))
  })

  test('holds no pain and no risk of the seller’s pitch, of courtesies or of small talk', async () => {
    const findings = readFindings(
      await corpusOf([
        { from: SELLER, text: 'Manual retyping costs companies like yours 4,000 Euro a month, we end that.' },
        { from: CUSTOMER, text: 'Thank you for the nice afternoon. How was the train?' },
      ]),
    )
    expect(findings.filter((finding) => finding.kind === 'pain' || finding.kind === 'risk')).toEqual([])
  })
})
