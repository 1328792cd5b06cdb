import { describe, expect, test } from 'vitest'
import { readFindings } from '../../../src/engines/local/index.ts'
import type { Stakeholder } from '../../../src/findings/finding.ts'
import { understand } from '../../../src/findings/understand.ts'
import { SELLER, corpusOf } from '../../findings/corpus-of.ts'
import type { Letter } from '../../findings/corpus-of.ts'

const KIM = 'Kim Doe <kim@kunde.example>'

/** What Kim says comes after a mail of ours. */
async function kim(letters: Letter[]): Promise<Stakeholder | undefined> {
  const corpus = await corpusOf([{ from: SELLER, text: 'Good morning, the offer is attached.' }, ...letters])
  return understand(corpus, readFindings(corpus)).stakeholders.find(({ email }) => email === 'kim@kunde.example')
}

describe('how people stand', () => {
  test.each([
    ['That is the third platform in four years. My drivers will not open it, and the last one is in a drawer.'],
    [
      'Das ist das vierte Programm, das wir bekommen. Meine Kollegen nutzen das nicht, wir schreiben weiter mit Papier.',
    ],
    ['Encore un logiciel. Mes gars ne toucheront pas à ça, le précédent a fini au placard.'],
    ['Es el tercer sistema que nos traen. Mi gente no lo va a usar, el anterior está en un cajón.'],
  ])('who is weary of tools and refuses this one stands against it: %s', async (text) => {
    const one = await kim([{ from: KIM, text }])
    expect(one?.sentiment).toBe('negative')
    expect(one?.roles).toContain('skeptic')
  })

  test.each([
    ['You told me Monday. Nobody answered, and I have asked three times now. If it slips again we look elsewhere.'],
    ['Keiner hat geantwortet, ich warte immer noch. Das ist eine Zumutung, die Testgeräte können Sie vergessen.'],
    ["Vous m'aviez promis une réponse lundi. Toujours rien. J'en ai marre, sans moi la prochaine fois."],
    ['Nos prometieron el informe y seguimos esperando. No es serio. A la próxima buscaremos otro proveedor.'],
  ])('who was left waiting and threatens to go stands against us: %s', async (text) => {
    expect((await kim([{ from: KIM, text }]))?.sentiment).toBe('negative')
  })

  test.each([
    ['Between you and me, finance wants to wait. I really want this, and I will fight for it on Thursday.'],
    ['Das bleibt unter uns: Der Vorstand zögert noch. Ich setze mich dafür ein, die Lösung gefällt mir.'],
    ['Entre nous, la direction hésite. Je tiens à ce projet et je vais convaincre mon collègue.'],
    ['Que quede entre nosotros: el consejo duda. Yo lo defiendo el jueves, a mi equipo le gusta y a mí me encanta.'],
  ])('who confides in us and works for it stands with us: %s', async (text) => {
    expect((await kim([{ from: KIM, text }]))?.sentiment).toBe('positive')
  })

  test.each([
    ['Please send us your price list and the payment terms. We do not sign without a data agreement.'],
    ['Bitte senden Sie uns das Preisblatt. Ohne Auftragsverarbeitung unterschreiben wir nicht.'],
  ])('a dry question and a condition leave somebody neutral: %s', async (text) => {
    expect((await kim([{ from: KIM, text }]))?.sentiment).toBe('neutral')
  })

  test('what others say of somebody counts', async () => {
    const said = (text: string): Letter[] => [
      { from: KIM, text: 'Tuesday works for me.' },
      { from: SELLER, text },
    ]
    const ally = await kim(said('Kim loves it and is on our side. Kim fights for us in the committee.'))
    const foe = await kim(said('Kim does not like us and refuses to join. Kim is against it, so careful.'))
    expect([ally?.sentiment, foe?.sentiment]).toEqual(['positive', 'negative'])
  })

  test('a colleague’s anger that somebody tells us of is not their own', async () => {
    const one = await kim([
      { from: 'Otto Berg <otto@kunde.example>', text: 'Good afternoon, the list is attached.' },
      { from: KIM, text: 'Otto is annoyed, it is the third pilot in five years.' },
    ])
    expect(one?.sentiment).toBe('neutral')
  })
})

test('who runs the systems and names what must be there first can stop it', async () => {
  const one = await kim([
    {
      from: KIM,
      text: 'Without two-factor login nothing of this goes live here.\n\nKind regards\nKim Doe\nHead of IT Infrastructure',
    },
  ])
  expect(one?.roles).toEqual(expect.arrayContaining(['technical_evaluator', 'blocker']))
  expect(one?.sentiment).toBe('neutral')
})
