import { expect, test } from 'vitest'
import { languageOf } from '../../src/signals/language.ts'
import { splitSentences } from '../../src/signals/sentence.ts'

function split(text: string, options: { flow?: boolean; hard?: boolean } = {}): string[] {
  return splitSentences(text, 0, text.length, options).map((span) => text.slice(span.start, span.end))
}

test.each([
  [
    'We start on Monday. Who trains the crew? Nobody yet!',
    ['We start on Monday.', 'Who trains the crew?', 'Nobody yet!'],
  ],
  [
    'Das kostet ca. 4.500 Euro pro Monat, z. B. im Mai. Mehr geht nicht.',
    ['Das kostet ca. 4.500 Euro pro Monat, z. B. im Mai.', 'Mehr geht nicht.'],
  ],
  ['Wir liefern am 14. März. Bis dahin nichts.', ['Wir liefern am 14. März.', 'Bis dahin nichts.']],
  ['Bis 28.02. von uns, danach von Ihnen.', ['Bis 28.02. von uns, danach von Ihnen.']],
  ['M. Dupuis valide le 3 mai. Ensuite, rien.', ['M. Dupuis valide le 3 mai.', 'Ensuite, rien.']],
  ['Lo aprueba el Sr. Ibarra. ¿Le parece bien?', ['Lo aprueba el Sr. Ibarra.', '¿Le parece bien?']],
  ['read it. ok for us.', ['read it.', 'ok for us.']],
  ['No. Not before June.', ['No.', 'Not before June.']],
  ['See art. 19 and No. 7 of the draft.', ['See art. 19 and No. 7 of the draft.']],
])('%s', (text, sentences) => {
  expect(split(text)).toEqual(sentences)
})

test('a wrapped line is read on, its break stays in the slice', () => {
  const text =
    'You will have the written proposal from me by\n7 February, with a large and a small version.\nThe smaller one is cheaper.'
  expect(split(text)).toEqual([
    'You will have the written proposal from me by\n7 February, with a large and a small version.',
    'The smaller one is cheaper.',
  ])
})

test('an ordinal at the end of a wrapped line is no end', () => {
  const text =
    'eine Korrektur von meiner Seite: Sie erhalten die Zahlen erst am 19.\nMärz, dafür vollständig. Bis dahin ruht alles andere bei uns im Haus.'
  expect(split(text)[0]).toBe(
    'eine Korrektur von meiner Seite: Sie erhalten die Zahlen erst am 19.\nMärz, dafür vollständig.',
  )
})

test('a list item is one sentence without its mark', () => {
  expect(split('Offen:\n- Preis je Tor\n- Schulung der Nachtschicht\n1. Vertrag\n(a) Anhang')).toEqual([
    'Offen:',
    'Preis je Tor',
    'Schulung der Nachtschicht',
    'Vertrag',
    'Anhang',
  ])
})

test('quote marks at the start of lines are stepped over', () => {
  expect(split('> Price is fine.\n> Date is not.')).toEqual(['Price is fine.', 'Date is not.'])
})

test('what runs over several cues of a call is one sentence', () => {
  expect(split('and if it is late again\nwe pay the fine. Right.', { flow: true })).toEqual([
    'and if it is late again\nwe pay the fine.',
    'Right.',
  ])
})

test('the lines of an invite stand alone', () => {
  expect(
    split('Kick-off of the cold store in Lübeck, phase one\nharbour office, second floor', { hard: true }),
  ).toHaveLength(2)
})

test.each([
  ['We will not sign before the board has seen it.', 'en'],
  ['Das unterschreiben wir nicht, bevor der Vorstand es gesehen hat.', 'de'],
  ['Nous ne signons pas avant que le comité l’ait vu.', 'fr'],
  ['No firmamos antes de que lo vea el comité.', 'es'],
  ['OK', null],
])('the language of "%s" is told by its small words', (text, language) => {
  expect(languageOf(text)).toBe(language)
})
