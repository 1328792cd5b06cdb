import type { Language } from '../language.ts'

/** Words of dates, per language. Values are numbers: weekdays 1 (Monday) to 7, months 1 to 12. */
export type DateWords = {
  weekdays: Record<string, number>
  months: Record<string, number>
  numbers: Record<string, number>
  ordinals: Record<string, number>
  units: Record<string, 'hour' | 'day' | 'workday' | 'week' | 'month' | 'quarter' | 'year'>
  /** days from the day of writing */
  relative: Record<string, number>
  next: ReadonlySet<string>
  current: ReadonlySet<string>
  end: ReadonlySet<string>
  middle: ReadonlySet<string>
  begin: ReadonlySet<string>
  weekend: ReadonlySet<string>
  /** words that may stand between the parts of a date */
  glue: ReadonlySet<string>
  /** preposition (one to three words) to what it says about the date */
  prepositions: Record<string, Preposition>
  workday: ReadonlySet<string>
}

/** `by`, `on`, `within`: when it is due; `from`: when something starts or lay; `about`: a date that only names a thing */
export type Preposition = 'by' | 'on' | 'within' | 'from' | 'about'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const EN: DateWords = {
  weekdays: {
    monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7,
    mon: 1, tue: 2, tues: 2, wed: 3, weds: 3, thu: 4, thur: 4, thurs: 4, fri: 5, sat: 6, sun: 7,
  },
  months: {
    january: 1, february: 2, march: 3, april: 4, may: 5, june: 6, july: 7, august: 8, september: 9, october: 10, november: 11, december: 12,
    jan: 1, feb: 2, mar: 3, apr: 4, jun: 6, jul: 7, aug: 8, sep: 9, sept: 9, oct: 10, nov: 11, dec: 12,
  },
  numbers: { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, couple: 2 },
  ordinals: {
    first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, eleventh: 11, twelfth: 12,
    thirteenth: 13, fourteenth: 14, fifteenth: 15, sixteenth: 16, seventeenth: 17, eighteenth: 18, nineteenth: 19, twentieth: 20,
    'twenty-first': 21, 'twenty-second': 22, 'twenty-third': 23, 'twenty-fourth': 24, 'twenty-fifth': 25, 'twenty-sixth': 26,
    'twenty-seventh': 27, 'twenty-eighth': 28, 'twenty-ninth': 29, thirtieth: 30, 'thirty-first': 31,
  },
  units: {
    hour: 'hour', hours: 'hour', hrs: 'hour', day: 'day', days: 'day', week: 'week', weeks: 'week', wk: 'week', wks: 'week', fortnight: 'week',
    month: 'month', months: 'month', quarter: 'quarter', year: 'year', years: 'year',
  },
  relative: { today: 0, tonight: 0, eod: 0, cob: 0, tomorrow: 1, tmrw: 1, tmr: 1 },
  next: set('next following coming'),
  current: set('this current'),
  end: set('end close late'),
  middle: set('mid middle'),
  begin: set('early beginning start'),
  weekend: set('weekend'),
  glue: set('the of , on day morning'),
  prepositions: {
    by: 'by', until: 'by', till: 'by', til: 'by', before: 'by', due: 'by', latest: 'by', 'not later than': 'by', 'no later than': 'by', 'up to': 'by', through: 'by', "'til": 'by',
    on: 'on', at: 'on', for: 'on', in: 'within', within: 'within', inside: 'within', over: 'on', during: 'on', this: 'on',
    from: 'from', since: 'from', after: 'from', starting: 'from', 'as of': 'from', following: 'from', last: 'from', past: 'from', dated: 'about', of: 'about',
  },
  workday: set('business working work'),
}

