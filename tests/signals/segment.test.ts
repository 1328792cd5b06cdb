import { describe, expect, test } from 'vitest'
import { segmentMessage } from '../../src/signals/segment.ts'

const frame = {
  from: { name: 'Mara Lindqvist', email: 'mara@harbour.example' },
  subject: 'Re: Cold store',
  at: '2025-03-04T10:00:00.000Z',
  offsetMinutes: 60,
  quotes: [] as { start: number; end: number }[],
}

type Told = [role: string, by: string | null, text: string]

function told(text: string, over: Partial<typeof frame> = {}): Told[] {
  const { segments } = segmentMessage(text, { ...frame, ...over })
  return segments.map((segment) => [
    segment.role,
    segment.by?.name ?? segment.by?.email ?? null,
    text.slice(segment.start, segment.end).trim(),
  ])
}

const rolesOf = (text: string, over: Partial<typeof frame> = {}): string[] => told(text, over).map(([role]) => role)
const authored = (text: string, over: Partial<typeof frame> = {}): string =>
  told(text, over)
    .filter(([role]) => role === 'authored')
    .map(([, , words]) => words)
    .join(' / ')

describe('attribution lines', () => {
  test.each([
    ['On Mon, Mar 3, 2025 at 9:10 AM Jonas Bergwald <jonas@seller.example> wrote:'],
    ['Am Mo., 3. März 2025 um 09:10 Uhr schrieb Jonas Bergwald\n<jonas@seller.example>:'],
    ['Le lun. 3 mars 2025 à 09:10, Jonas Bergwald <jonas@seller.example> a écrit :'],
    ['El lun, 3 mar 2025 a las 9:10, Jonas Bergwald (<jonas@seller.example>)\nescribió:'],
    ['Il giorno lun 3 mar 2025 alle ore 09:10 Jonas Bergwald <jonas@seller.example> ha scritto:'],
    ['Op ma 3 mrt 2025 om 09:10 schreef Jonas Bergwald <jonas@seller.example>:'],
    ['Em seg., 3 de mar. de 2025 às 09:10, Jonas Bergwald <jonas@seller.example> escreveu:'],
  ])('%s', (line) => {
    const text = `Friday works.\n\n${line}\n\n> Does Friday work?\n`
    const { segments } = segmentMessage(text, frame)
    expect(segments.map(({ role, by }) => [role, by?.name])).toEqual([
      ['authored', 'Mara Lindqvist'],
      ['quoted', 'Jonas Bergwald'],
    ])
    expect(segments[1]!.at).toBe('2025-03-03T08:10:00.000Z')
  })

  test('a sentence of the body that ends with a colon is none', () => {
    expect(rolesOf('On Monday we agreed with Petra on three things:\n\n- price\n- date\n')).toEqual(['authored'])
    expect(rolesOf('Am Montag schrieb mir der Betriebsrat:\n\nEr will vorher gefragt werden.\n')).toEqual(['authored'])
  })
})

describe('header blocks', () => {
  test.each([
    [
      'From: Jonas Bergwald <jonas@seller.example>\nSent: Monday, March 3, 2025 9:10 AM\nTo: Mara Lindqvist\nSubject: Cold store',
    ],
    [
      'Von: Jonas Bergwald <jonas@seller.example>\nGesendet: Montag, 3. März 2025 09:10\nAn: Mara Lindqvist\nBetreff: Cold store',
    ],
    [
      'De : Jonas Bergwald <jonas@seller.example>\nEnvoyé : lundi 3 mars 2025 09:10\nÀ : Mara Lindqvist\nObjet : Cold store',
    ],
    [
      'De: Jonas Bergwald <jonas@seller.example>\nEnviado: lunes, 3 de marzo de 2025 9:10\nPara: Mara Lindqvist\nAsunto: Cold store',
    ],
    [
      'Da: Jonas Bergwald <jonas@seller.example>\nInviato: lunedì 3 marzo 2025 09:10\nA: Mara Lindqvist\nOggetto: Cold store',
    ],
    [
      'Van: Jonas Bergwald <jonas@seller.example>\nVerzonden: maandag 3 maart 2025 09:10\nAan: Mara Lindqvist\nOnderwerp: Cold store',
    ],
    [
      '*From:* Jonas Bergwald <jonas@seller.example>\n*Date:* Monday, 3 March 2025 at 09:10\n*To:* Mara Lindqvist\n*Subject:* Cold store',
    ],
  ])('%s', (header) => {
    const text = `Friday works.\n\n________________________________\n${header}\n\nDoes Friday work?\nIt suits us.\n`
    const { segments } = segmentMessage(text, frame)
    expect(segments.map(({ role, by }) => [role, by?.name])).toEqual([
      ['authored', 'Mara Lindqvist'],
      ['quoted', 'Jonas Bergwald'],
    ])
    expect(segments[1]!.at).toBe('2025-03-03T08:10:00.000Z')
  })

  test('answers between quoted lines under a header are the sender’s', () => {
    const text =
      'Answers below.\n\n-----Ursprüngliche Nachricht-----\nVon: Jonas Bergwald\nGesendet: Montag, 3. März 2025 09:10\n\n> Wie viele Tore?\nElf.\n\n> Ab wann?\nAb Juni, wenn der Umbau fertig ist.\n'
    expect(authored(text)).toBe('Answers below. / Elf. / Ab Juni, wenn der Umbau fertig ist.')
  })

  test('a forward of a forward names each author', () => {
    const text =
      'FYI\n\n---------- Forwarded message ---------\nFrom: Jonas Bergwald <jonas@seller.example>\nDate: Mon, Mar 3, 2025 at 9:10 AM\nSubject: Fwd: Tariff\nTo: Mara Lindqvist <mara@harbour.example>\n\nSee Petra.\n\n---------- Forwarded message ---------\nFrom: Petra Oswald <petra@harbour.example>\nDate: Sun, Mar 2, 2025 at 8:00 PM\nSubject: Tariff\nTo: Jonas Bergwald <jonas@seller.example>\n\nThe tariff rises in May.\n'
    expect(told(text, { subject: 'Fwd: Tariff' }).map(([role, by]) => [role, by])).toEqual([
      ['authored', 'Mara Lindqvist'],
      ['forwarded', 'Jonas Bergwald'],
      ['forwarded', 'Petra Oswald'],
    ])
  })
})

