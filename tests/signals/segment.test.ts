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

  test.each([
    ['Gmail', 'On Mon, Mar 3, 2025 at 9:10 AM Jonas Bergwald <jonas@seller.example> wrote:'],
    ['Gmail, wrapped', 'On Mon, Mar 3, 2025 at 9:10 AM Jonas Bergwald <\njonas@seller.example> wrote:'],
    ['Gmail, wrapped late', 'On Mon, Mar 3, 2025 at 9:10 AM Jonas Bergwald <jonas@seller.example\n> wrote:'],
    ['Gmail, years ago', '2025-03-03 9:10 GMT+01:00 Jonas Bergwald <jonas@seller.example>:'],
    ['Apple Mail', 'On 3 Mar 2025, at 09:10, Jonas Bergwald <jonas@seller.example> wrote:'],
    ['Thunderbird', 'On 03/03/2025 09:10, Jonas Bergwald wrote:'],
    ['Thunderbird, American', 'On 3/3/25 9:10 AM, Jonas Bergwald wrote:'],
    ['Thunderbird, German', 'Am 03.03.25 um 09:10 schrieb Jonas Bergwald:'],
    ['Apple Mail, German', 'Am 03.03.2025 um 09:10 schrieb Jonas Bergwald <jonas@seller.example>:'],
    ['Thunderbird, French', 'Le 03/03/2025 à 09:10, Jonas Bergwald a écrit :'],
    ['Apple Mail, French', 'Le 3 mars 2025 à 09:10, Jonas Bergwald <jonas@seller.example> a écrit :'],
    ['Apple Mail, Spanish', 'El 3 mar 2025, a las 9:10, Jonas Bergwald <jonas@seller.example> escribió:'],
    ['Thunderbird, Spanish', 'El 03/03/2025 a las 9:10, Jonas Bergwald escribió:'],
    ['Thunderbird, Italian', 'Il 03/03/25 09:10, Jonas Bergwald ha scritto:'],
    ['Apple Mail, Italian', 'Il giorno 3 mar 2025, alle ore 09:10, Jonas Bergwald <jonas@seller.example> ha scritto:'],
    ['Thunderbird, Dutch', 'Op 03-03-2025 om 09:10 schreef Jonas Bergwald:'],
    [
      'Apple Mail, Dutch',
      'Op 3 mrt. 2025, om 09:10 heeft Jonas Bergwald <jonas@seller.example> het volgende geschreven:',
    ],
    ['Thunderbird, Portuguese', 'Em 03/03/2025 09:10, Jonas Bergwald escreveu:'],
    ['Apple Mail, Portuguese', 'No dia 03/03/2025, às 09:10, Jonas Bergwald <jonas@seller.example> escreveu:'],
  ])('%s', (_, line) => {
    for (const mark of ['> ', '']) {
      const text = `Friday works.\n\n${line}\n\n${mark}Does Friday work?\n${mark}It suits us.\n`
      const { segments } = segmentMessage(text, frame)
      expect(segments.map(({ role, by }) => [role, by?.name])).toEqual([
        ['authored', 'Mara Lindqvist'],
        ['quoted', 'Jonas Bergwald'],
      ])
      expect(segments[1]!.at).toBe('2025-03-03T08:10:00.000Z')
    }
  })

  test('without a date, a name and an address before the verb', () => {
    const text = 'Friday works.\n\nJonas Bergwald <jonas@seller.example> wrote:\n\nDoes Friday work?\n'
    expect(told(text).map(([role, by]) => [role, by])).toEqual([
      ['authored', 'Mara Lindqvist'],
      ['quoted', 'Jonas Bergwald'],
    ])
  })

  test('the reply’s last sentence above it is no part of it', () => {
    const text =
      'The @dock line is what I meant, and we test it\nin two weeks. I will tell you then...\nOp 3 mrt. 2025 09:10 schreef "Jonas" <jonas@seller.example> het\nvolgende geschreven:\n\n> Does Friday work?\n'
    expect(authored(text)).toBe('The @dock line is what I meant, and we test it\nin two weeks. I will tell you then...')
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

describe('marks', () => {
  test('a program that marks with bars is understood, a table is none', () => {
    const head = 'On 3 March 2025 at 09:10, Jonas wrote:\n'
    expect(authored(`${head}| Does Friday work?\n| \n| Jonas\n\nYes, at ten.\n`)).toBe('Yes, at ten.')
    expect(rolesOf('The prices are:\n| dock | 400 |\n| gate | 900 |\n')).toEqual(['authored'])
  })

  test('initials before a mark and marks that are indented are marks', () => {
    expect(authored('JB> Does Friday work?\n\nYes, at ten.\n')).toBe('Yes, at ten.')
    expect(authored('    > Does Friday work?\n\nYes, at ten.\n')).toBe('Yes, at ten.')
  })

  test('an empty marked line stays with its quote', () => {
    const { segments } = segmentMessage('Yes, at ten.\n>\n> Does Friday work?\n>\n\nSee you there.\n>\n', frame)
    expect(segments.map(({ role }) => role)).toEqual(['authored', 'quoted', 'authored', 'quoted'])
  })

  test('the tail of a long quoted line that was wrapped belongs to it, a short answer does not', () => {
    const quote = '> we would need the plan of the loading docks with all the doors and'
    expect(authored(`Yes.\n\nOn 3 March 2025 at 09:10, Jonas wrote:\n${quote}\nthe gates.\n\n`)).toBe('Yes.')
    expect(authored(`${quote}\n> the gates?\nyes, all of them\n> And in May?\n`)).toBe('yes, all of them')
  })

  test('a mailbox file’s mark before From is none', () => {
    expect(authored('Hi Jonas,\n\n>From my side all is ready.\nMara')).toContain('>From my side all is ready.')
  })
})

describe('nothing of the sender’s is lost', () => {
  test('where an attribution opens the message and no line is marked', () => {
    const text = 'On Mon, 3 Mar 2025 at 09:10, Jonas <jonas@seller.example> wrote:\n\nThe gate is fixed since noon.\n'
    expect(authored(text)).toBe('The gate is fixed since noon.')
  })

  test('where the quote was shortened at its start', () => {
    const text =
      'On Mon, 3 Mar 2025 at 09:10, Jonas <jonas@seller.example> wrote:\n[...]\n> Does Friday work?\n\nYes, at ten.\n'
    expect(authored(text)).toBe('Yes, at ten.')
  })

  test.each([['Thank you very much!\n\nMara'], ['Gruß Mara'], ['Thanks, Mara\n\nSent from my iPhone']])(
    'where thanks are all there is: %j',
    (text) => {
      expect(
        authored(`${text}\n\nOn Mon, 3 Mar 2025 at 09:10, Jonas <jonas@seller.example> wrote:\n> Done.\n`),
      ).not.toBe('')
    },
  )
})

test('blockquotes of an HTML text are quotes though no mark stands there', () => {
  const text = 'Fine.\nOn Mon, Mar 3, 2025 at 9:10 AM Jonas <jonas@seller.example> wrote:\nPrice?\nSee you on Friday.'
  const start = text.indexOf('Price?')
  expect(authored(text, { quotes: [{ start, end: start + 7 }] })).toBe('Fine. / See you on Friday.')
})

describe('answers written into the text below a header, without marks', () => {
  const header =
    'From: Jonas Bergwald <jonas@seller.example>\nSent: Monday, March 3, 2025 9:10 AM\nTo: Mara Lindqvist\nSubject: Cold store\n\n'

  test.each([
    ['Answers in line.'],
    ['Jonas, my answers below in red.'],
    ['Please see my comments in blue.'],
    ['Antworten im Text.'],
    ['Mes réponses dans le texte.'],
    ['Mis respuestas abajo, en rojo.'],
  ])('follow a question, once announced: %s', (announcement) => {
    const text = `${announcement}\n\n${header}Mara,\n\n1. How many docks?\nTwelve, all heated.\n\n2. From when?\n\nFrom June, I send the plan\nby Thursday.\n\nWe would start in May.\n\nJonas\n`
    expect(authored(text)).toBe(`${announcement} / Twelve, all heated. / From June, I send the plan\nby Thursday.`)
    expect(told(text).find(([, , words]) => words.includes('We would start'))![1]).toBe('Jonas Bergwald')
  })

  test('without an announcement they stay with who asked', () => {
    const text = `Thanks, this helps.\n\n${header}How many docks?\nWe would take twelve.\n`
    expect(authored(text)).toBe('Thanks, this helps.')
  })

  test('follow an arrow, and then only arrows', () => {
    const text = `Comments inline.\n\n${header}How many docks?\n--> Twelve.\n\nDo you heat them?\nWe could offer that.\n`
    expect(authored(text)).toBe('Comments inline. / --> Twelve.')
  })

  test('carry the sender’s name or initials in brackets, announced or not', () => {
    const text = `Hi Jonas,\n\n${header}How many docks?\n[Mara] Twelve.\nFrom when?\n[ML: from June]\n\nJonas\n`
    expect(authored(text)).toBe('Hi Jonas, / [Mara] Twelve. / [ML: from June]')
  })
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

  test.each([
    [
      'Die Zahlen im Überblick:\n\n---\nPreis: 40.000 Euro im Jahr.\nLaufzeit: drei Jahre, kündbar zum Jahresende.\n---\nBitte bis Freitag prüfen.',
    ],
    ['The offer:\n\n------------------\nDocks: 12\nGates: 3\nTerm: 36 months'],
    ['Von: Lübeck\nNach: Kiel\n\nDie Tour fährt ab Mai täglich.'],
    ['Bitte bringen Sie mit:\n- Ausweis\n- Helm'],
    ['Still missing:\n\n- helmet'],
    ['Our number is HRB 4711.\n\nThe figures are confidential until Monday, so please do not pass them on.'],
    [
      'Wir sind unter HRB 4711 beim Amtsgericht Lübeck eingetragen. Der Vertrag nennt noch die alte Nummer, das ändern wir.',
    ],
    ['Die Haftung bleibt offen. Diese E-Mail geht auch an den Vorstand, der am Montag entscheidet.'],
    ['Thanks!\n\nYou get it on Monday.'],
    ['Vielen Dank!\n\nDer Plan kommt am Montag.'],
    ['Merci !\n\nNous signons lundi.'],
    ['Bis bald.\n\nWir brauchen zwölf Tore.'],
    ['From Monday we run two shifts.\nTo: be settled with the works council.'],
  ])('what only looks like the end of a mail stays: %j', (text) => {
    expect(authored(text)).toBe(text)
  })

  test('a postscript and a sentence under the signature stay the sender’s words', () => {
    expect(
      authored(
        'Works for me.\n\nKind regards,\nMara Lindqvist\nHead of Cold Chain\n\nPS: we need the gate plan by Thursday.',
      ),
    ).toContain('PS: we need the gate plan by Thursday.')
    expect(authored('Works for me.\n\nSent from my iPhone\n\nAnd bring the gate plan, please.')).toContain('gate plan')
  })

  test('a closing name behind a dash is no point of a list', () => {
    expect(rolesOf('All set for Friday.\n\n-mara')).toEqual(['authored', 'signature'])
    expect(rolesOf('All set for Friday.\n\n- Lev', { from: null as never })).toEqual(['authored', 'signature'])
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

  test('two legal phrases in a mail that nobody has closed yet are its words', () => {
    expect(rolesOf('This email is confidential, so please keep the price between us until Monday.')).toEqual([
      'authored',
    ])
    expect(
      rolesOf('It works.\n\nKind regards,\nMara Lindqvist\n\nThis email may contain confidential information.'),
    ).toEqual(['authored', 'signature', 'disclaimer'])
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
