/** Words whose full stop does not end a sentence, lower case, without the last stop. */
export const ABBREVIATIONS = new Set(
  [
    // titles and names
    'mr mrs ms dr prof st jr sr hr fr frl herr mme mlle mm sra srta sres ing dipl lic lcdo lcda avda abg',
    // English
    'e.g i.e eg ie approx vs no nos etc incl excl est min max dept ext fig inc ltd co corp plc llc jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun p pp para sec ref a.k.a resp qty cf al a.m p.m u.s u.k',
    // German
    'z.b zb bzw ca usw inkl exkl ggf evtl d.h u.a o.ä v.a z.t s.o s.u bspw sog vgl nr str tel tsd mio mrd abs art bitte.ggf zzgl abzgl min std stk betr gem lt i.d.r i.v i.a ppa mind insb ehem geb kfm kaufm techn u.u m.e zz z.zt p.a',
    // French
    'c.-à-d env p.ex ex cf av bd tél n.b janv févr avr juil déc mio réf art chap vol éd resp',
    // Spanish
    'p.ej ej aprox núm pág tel ud uds vd vds sr sres dto depto avda admón ene abr ago dic art cap',
    // Italian, Dutch, Portuguese
    'es ecc sig dott n bijv d.w.z o.a t.a.v m.b.t i.v.m exmo exma',
  ]
    .join(' ')
    .split(' '),
)

/** Marks that begin a list item. */
export const BULLET =
  /^[ \t\u00a0]*(?:[-–—*•·▪◦‣○●►➢✓✔o]|\(?\d{1,2}[.)](?!\d)|\(?[a-zA-Z][.)]|\([ivx]{1,4}\)|->|=>|>>)[ \t\u00a0]+(?=\S)/u