test('answers between quoted lines stay the sender’s', () => {
  const text =
    'On Mon, Mar 3, 2025 at 9:10 AM Jonas <jonas@seller.example> wrote:\n> Price?\n\nFine.\n\n> Date?\n\nToo early.\n'
  expect(authored(text)).toBe('Fine. / Too early.')
})

test('blockquotes of an HTML text are quotes though no mark stands there', () => {
  const text = 'Fine.\nOn Mon, Mar 3, 2025 at 9:10 AM Jonas <jonas@seller.example> wrote:\nPrice?\nSee you on Friday.'
  const start = text.indexOf('Price?')
  expect(authored(text, { quotes: [{ start, end: start + 7 }] })).toBe('Fine. / See you on Friday.')
})

describe('signatures', () => {
  test.each([
    ['Works.\n\nKind regards,\nMara Lindqvist\nHead of Cold Chain | Harbour Foods\n+46 8 555 01 20'],
    ['Passt.\n\nMit freundlichen Grüßen\n\nMara Lindqvist\nLeiterin Kühlkette'],
    ['D’accord.\n\nBien cordialement,\n\nMara LINDQVIST\nResponsable chaîne du froid'],
    ['De acuerdo.\n\nUn saludo,\nMara'],
    ['Fine by me.\n-- \nMara Lindqvist\nHarbour Foods'],
    ['ok\n\nSent from my iPhone'],
    ['ok\n\nVon meinem iPhone gesendet'],
    ['Fine.\n\nMara Lindqvist, Head of Cold Chain'],
  ])('%s', (text) => {
    expect(rolesOf(text)).toEqual(['authored', 'signature'])
  })

  test('a body that thanks or names its author is not cut', () => {
    expect(rolesOf('Thanks for the offer.\n\nWe start on Monday if Mara Lindqvist signs.')).toEqual(['authored'])
    expect(rolesOf('Open points:\n- price per dock\n- who trains the night shift')).toEqual(['authored'])
  })

  test('under a forward without marks the sender’s own signature is the sender’s', () => {
    const text =
      'see below\n\nFrom: Petra Oswald <petra@harbour.example>\nSent: Monday, March 3, 2025 9:10 AM\nTo: Mara Lindqvist\nSubject: Tariff\n\nThe tariff rises in May.\n\n-- \nMara Lindqvist\nHead of Cold Chain\n'
    expect(told(text).at(-1)!.slice(0, 2)).toEqual(['signature', 'Mara Lindqvist'])
  })
})

describe('boilerplate', () => {
  test('a confidentiality notice and the register line close a mail', () => {
    const text =
      'Der Termin steht.\n\nMara Lindqvist\n\nHarbour Foods GmbH | Sitz: Lübeck | HRB 0000\nDiese E-Mail ist vertraulich. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte den Absender.'
    expect(rolesOf(text)).toEqual(['authored', 'signature', 'disclaimer'])
  })

  test('a body about registers, confidentiality and liability is not cut', () => {
    const text =
      'Bitte tragen Sie im Vertrag HRB 4711, Amtsgericht Lübeck, als unsere Nummer ein. Die Haftung müssen wir noch klären.\n\nThe confidential annex goes to legal. Please delete the old draft.'
    expect(rolesOf(text)).toEqual(['authored'])
  })

  test('an HTML text without blank lines loses only its last lines', () => {
    const text =
      'Das ist vertraulich, bitte nicht weitergeben: wir bauen Werk 2 um.\nMara Lindqvist, Leiterin Kühlkette\nDiese Nachricht enthält vertrauliche Informationen und ist nur für den Adressaten bestimmt. Unbefugte Weitergabe ist nicht gestattet.'
    expect(told(text).map(([role, , words]) => [role, words.slice(0, 20)])).toEqual([
      ['authored', 'Das ist vertraulich,'],
      ['signature', 'Mara Lindqvist, Leit'],
      ['disclaimer', 'Diese Nachricht enth'],
    ])
  })
})

test('segments cover the text without a gap', () => {
  const text =
    'Hi,\r\n\r\nok.\r\n\r\n-- \r\nMara Lindqvist\r\nHead of Cold Chain\r\n\r\nLe lun. 3 mars 2025 à 09:10, Jonas <jonas@seller.example> a écrit :\r\n> Vendredi ?\r\n'
  const { segments } = segmentMessage(text, frame)
  expect(segments[0]!.start).toBe(0)
  expect(segments.at(-1)!.end).toBe(text.length)
  for (let i = 1; i < segments.length; i++) expect(segments[i]!.start).toBe(segments[i - 1]!.end)
})
