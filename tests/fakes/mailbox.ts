/** One message in one mailbox; `content` is the provider's own form of it. */
export type Kept<Content> = {
  id: string
  thread: string
  folder: 'drafts' | 'sent' | 'inbox'
  /** milliseconds since 1970 */
  at: number
  content: Content
}

/** What a provider's fake keeps, in memory, in the order in which it came. */
export type Mailbox<Content> = {
  address: string
  kept: Map<string, Kept<Content>>
  now: () => number
  /** Puts a message into a folder, in a thread of its own unless one is named. */
  add(folder: Kept<Content>['folder'], content: Content, thread?: string): Kept<Content>
  inThread(thread: string): Kept<Content>[]
}

export function openMailbox<Content>(address: string, now: () => number): Mailbox<Content> {
  let last = 0
  const kept = new Map<string, Kept<Content>>()
  // Sixteen hex digits, as Gmail's; Graph's fake makes its own names of them.
  const name = () => (0x19dd_0000_0000 + ++last).toString(16).padStart(16, '0')
  return {
    address,
    kept,
    now,
    add(folder, content, thread) {
      const id = name()
      const message = { id, thread: thread ?? id, folder, at: now(), content }
      kept.set(id, message)
      return message
    },
    inThread: (thread) => [...kept.values()].filter((message) => message.thread === thread),
  }
}
