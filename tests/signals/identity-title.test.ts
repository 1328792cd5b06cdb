import { describe, expect, test } from 'vitest'
import { readSignature } from '../../src/signals/identity-title.ts'
import { mentionsIn } from '../../src/signals/identity-mentions.ts'

describe('the title that a signature shows', () => {
  test.each<[string[], string | null]>([
    [['Jane Roe (Head of Studio)'], 'Head of Studio'],
    [['HEAD OF OPERATIONS', 'Jane Roe', 'Kunde Group'], 'HEAD OF OPERATIONS'],
    [['i. A. Jane Roe', '- Sachbearbeitung Einkauf -'], 'Sachbearbeitung Einkauf'],
    [['*Jane Roe* | *Kaufm. Leitung*'], 'Kaufm. Leitung'],
    [['Jane Roe - Kunde - Group Treasurer'], 'Group Treasurer'],
    [['Jane Roe', 'Estate Manager, Kunde Ltd, 12 High Street'], 'Estate Manager'],
    [['Jane Roe', 'Enóloga'], 'Enóloga'],
    [['Jane Roe', 'Gesendet von Outlook für Android'], null],
    [['Jane Roe', 'Enviado desde mi móvil'], null],
  ])('of %j is %s', (lines, title) => {
    expect(readSignature(lines, 'Jane Roe').title).toBe(title)
  })
})

describe('people named and never heard', () => {
  test.each([
    ["I met Zebedee Crake on the stairs (he's our chairman, as you know).", 'Zebedee Crake', 'chairman'],
    ['Al final manda Zoilo Urquiza, el presidente, que mira el precio.', 'Zoilo Urquiza', 'presidente'],
    ["On a croisé Ysoline Kervadec, c'est notre directrice financière.", 'Ysoline Kervadec', 'directrice financière'],
  ])('are introduced by their office: %s', (text, name, title) => {
    expect(mentionsIn(text, false, () => false)).toEqual([{ name, title, email: null, weighs: true }])
  })

  test.each(['We fly to New Orleans, the home of jazz.', 'I read it in Trade Weekly, the leading paper, last month.'])(
    'are not places or papers: %s',
    (text) => {
      expect(mentionsIn(text, false, () => false)).toEqual([])
    },
  )
})