const DE: DateWords = {
  weekdays: {
    montag: 1, dienstag: 2, mittwoch: 3, donnerstag: 4, freitag: 5, samstag: 6, sonnabend: 6, sonntag: 7, mo: 1, di: 2, mi: 3, do: 4, fr: 5, sa: 6,
    montags: 1, freitags: 5, montagmorgen: 1, montagvormittag: 1, montagabend: 1, dienstagmorgen: 2, dienstagvormittag: 2, dienstagabend: 2, mittwochmorgen: 3, mittwochvormittag: 3, mittwochabend: 3,
    donnerstagmorgen: 4, donnerstagvormittag: 4, donnerstagabend: 4, freitagmorgen: 5, freitagvormittag: 5, freitagmittag: 5, freitagnachmittag: 5, freitagabend: 5, montagmittag: 1, mittwochmittag: 3, donnerstagmittag: 4, dienstagmittag: 2,
  },
  months: {
    januar: 1, jänner: 1, februar: 2, feber: 2, märz: 3, maerz: 3, april: 4, mai: 5, juni: 6, juli: 7, august: 8, september: 9, oktober: 10, november: 11, dezember: 12,
    jan: 1, feb: 2, mär: 3, apr: 4, jun: 6, jul: 7, aug: 8, sep: 9, sept: 9, okt: 10, nov: 11, dez: 12,
    monatsende: 0,
  },
  numbers: { ein: 1, eine: 1, einem: 1, einer: 1, einen: 1, zwei: 2, drei: 3, vier: 4, fünf: 5, sechs: 6, sieben: 7, acht: 8, neun: 9, zehn: 10, zwölf: 12, vierzehn: 14 },
  ordinals: {
    ersten: 1, zweiten: 2, dritten: 3, vierten: 4, fünften: 5, sechsten: 6, siebten: 7, siebenten: 7, achten: 8, neunten: 9, zehnten: 10, elften: 11, zwölften: 12,
    dreizehnten: 13, vierzehnten: 14, fünfzehnten: 15, sechzehnten: 16, siebzehnten: 17, achtzehnten: 18, neunzehnten: 19, zwanzigsten: 20,
    einundzwanzigsten: 21, zweiundzwanzigsten: 22, dreiundzwanzigsten: 23, vierundzwanzigsten: 24, fünfundzwanzigsten: 25, sechsundzwanzigsten: 26,
    siebenundzwanzigsten: 27, achtundzwanzigsten: 28, neunundzwanzigsten: 29, dreißigsten: 30, dreissigsten: 30, einunddreißigsten: 31, einunddreissigsten: 31,
  },
  units: {
    stunde: 'hour', stunden: 'hour', tag: 'day', tage: 'day', tagen: 'day', arbeitstag: 'workday', arbeitstage: 'workday', arbeitstagen: 'workday', werktag: 'workday', werktage: 'workday', werktagen: 'workday',
    woche: 'week', wochen: 'week', monat: 'month', monats: 'month', monate: 'month', monaten: 'month', quartal: 'quarter', quartals: 'quarter', jahr: 'year', jahres: 'year', jahre: 'year', jahren: 'year',
  },
  relative: { heute: 0, morgen: 1, übermorgen: 2, uebermorgen: 2 },
  next: set('nächste nächsten nächster nächstes nächstem kommende kommenden kommender kommendes folgende folgenden'),
  current: set('diese dieser diesen dieses diesem laufenden'),
  end: set('ende'),
  middle: set('mitte'),
  begin: set('anfang beginn'),
  weekend: set('wochenende'),
  glue: set('den der des dem , am zum im'),
  prepositions: {
    bis: 'by', spätestens: 'by', vor: 'by', 'bis zum': 'by', 'bis zur': 'by', 'bis spätestens': 'by', 'vor dem': 'by', 'vor der': 'by', fällig: 'by', 'bis am': 'by', 'bis ende': 'by',
    am: 'on', zum: 'on', zur: 'on', für: 'on', im: 'within', in: 'within', innerhalb: 'within', binnen: 'within', übers: 'on', über: 'on',
    ab: 'from', seit: 'from', nach: 'from', vom: 'about', von: 'about', letzten: 'from', letzte: 'from', letzter: 'from', vergangenen: 'from', vergangene: 'from',
  },
  workday: set(''),
}

