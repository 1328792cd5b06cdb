import { wordAt } from './dates-context.ts'
import type { Token } from './tokens.ts'

const ARTICLE = /^(the|le|la|el|on|by|am|den|dem|der|du|au|del|al)$/
const INSTEAD =
  /^(rather than|instead of|en lugar|en vez|lugar de|vez de|plutôt que|plutôt qu'|au lieu|lieu de|anstatt|anstelle)$/
const IS = /^(is|was|'s|ist|war|est|es|era)$/
const NOT = /^(not|n't|nicht|pas|no)$/
const GONE =
  /^(realistic|possible|doable|feasible|workable|happening|on|gone|out|realistisch|machbar|möglich|zu|réaliste|tenable|jouable|possible|realista|posible|viable)$/

/** "rather than the 6th", "the 6th is not realistic": a day that is named to be refused. */
export function deniedDay(tokens: readonly Token[], from: number, to: number): boolean {
  let before = from - 1
  while (ARTICLE.test(wordAt(tokens, before))) before -= 1
  const front = wordAt(tokens, before)
  if (front === 'statt' || front === 'anstatt' || INSTEAD.test(`${wordAt(tokens, before - 1)} ${front}`)) return true
  return IS.test(wordAt(tokens, to)) && NOT.test(wordAt(tokens, to + 1)) && GONE.test(wordAt(tokens, to + 2))
}
