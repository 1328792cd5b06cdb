export type Language = 'en' | 'de' | 'fr' | 'es'

const WORDS: Record<Language, string> = {
  en: "the and of to is in that it for you with on are this be have not we i as but from they will your our or an at by if can would what there which do was has been were my me us so no yes about please just any all how when who them their she he his her than then should could did does out up get got need want also here some more only its into before after because still it's i'm don't we're we'll i'll can't that's",
  de: 'der die das und ist nicht ich wir sie es ein eine einen einem einer mit für auf im in zu den dem des von auch aber bei wie noch haben hat wird werden kann können bitte uns ihnen ihr ihre ihren unser unsere sich sind war wenn dass daß oder nur schon bis zum zur am an aus nach über um vor durch mir mich dir dich du er als so was wer wo keine kein nichts mehr heute morgen gerne danke hallo diese dieser dieses wurde muss müssen soll sollte dann doch damit ja nein',
  fr: 'le la les des un une et est pas que qui nous vous je il elle on ne se ce cette ces pour dans avec sur au aux du de en par plus sont été être avoir avez avons ont mais ou où si bien votre vos notre nos mon ma mes leur leurs tout tous très fait faire merci bonjour oui non comme sans sous après avant chez dont donc aussi même encore quand cela ça y suis sera',
  es: 'el la los las de que y en un una por con para no es se lo del al como más pero su sus nos le les me mi muy ya si sí esto esta este estos estas está están hay ha han son ser fue era desde hasta también sobre entre cuando donde quien porque sin todo todos gracias hola usted ustedes nosotros nuestro nuestra qué cómo puede podemos tiene tenemos hacer yo él ella cada solo sólo',
}

export const FUNCTION_WORDS: Map<string, Language[]> = new Map()
for (const language of Object.keys(WORDS) as Language[]) {
  for (const word of WORDS[language].split(' ')) {
    FUNCTION_WORDS.set(word, [...(FUNCTION_WORDS.get(word) ?? []), language])
  }
}
