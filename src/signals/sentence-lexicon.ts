/** Words whose full stop does not end a sentence, lower case, without the last stop. */
export const ABBREVIATIONS = new Set(
  [
    // titles and names
    'mr mrs ms dr prof st jr sr hr fr frl herr mme mlle mm sra srta sres ing dipl lic lcdo lcda avda abg',
    // English
    'e.g i.e eg ie approx vs incl excl est dept inc ltd co corp a.k.a resp qty cf a.m p.m u.s u.k',
    // German
    'z.b zb bzw ca inkl exkl ggf evtl d.h u.a o.ä v.a z.t s.o s.u bspw sog vgl str tel tsd mio mrd zzgl abzgl min std stk betr gem lt i.d.r i.v i.a ppa mind insb ehem geb kfm kaufm techn u.u m.e zz z.zt p.a',
    // French
    'c.-à-d env p.ex cf bd tél n.b mio réf éd resp',
    // Spanish
    'p.ej ej aprox tel ud uds vd vds sr sres dto depto avda admón',
    // Italian, Dutch, Portuguese
    'sig dott bijv d.w.z o.a t.a.v m.b.t i.v.m exmo exma',
  ]
    .join(' ')
    .split(' '),
)

/** Marks that begin a list item. */
export const BULLET =
  /^[ \t\u00a0]*(?:[-–—*•·▪◦‣○●►➢✓✔o]|\(?\d{1,2}[.)](?!\d)|\(?[a-z][.)]|\(?[A-H]\)|\([ivx]{1,4}\)|->|=>|>>)[ \t\u00a0]+(?=\S)/u

/** The same only before a number: "No. 5", "Nr. 7", "art. 19", "Oct. 3"; else they end a sentence ("No."). */
export const BEFORE_NUMBER = new Set(
  'no nos nr núm pág art abs p pp para sec fig chap kap cap vol min max ext ref jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun janv févr avr juil déc ene abr ago dic'.split(
    ' ',
  ),
)

/** Words after which a sentence cannot end: the line break behind them is a wrap. */
export const GOES_ON = new RegExp(
  `(?<![\\p{L}])(?:${[
    'the a an of to by for with and or in on at from that which our your their his her my is are was were will would can be if than as until',
    'der die das den dem des ein eine einen einem einer und oder mit für von vom zu zum zur bis am im in auf an aus bei nach dass wenn als unser unsere ihre seine ist sind wird werden',
    'le la les l un une des du de et ou à au aux pour avec par dans sur que qui dont est sont notre votre nos vos',
    'el los las una unos unas del y o con para por en que se su sus nuestro nuestra es son',
  ]
    .join(' ')
    .split(' ')
    .join('|')})$`,
  'iu',
)
