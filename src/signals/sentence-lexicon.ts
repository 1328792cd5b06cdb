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
  /^[ \t\u00a0]*(?:[-–—*•·▪◦‣○●►➢✓✔o]|\(?\d{1,2}[.)](?!\d)|\(?[a-zA-Z][.)]|\([ivx]{1,4}\)|->|=>|>>)[ \t\u00a0]+(?=\S)/u

/** The same only before a number: "No. 5", "Nr. 7", "art. 19", "Oct. 3"; else they end a sentence ("No."). */
export const BEFORE_NUMBER = new Set(
  'no nos nr núm pág art abs p pp para sec fig chap kap cap vol min max ext ref jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun janv févr avr juil déc ene abr ago dic'.split(
    ' ',
  ),
)