const FR: DateWords = {
  weekdays: { lundi: 1, mardi: 2, mercredi: 3, jeudi: 4, vendredi: 5, samedi: 6, dimanche: 7 },
  months: {
    janvier: 1, février: 2, fevrier: 2, mars: 3, avril: 4, mai: 5, juin: 6, juillet: 7, août: 8, aout: 8, septembre: 9, octobre: 10, novembre: 11, décembre: 12, decembre: 12,
    janv: 1, févr: 2, avr: 4, juil: 7, sept: 9, oct: 10, nov: 11, déc: 12,
  },
  numbers: { un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, douze: 12, quinze: 15, vingt: 20 },
  ordinals: { premier: 1, '1er': 1 },
  units: {
    heure: 'hour', heures: 'hour', h: 'hour', jour: 'day', jours: 'day', semaine: 'week', semaines: 'week', quinzaine: 'week', mois: 'month', trimestre: 'quarter', an: 'year', ans: 'year', année: 'year', annee: 'year',
  },
  relative: { "aujourd'hui": 0, demain: 1, 'après-demain': 2 },
  next: set('prochain prochaine prochaines prochains suivante suivant'),
  current: set('ce cette cet'),
  end: set('fin'),
  middle: set('mi milieu'),
  begin: set('début debut'),
  weekend: set('week-end weekend'),
  glue: set("le la les l' de du des d' , au"),
  prepositions: {
    "d' ici": 'by', "d' ici le": 'by', "d' ici au": 'by', "d' ici à": 'by', "d' ici la": 'by', avant: 'by', 'avant le': 'by', "jusqu' au": 'by', "jusqu' à": 'by', "jusqu' en": 'by', 'au plus tard': 'by', 'pour le': 'by', 'plus tard': 'by', 'plus tard le': 'by',
    le: 'on', pour: 'on', au: 'on', en: 'within', dans: 'within', sous: 'within', courant: 'within', ce: 'on',
    dès: 'from', depuis: 'from', après: 'from', 'à partir': 'from', 'à compter': 'from', du: 'about', de: 'about', dernier: 'from', dernière: 'from',
  },
  workday: set('ouvrés ouvrables ouvré ouvrable'),
}

const ES: DateWords = {
  weekdays: { lunes: 1, martes: 2, miércoles: 3, miercoles: 3, jueves: 4, viernes: 5, sábado: 6, sabado: 6, domingo: 7 },
  months: {
    enero: 1, febrero: 2, marzo: 3, abril: 4, mayo: 5, junio: 6, julio: 7, agosto: 8, septiembre: 9, setiembre: 9, octubre: 10, noviembre: 11, diciembre: 12,
    ene: 1, feb: 2, abr: 4, jun: 6, jul: 7, ago: 8, sept: 9, oct: 10, nov: 11, dic: 12,
  },
  numbers: { un: 1, uno: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, doce: 12, quince: 15, veinte: 20, par: 2 },
  ordinals: { primero: 1, '1º': 1 },
  units: {
    hora: 'hour', horas: 'hour', día: 'day', dia: 'day', días: 'day', dias: 'day', semana: 'week', semanas: 'week', quincena: 'week', mes: 'month', meses: 'month', trimestre: 'quarter', año: 'year', años: 'year',
  },
  relative: { hoy: 0, mañana: 1, manana: 1 },
  next: set('próximo próxima proximo proxima próximos próximas siguiente entrante'),
  current: set('este esta esa'),
  end: set('fin final finales fines'),
  middle: set('mediados mitad'),
  begin: set('principios inicio inicios comienzos'),
  weekend: set('finde'),
  glue: set('el la los del de , al'),
  prepositions: {
    antes: 'by', 'antes de': 'by', 'antes del': 'by', hasta: 'by', 'hasta el': 'by', para: 'by', 'para el': 'by', 'a más tardar': 'by', 'a mas tardar': 'by', 'más tardar': 'by', 'más tardar el': 'by', 'como muy tarde': 'by', 'muy tarde el': 'by', 'de aquí al': 'by', 'de aquí a': 'by',
    el: 'on', en: 'within', dentro: 'within', 'dentro de': 'within', este: 'on', esta: 'on', a: 'on', al: 'on',
    desde: 'from', después: 'from', tras: 'from', 'a partir': 'from', 'a partir del': 'from', pasado: 'from', pasada: 'from', del: 'about', de: 'about',
  },
  workday: set('hábiles habiles laborables laborable hábil'),
}

export const DATE_WORDS: Record<Language, DateWords> = { en: EN, de: DE, fr: FR, es: ES }

/** Feast days that a due date may hang on: fixed month and day, or days from Easter, or the nth weekday of a month. */
export const FEASTS: Record<string, { month: number; day: number } | { easter: number } | { month: number; weekday: number; nth: number }> = {
  christmas: { month: 12, day: 25 }, xmas: { month: 12, day: 25 }, weihnachten: { month: 12, day: 25 }, noël: { month: 12, day: 25 }, navidad: { month: 12, day: 25 }, navidades: { month: 12, day: 25 },
  thanksgiving: { month: 11, weekday: 4, nth: 4 },
  easter: { easter: 0 }, ostern: { easter: 0 }, pâques: { easter: 0 }, pfingsten: { easter: 49 }, pentecôte: { easter: 49 },
  silvester: { month: 12, day: 31 }, "toussaint": { month: 11, day: 1 },
}
