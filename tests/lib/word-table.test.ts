import { expect, test } from 'vitest'
import { wordTable } from '../../src/lib/word-table.ts'
import { readFindings } from '../../src/engines/local/index.ts'
import { corpusOf, CUSTOMER } from '../findings/corpus-of.ts'

const INHERITED = Object.getOwnPropertyNames(Object.prototype)

test('a table of words has its words and nothing that objects inherit', () => {
  const table = wordTable({ monday: 1 })
  expect(table['monday']).toBe(1)
  for (const name of INHERITED) expect(table[name]).toBeUndefined()
})

test.each(INHERITED)('a mail that says "%s" is read like any other', async (name) => {
  const text = [`Next ${name}, in two ${name} or the ${name} of ${name}: I'll send ${name} by ${name}.`]
  text.push(
    `Nächsten ${name} schicke ich Ihnen ${name}.`,
    `Le ${name} ${name} je vous envoie ${name}.`,
    `El ${name} de ${name} le mando ${name}.`,
  )
  for (const line of text) {
    const corpus = await corpusOf([{ from: CUSTOMER, text: line }])
    expect(() => readFindings(corpus)).not.toThrow()
  }
})
