/**
 * Text that speaks to a machine instead of a reader ("ignore your previous instructions", "note to any AI assistant").
 * Outside text is data (DESIGN E6): such a sentence is no one's statement about the deal, and nothing is concluded from it.
 */
const TO_A_MACHINE =
  /\b(?:ignore|disregard|forget|override|ignorez|oubliez|ignora|ignore|olvida|ignoriere|ignorieren sie|vergiss)\b.{0,40}\b(?:instructions?|prompts?|rules|guidelines|consignes|instrucciones|anweisungen|vorgaben|regeln)\b|\b(?:note|message|notice|instructions?|hinweis|mitteilung|note|nota|aviso|instrucciones)\b.{0,25}\b(?:to|for|an|fur|für|aux?|à|para|pour)\b.{0,12}\b(?:ai|a\.i\.|llms?|language models?|assistants?|chatbots?|ki|ia|sprachmodell\w*|modèles?|modelos?)\b|\b(?:ai|llm|ki|ia) (?:model|assistant|agent|system|tool)s?\b.{0,40}\b(?:must|should|shall|reading|processing|that reads?|summari[sz]\w+)\b|\bsystem (?:note|prompt|message|override)\b|\bas an ai\b|\byou are (?:now )?an? (?:ai|assistant|language model)\b/iu

export function addressesMachine(text: string): boolean {
  return TO_A_MACHINE.test(text)
}
