import type { Manner, Subject } from '../engines/local/frame.ts'
import type { VerbClass } from '../engines/local/lexica/verbs.ts'
import type { Finding } from '../findings/finding.ts'

/** Why a finding is one, for a reader who does not know the engine's own names for what it saw. */
export function explained({ kind, why }: Pick<Finding, 'kind' | 'why'>): string {
  if (kind === 'commitment') return promiseWords(why) ?? why
  if (kind === 'pain') return why.replace(/(?<=: ).*$/, signWords)
  if (kind === 'risk')
    return why.replace(/^(\w+): (.*)$/, (_, risk: string, signs: string) => `${risk}: ${signWords(signs)}`)
  return why.replace(/\b1 sentences\b/, '1 sentence')
}

/** "will first transfer": manner, subject and, where it is told, the kind of deed. */
function promiseWords(why: string): string | null {
  const [form = '', ...rest] = why.split(', ')
  const [manner, subject, deed, more] = form.split(' ')
  const how = MANNERS[manner as Manner]
  const who = SUBJECTS[subject as Subject]
  if (how === undefined || who === undefined || more !== undefined) return null
  const what = deed === undefined ? '' : `, ${DEEDS[deed as VerbClass] ?? deed}`
  return [`${who} ${how}${what}`, ...rest].join(', ')
}

const SUBJECTS: Record<Subject, string> = {
  first: 'the speaker',
  plural: 'the speaker’s side',
  you: 'the reader',
  named: 'somebody named',
  ours: 'somebody of the speaker’s side',
  theirs: 'somebody of the other side',
  outside: 'somebody from outside',
  thing: 'a thing',
  pronoun: 'he, she, it or they',
  elided: 'somebody left unsaid',
}

const MANNERS: Record<Manner, string> = {
  will: 'will do it',
  present: 'does it, said as settled',
  progressive: 'is doing it',
  can: 'can do it and says when or what',
  passive: 'will be dealt with',
  ready: 'will be ready',
  receive: 'will have it',
  let: 'takes it on',
  going: 'goes out or follows',
}

const DEEDS: Record<VerbClass, string> = {
  transfer: 'a handing over',
  make: 'a piece of work',
  grant: 'a term',
  contact: 'a word to somebody',
  weak: 'a look into it',
  attend: 'being there',
  state: 'no deed',
  receive: 'the getting of it',
}

function signWords(signs: string): string {
  return signs
    .split(', ')
    .map((sign) => SIGNS[sign] ?? partWords(sign))
    .join(', ')
}

/** `budget pair`, `budget.danger`, `budget.talk`: a topic, words of danger about it, or both. */
function partWords(sign: string): string {
  const [topic = '', part = ''] = sign.split(/[ .]/)
  if (part === 'pair') return `${topic} and words of danger about it`
  if (part === 'danger') return `words of danger about ${topic}`
  return part === 'talk' ? `talk of ${topic}` : sign
}

const SIGNS: Readonly<Record<string, string>> = {
  customer: 'said by the customer',
  internal: 'said among colleagues',
  forwarded: 'passed on',
  fails: 'something fails',
  costs: 'it costs',
  manual: 'done by hand',
  late: 'late',
  blind: 'nobody can see it',
  harm: 'somebody is hurt by it',
  sunset: 'it comes to its end',
  strain: 'people are under strain',
  tools: 'the tools of today',
  nobody: 'nobody does it',
  we: 'about themselves',
  number: 'a number',
  money: 'an amount',
  duration: 'a length of time',
  percent: 'a share',
  every: 'again and again',
  long: 'said at length',
  early: 'said early on',
  late_on: 'said lately',
  rival: 'a rival is named',
  limited: 'a limit is set',
  'technical no': 'a technical no',
  'self.blocks': 'the speaker would stop it',
  'self.doubts': 'the speaker doubts',
  upset: 'the speaker is upset',
  negated: 'a no',
  still: 'still so',
}
