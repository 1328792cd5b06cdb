/** Words (folded) by which somebody refuses to take a thing up: "nobody will scan that", "ich unterschreibe nichts". */

/** Taking something up: using, entering, signing, paying, allowing. */
export const UPTAKE = wordsOf(
  'use uses using scan scans scanning enter enters entering open fill wear carry touch switch adopt accept sign pay support defend recommend approve allow let close log renew run running paying signing using opening issuing issue put waste wasting',
  'nutze nutzen nutzt benutze benutzen benutzt verwende verwenden verwendet scanne scannen scannt erfasse erfassen erfasst tippe tippen tippt offne offnen offnet trage tragen akzeptiere akzeptieren akzeptiert unterschreibe unterschreiben zahle zahlen zahlt bezahle bezahlen unterstutze unterstutzen empfehle empfehlen umstelle umstellen mache machen macht verlangere verlangern freigebe freigeben gebe geben lasse lassen zustimme zustimmen vorlege lege',
  'utilise utiliser utilisera utiliserai utiliseront utilisent scanner scannera scannerai scanneront saisir saisira saisirai saisiront saisis ouvre ouvrir ouvrirai ouvrira remplira remplirai rempliront porterai porteront toucherai toucheront pointera pointerai pointeront fera ferai feront signerai signerons paierai paierons payer soutiendrai defendre recommanderai validerai changerai changerons badgera badgeront renouvellerai renouvellerons renouvellera',
  'usar usare usaran usaremos usa usamos escanear escaneo escanean abrir abro leer leera leeran rellenar llevar tocar hacer fichar aceptar acepto firmar firmo firmare firmaremos pagar pagare pagaremos apoyar defender defenderlo defenderla defenderlos recomendar aprobar cambio cambiar cambiaremos adoptar renovar renovaremos',
)

export const DENIES = wordsOf(
  "not never nothing nobody none won't can't cannot don't nicht nix nichts nie keiner keine niemand ne pas plus jamais rien personne no nunca nadie jamas ni",
)

/** The speaker, the speaker's people, or nobody at all. */
export const WHO = wordsOf(
  "i i'm we they people my team crew one nobody ich wir keiner niemand leute jungs kollegen kolleginnen meine je nous on personne elles ils mes gars equipe equipes yo nadie gente equipo chicos chicas",
)

/** What must be there first. */
export const CONDITION = wordsOf('without until unless ohne solange bevor sans tant sin hasta mientras')

/** First persons that Spanish says without a pronoun. */
export const FIRST_SPANISH = wordsOf(
  'firmo firmare firmaremos usamos abro acepto pagare pagaremos cambio cambiaremos renovaremos',
)

/** What was not done, is not done yet, or would not be: no refusal. */
export const PAST = wordsOf(
  "have haven't had did didn't was were if yet habe haben hat hatte noch ai avons ont avait encore hemos ha han todavia aun",
)

/** What should not happen a second time. */
export const AGAIN = wordsOf('again wieder erneut nochmal vuelva volver')

/** Signs of an easy footing between two people. */
export const WARM =
  /[:;]-?[)D]|\p{Extended_Pictographic}|(?<!\p{L})(?:lol|haha|ha ha|ja, ja|jaja|hugs?|abrazo|bises)(?!\p{L})/iu

/** What a letter or a speech begins with, before a name (folded). */
export const GREETING =
  '(?:hi|hello|hey|dear(?: (?:mr|ms|mrs|dr))?|thanks|hallo|liebe[rs]?|moin|servus|guten (?:tag|morgen)|bonjour|salut|cher|chere|hola|buenos dias|buenas|estimad[oa]|querid[oa])'

/** A thing does what it should, said of what another sells (folded). */
export const SERVES_WELL =
  /\b(?:works? (?:fine|well)|like (?:it )?(?:fine|better)|good job|does the job|all right|going well|happy with|prefer|better than|cheaper|no (?:problems?|trouble)|lauft (?:ohne|gut|prima|seit|problemlos)|ohne probleme|zufrieden|besser|gunstiger|billiger|reicht uns|bonne? job|bon travail|marche bien|fonctionne bien|tres bien|content[es]? de|mieux que|moins chere?s?|nous suffit|funciona bien|va bien|content[oa]s? con|mejor que|mas barat[oa]s?|nos basta|recomiendo)\b/

function wordsOf(...lists: string[]): RegExp {
  return new RegExp(`^(?:${lists.join(' ').replaceAll(' ', '|')})$`)
}
