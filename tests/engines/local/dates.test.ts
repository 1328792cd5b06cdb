import { expect, test } from 'vitest'
import { findDates } from '../../../src/engines/local/dates.ts'
import { dayFromIso, isoOf } from '../../../src/engines/local/days.ts'
import type { Language } from '../../../src/engines/local/language.ts'
import { tokenize } from '../../../src/engines/local/tokens.ts'

test.each<[Language, string, string, string]>([
  ['en', '2025-05-07', 'by the twenty-third', '2025-05-23'],
  ['en', '2026-03-02', 'on Thursday 12th', '2026-03-12'],
  ['en', '2025-05-07', 'by a week today', '2025-05-14'],
  ['en', '2025-05-07', 'on the 20th rather than the 15th', '2025-05-20'],
  ['en', '2025-05-07', 'the 9th is not realistic, make it the 16th', '2025-05-16'],
  ['fr', '2025-10-08', 'le trente et un octobre', '2025-10-31'],
  ['es', '2025-10-08', 'el treinta y uno de octubre', '2025-10-31'],
  ['es', '2025-10-08', 'el veintisiete de este mes', '2025-10-27'],
  ['es', '2025-10-08', 'como tarde el día 23', '2025-10-23'],
  ['es', '2025-10-08', 'en la factura de noviembre', '2025-11-30'],
  ['en', '2025-05-07', 'in the week of the second of June', '2025-06-06'],
  ['en', '2025-05-07', 'survey – w/c 2 June', '2025-06-06'],
  ['en', '2025-05-07', 'on Monday the nineteenth', '2025-05-19'],
  ['en', '2025-05-08', 'next week', '2025-05-16'],
  ['en', '2025-05-08', 'within three business days', '2025-05-13'],
  ['en', '2025-02-13', 'within, let me say, three weeks', '2025-03-06'],
  ['en', '2025-02-13', 'before the end of the year', '2025-12-31'],
  ['en', '2025-02-13', 'by the end of next week', '2025-02-21'],
  ['en', '2025-02-13', 'over the weekend', '2025-02-16'],
  ['en', '2025-02-13', 'before the weekend', '2025-02-14'],
  ['en', '2025-11-05', 'before Thanksgiving', '2025-11-26'],
  ['en', '2025-11-05', 'by EOM', '2025-11-30'],
  ['en', '2025-12-18', 'by January 9', '2026-01-09'],
  ['en', '2025-12-30', 'tomorrow', '2025-12-31'],
  ['de', '2025-02-13', 'bis KW 11', '2025-03-14'],
  ['de', '2026-03-25', 'bis Gründonnerstag', '2026-04-02'],
  ['de', '2025-10-28', 'in der ersten Dezemberwoche', '2025-12-05'],
  ['de', '2026-04-10', 'auf der Aprilrechnung', '2026-04-30'],
  ['fr', '2025-10-28', 'la deuxième semaine de décembre', '2025-12-12'],
  ['fr', '2025-05-07', 'sur la facture de juin', '2025-06-30'],
  ['fr', '2025-05-07', 'sous huitaine', '2025-05-14'],
  ['de', '2025-02-13', 'bis 28.02. von mir', '2025-02-28'],
  ['de', '2025-02-13', 'bis Mittwoch den 19.', '2025-02-19'],
  ['de', '2025-02-13', 'bis Ende nächster Woche', '2025-02-21'],
  ['de', '2025-02-13', 'innerhalb von fünf Arbeitstagen', '2025-02-20'],
  ['de', '2025-02-13', 'übermorgen', '2025-02-15'],
  ['fr', '2025-09-03', "d'ici vendredi", '2025-09-05'],
  ['fr', '2025-09-03', 'le 12 septembre au plus tard', '2025-09-12'],
  ['fr', '2025-09-03', 'la semaine prochaine', '2025-09-12'],
  ['fr', '2025-09-03', 'avant fin octobre', '2025-10-31'],
  ['fr', '2025-09-03', 'sous 48 heures', '2025-09-05'],
  ['es', '2025-10-08', 'a más tardar el 12 de noviembre', '2025-11-12'],
  ['es', '2025-10-08', 'el próximo lunes', '2025-10-13'],
  ['es', '2025-10-08', 'el viernes 17', '2025-10-17'],
  ['es', '2025-10-08', 'antes del 30 de este mes', '2025-10-30'],
  ['es', '2025-10-08', 'a finales de mes', '2025-10-31'],
])('%s, written on %s: "%s" is %s', (language, writtenOn, text, day) => {
  expect(days(language, writtenOn, text)).toEqual([day])
})

test.each<[Language, string]>([
  ['en', 'come on a Wednesday'],
  ['en', 'version 7.4.2 is out'],
  ['en', 'the first draft'],
  ['en', 'two days a week for the first ninety days'],
  ['en', 'you may ask'],
  ['de', 'Guten Morgen'],
  ['de', 'jeden Freitag'],
  ['es', 'por la mañana'],
  ['fr', 'de ma part'],
])('%s: "%s" names no day', (language, text) => {
  expect(days(language, '2025-05-07', text)).toEqual([])
})

test('the same figures are a day in May or in April by where the writer sits', () => {
  expect(days('en', '2025-03-03', 'by 4/5', true)).toEqual(['2025-05-04'])
  expect(days('en', '2025-03-03', 'by 4/5', false)).toEqual(['2025-04-05'])
})

function days(language: Language, writtenOn: string, text: string, dayFirst = true): string[] {
  return findDates(tokenize(text, language), { language, today: dayFromIso(writtenOn), dayFirst }).map(({ day }) =>
    isoOf(day),
  )
}
