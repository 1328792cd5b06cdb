/** Words (folded) by which somebody refuses to take a thing up: "nobody will scan that", "ich unterschreibe nichts". */

/** Taking something up: using, entering, signing, paying, allowing. */
export const UPTAKE = wordsOf(
  'use uses using scan scans scanning enter enters entering open fill wear carry touch switch adopt accept sign pay support defend recommend approve allow let close log renew',
  'nutze nutzen nutzt benutze benutzen benutzt verwende verwenden verwendet scanne scannen scannt erfasse erfassen erfasst tippe tippen tippt offne offnen offnet trage tragen akzeptiere akzeptieren akzeptiert unterschreibe unterschreiben zahle zahlen zahlt bezahle bezahlen unterstutze unterstutzen empfehle empfehlen umstelle umstellen mache machen macht verlangere verlangern',
  'utilise utiliser utilisera utiliserai utiliseront utilisent scanner scannera scannerai scanneront saisir saisira saisirai saisiront saisis ouvre ouvrir ouvrirai ouvrira remplira remplirai rempliront porterai porteront toucherai toucheront pointera pointerai pointeront fera ferai feront signerai signerons paierai paierons payer soutiendrai defendre recommanderai validerai changerai changerons badgera badgeront renouvellerai renouvellerons renouvellera',
  'usar usare usaran usaremos usa uso usamos escanear escaneo escanean abrir abro leer leera leeran rellenar llevar tocar hacer fichar aceptar acepto firmar firmo firmare firmaremos pagar pagare pagaremos apoyar defender defenderlo defenderla defenderlos recomendar aprobar cambio cambiar cambiaremos adoptar renovar renovaremos',
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
  'firmo firmare firmaremos uso usamos abro acepto pagare pagaremos cambio cambiaremos renovaremos',
)

/** What was not done, is not done yet, or would not be: no refusal. */
export const PAST = wordsOf(
  "have haven't had did didn't was were if yet habe haben hat hatte noch ai avons ont avait encore hemos ha han todavia aun",
)

/** Signs of an easy footing between two people. */
export const WARM =
  /[:;]-?[)D]|\p{Extended_Pictographic}|(?<!\p{L})(?:lol|haha|ha ha|ja, ja|jaja|hugs?|abrazo|bises)(?!\p{L})/iu

function wordsOf(...lists: string[]): RegExp {
  return new RegExp(`^(?:${lists.join(' ').replaceAll(' ', '|')})$`)
}
