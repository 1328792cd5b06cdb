import { expect, test } from 'vitest'
import { readCommitments } from '../../../src/engines/local/promises.ts'
import { corpusOf, SELLER } from '../../findings/corpus-of.ts'

const NEWS = 'The old hoist will be taken down on Monday. We will send you the new rota by Friday.'

async function promises(to: string, text = NEWS): Promise<string[]> {
  const corpus = await corpusOf([{ from: SELLER, to, text }])
  const sentences = new Map(corpus.sentences.map(({ id, text: said }) => [id, said]))
  return readCommitments(corpus)
    .filter(({ kind }) => kind === 'commitment')
    .map((finding) => sentences.get(finding.sentences[0] ?? '') ?? '')
}

test('an announcement to a list binds its writers to what they will send its readers, and what will happen is news', async () => {
  expect(await promises('all-depots@kunde.example')).toEqual(['We will send you the new rota by Friday.'])
  expect(await promises('dl-riggers@kunde.example')).toEqual(['We will send you the new rota by Friday.'])
})

test('the same to somebody in person binds by all of it', async () => {
  expect(await promises('Anna Kunde <anna@kunde.example>')).toHaveLength(2)
})

test('a long mailing with a way off its list binds nobody', async () => {
  const text = `${NEWS} ${'Our cranes are lighter and stronger than ever. '.repeat(40)}\n\nUnsubscribe here.`
  expect(await promises('Anna Kunde <anna@kunde.example>', text)).toEqual([])
})
