import type { Waiting } from './queue.ts'

/** What the person in front of this line would type next. */
export function nextCommand({ id, revision, waits, hash, inPlaceOf, stranded }: Waiting): string {
  if (stranded) return `baton people ${inPlaceOf ?? ''} --manager <email>`
  const commands: Record<Waiting['waits'], string> = {
    review: hash === null ? `baton show ${id}` : `baton approve ${id} --revision ${revision} --hash ${hash}`,
    redraft: `baton resubmit ${id}`,
    delivery: `baton show ${id}`,
    acceptance: `baton accept ${id}`,
    answer: `baton answer ${id}`,
  }
  return commands[waits]
}
