import { expect, test } from 'vitest'
import { parse } from '../../../src/engines/local/parse.ts'
import { requestIn } from '../../../src/engines/local/requests.ts'
import type { Language } from '../../../src/engines/local/language.ts'

const asks = (language: Language, text: string): boolean =>
  requestIn(parse(text, { language, today: null, dayFirst: true, personOf: () => null })) !== null

test.each<[Language, string]>([
  ['en', 'Could somebody from your depot open the gate at six?'],
  ['en', '2) Print both forms and hand them to the porter.'],
  ['en', 'Marta, please put the oven list on top of the order.'],
  ['en', 'If the pump trips again, shut the valve and ring the hotline.'],
  ['en', 'How about Tuesday after the shift meeting?'],
  ['de', 'Könnten Sie mir den Lieferschein von gestern noch einmal schicken?'],
  ['de', 'Wir bräuchten von Ihnen noch die Maße der Laderampe.'],
  ['de', 'Gib mir kurz Bescheid, ob der Kran kommt.'],
  ['fr', 'Merci de nous faire parvenir le plan de la chaufferie.'],
  ['fr', 'Il faudrait que vos techniciens passent avant la livraison.'],
  ['fr', "Peux-tu vérifier l'adresse du dépôt ?"],
  ['es', '¿Me puede pasar la ficha técnica de la cámara fría?'],
  ['es', 'Necesitamos que revisen la báscula antes del lunes.'],
  ['es', 'Avísame cuando llegue el camión.'],
])('%s: "%s" asks for something', (language, text) => {
  expect(asks(language, text)).toBe(true)
})

test.each<[Language, string]>([
  ['en', 'Please find enclosed the delivery note of last week.'],
  ['en', 'Review of the boiler took all afternoon.'],
  ['en', 'The second oven ran through the night without a stop.'],
  ['de', 'Der Kran stand drei Tage still, weil ein Lager fehlte.'],
  ['fr', 'Le chauffeur a déposé les palettes devant le quai.'],
  ['es', 'El camión llegó ayer con dos horas de retraso.'],
])('%s: "%s" asks for nothing', (language, text) => {
  expect(asks(language, text)).toBe(false)
})
