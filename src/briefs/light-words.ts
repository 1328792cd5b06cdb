/**
 * Words that name no thing by themselves, folded (no accents, lower case): "send it all round today" holds nothing
 * else. English, German, French, Spanish.
 */
export const LIGHT_WORDS = new Set(
  [
    'a able about above after again all also am an and another any anything are around as ask at away back be been before below',
    'both bring but by call can check come confirm could do does doing done each everything finish fix for from full',
    'get gets give go goes going gone gonna got had handle has have having he help her here hers him his how i if in into is it its just know',
    'latest let look made make many maybe me mine more much my need new next no not note noted now of off ok okay on once one',
    'only or other our ours out over own personally please promise promised put reply round said same say see send sending set share she short should so',
    'some something soon sort sure take tell than that the their them then there these they thing things think this those',
    'three through to today together tomorrow tonight too try two until up update us very was way we week were what when where',
    'whatever which who will with word would write yes you your yours yourself',
    'morning noon afternoon evening night day days weekend month year end monday tuesday wednesday thursday friday saturday sunday',
    'january february march april may june july august september october november december',
    'ab aber alle allen alles als also am an andere auch auf aus bei beide beiden bekommen bekommt bescheid bin bis bitte da dann daran',
    'das dass davon dazu dem den denen der des dich die dies diese diesen dieser dieses dir doch du ein eine einem einen einer er erhalten',
    'es etwas euch euer fur gebe geben gern gerne habe haben hat hier ich ihm ihn ihnen ihr ihre ihren im in ist ja jetzt kann konnen konnte',
    'kommt kummere lasse mache machen mein meine melde melden mich mir mit morgen nach nachste nachsten nicht noch nur ob oder ohne richte',
    'schicke schicken schon sende senden sich sie sind so sobald tun uber ubernehme um und uns unser unsere von vor war was wenn werde werden wieder wir wird woche',
    'zu zum zur zuruck montag dienstag mittwoch donnerstag freitag samstag sonntag heute januar februar marz mai juni juli oktober dezember',
    'a ai apres au aujourd aura aurez aussi autre aux avec avez avoir avons bien ca ce cela celle celui ces cette chez chose comme dans de demain',
    'depuis des donc donne du elle en encore entre envoie envoyer est et etait etre eux faire fais fait faut hui ici il ils je jour jours',
    'la le les leur lui ma mais me meme mes mon ne nos notre nous on ont ou par pas peux plus pour quand que qui quoi redis retour reviens sa sans se semaine ses si',
    'soir son sont sous sur ta te tes toi ton tous tout toute toutes tres tu un une va vais vers voir vos votre vous y',
    'lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre',
    'ahi ahora al algo antes aqui asi aun aviso bien cada como con cosa cual cuando da damos de del dia dias digo donde el ella ellos en enviamos envio',
    'era es esa ese eso esta este esto estos fue ha hacemos hacer hago hasta hay hoy la las le les lo los luego manana mando mas me mi mis muy nada ni no nos nosotros',
    'o os otra otro para pero por porque pues que quien se sea semana ser si sin sobre son su sus tambien te tendra tendremos tenemos tiene todo todos tu un una uno usted ustedes va vamos voy y ya yo',
    'lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  ]
    .join(' ')
    .split(' '),
)

/** A thing that was named before: what it stands for is not in these words. */
export const BARE_OBJECT =
  /^(?:\p{L}+ ){0,1}\p{L}+ (?:it|them|this|that|both|those|these|her|him|es|sie|das|dies|beides|ça|cela|lo|eso|esto)(?=$|[\s,.;])/iu

/** "at the kick-off", "bis Freitag": when, not what. */
export const WHEN_PHRASE =
  /[\s,]+(?:at|by|before|after|until|during|beim|bis|vor|nach|avant|après|pendant|antes de|después de|hasta)\s+(?:the|our|your|my|dem|der|den|die|das|le|la|les|l['’]|el|los|las)?\s?[\p{L}\p{N}’'-]+(?:\s[\p{L}\p{N}’'-]+)?[.!]?$/iu

/** Points back at something said before; "it all" points at everything, so no single sentence tells what it is. */
export const POINTS_BACK =
  /(?<![\p{L}'’])(?:it|them|this|that|both|those|these|es|sie|das|dies|beides|ça|cela|les|lo|la|eso|esto)(?![\p{L}'’])/iu
export const POINTS_AT_ALL = /(?<!\p{L})(?:it all|all of it|everything|alles|tout|todo)(?!\p{L})/iu
