import { expect, test } from 'vitest'
import { readCommitments } from '../../../src/engines/local/promises.ts'
import { corpusOf, CUSTOMER, SELLER } from '../../findings/corpus-of.ts'

test.each([
  ['The fire certificate is out of date. I will renew and send it by 16 May.', 'send the fire certificate by 16 May'],
  ["L'attestation d'assurance manque au dossier. Vous la recevrez le 16 mai.", "L'attestation d'assurance: "],
  ['Das Prüfprotokoll fehlt noch in der Akte. Das bekommen Sie am 16. Mai.', 'Das Prüfprotokoll: '],
  ['Falta el contrato firmado. Lo recibirá usted el 16 de mayo.', 'el contrato'],
])('"%s" says what is promised', async (text, what) => {
  const [promise] = await promisesIn(text)
  expect(promise?.what).toContain(what)
  expect(promise?.due).toBe('2025-05-16')
  expect(promise?.sentences).toHaveLength(2)
})

test('a promise that names its thing takes none from the sentence before', async () => {
  const [promise] = await promisesIn(
    'The fire certificate is fine. I will send you the price list, that is easy, by 16 May.',
  )
  expect(promise?.what).toContain('price list')
  expect(promise?.what).not.toContain('certificate')
})

async function promisesIn(text: string) {
  const corpus = await corpusOf([
    { from: CUSTOMER, text: 'Hello Sam,\n\nwe meet in June as planned.\n\nAnna', at: '2025-05-05T09:00:00Z' },
    { from: SELLER, text: `Anna,\n\n${text}\n\nSam`, at: '2025-05-06T09:00:00Z' },
  ])
  return readCommitments(corpus).filter((finding) => finding.kind === 'commitment')
}
