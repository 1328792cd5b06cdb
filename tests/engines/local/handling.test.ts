import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { markIn } from '../../../src/engines/local/handling.ts'
import { LANGUAGES, type Language } from '../../../src/engines/local/language.ts'
import { parse } from '../../../src/engines/local/parse.ts'
import { readCommitments } from '../../../src/engines/local/promises.ts'
import { corpusOf, CUSTOMER } from '../../findings/corpus-of.ts'

type Row = { language: Language; text: string; mark: string | null }

const rows = readFileSync(new URL('handling-rows.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

describe.each(LANGUAGES)('in %s', (language) => {
  const own = rows.filter((row) => row.language === language)

  test.each(own)('"$text" is marked $mark', ({ text, mark }) => {
    expect(markIn(parse(text, { language, today: null, dayFirst: true, personOf: () => null }))).toBe(mark)
  })
})

describe('what a mark covers', () => {
  test('the cue and its paragraph, not the rest of the message', async () => {
    const covered = await coveredIn(
      'Hi Ina,\n\nThe lift survey is booked for Monday.\n\nBetween us, the owners are looking at a sale. They meet the bank in May.\n\nThe crane arrives on Tuesday.\n\nTom',
    )
    expect(covered).toEqual(['Between us, the owners are looking at a sale.', 'They meet the bank in May.'])
  })

  test('what stands before a cue that stands alone', async () => {
    const covered = await coveredIn(
      'Hallo Ina,\n\ndie Rampe ist ab Montag frei.\n\nDer Betriebsleiter geht im Juni. Sein Nachfolger steht fest.\n\nBehalten Sie das bitte für sich.\n\nTom',
    )
    expect(covered).toEqual([
      'Der Betriebsleiter geht im Juni.',
      'Sein Nachfolger steht fest.',
      'Behalten Sie das bitte für sich.',
    ])
  })

  test('what follows a cue that ends in a colon', async () => {
    const covered = await coveredIn(
      'Bonjour Ina,\n\nLe monte-charge passe mardi. Je vous le dis en confidence :\n\nLe directeur du site part en juin.\n\nLa grue arrive jeudi.\n\nTom',
    )
    expect(covered).toContain('Le directeur du site part en juin.')
    expect(covered).not.toContain('La grue arrive jeudi.')
  })
})

async function coveredIn(text: string): Promise<string[]> {
  const corpus = await corpusOf([{ from: CUSTOMER, text }])
  const marks = readCommitments(corpus).filter((finding) => finding.kind === 'handling')
  return marks.flatMap(({ covers }) => covers.map((id) => corpus.sentences.find((one) => one.id === id)?.text ?? ''))
}

test('what a confidential note passes on is kept with it', async () => {
  const text = [
    'Hi Sam,',
    '',
    'You do not have this from me, please keep it between us. See below.',
    '',
    'Anna',
    '',
    '---------- Forwarded message ---------',
    'From: Otto Chef <otto@kunde.example>',
    'Date: Mon, 5 May 2025 at 08:00',
    'Subject: Ceiling',
    'To: Anna Kunde <anna@kunde.example>',
    '',
    'Anna, we can spend 42,000 on this and not a cent more.',
  ].join('\n')
  const corpus = await corpusOf([{ from: CUSTOMER, text, subject: 'Fwd: Ceiling' }])
  const passedOn = corpus.sentences.find((sentence) => sentence.text.includes('42,000'))
  expect(passedOn?.role).toBe('forwarded')
  const marks = readCommitments(corpus).filter((finding) => finding.kind === 'handling')
  expect(marks.some((mark) => mark.covers.includes(passedOn?.id ?? ''))).toBe(true)
})
