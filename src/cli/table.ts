import type { Entry } from './run.ts'

/** The table of commands. Each file is loaded only when its command is called. */
export const COMMANDS: readonly Entry[] = [
  {
    name: 'demo',
    summary: 'a fresh workspace from the sample deals, and what to type next',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  {
    name: 'brief',
    summary: 'draft a brief, from a folder or for an account of the workspace',
    load: async () => (await import('./brief.ts')).briefCommand,
  },
  {
    name: 'read',
    summary: 'what stands in files: text, segments, sentences, findings',
    load: async () => (await import('./read.ts')).readCommand,
  },
  {
    name: 'import',
    summary: 'bring an import folder in',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'people',
    summary: 'who is here and what they may do',
    load: async () => (await import('./people.ts')).peopleCommand,
  },
  {
    name: 'away',
    summary: 'somebody stands in for a person who is away',
    load: async () => (await import('./people.ts')).awayCommand,
  },
  {
    name: 'team',
    summary: 'who works on an account and so sees it',
    load: async () => (await import('./people.ts')).teamCommand,
  },
  {
    name: 'token',
    summary: 'personal tokens for programs: create, list, revoke',
    load: async () => (await import('./token.ts')).tokenCommand,
  },
  {
    name: 'mailbox',
    summary: 'what was read of your mailbox, who sees it, and what is kept out',
    load: async () => (await import('./mailbox.ts')).mailboxCommand,
  },
  {
    name: 'queue',
    summary: 'what waits for somebody',
    load: async () => (await import('./queue.ts')).queueCommand,
  },
  {
    name: 'show',
    summary: 'one brief and where it stands',
    load: async () => (await import('./show.ts')).showCommand,
  },
  {
    name: 'take',
    summary: 'show others that you read it',
    load: async () => (await import('./desk.ts')).takeCommand,
  },
  {
    name: 'release',
    summary: 'let go what you took',
    load: async () => (await import('./desk.ts')).releaseCommand,
  },
  {
    name: 'assign',
    summary: 'say whose turn it is',
    load: async () => (await import('./desk.ts')).assignCommand,
  },
  {
    name: 'snooze',
    summary: 'keep it out of the queue until a time',
    load: async () => (await import('./desk.ts')).snoozeCommand,
  },
  {
    name: 'comment',
    summary: 'a word beside it, and what others said',
    load: async () => (await import('./desk.ts')).commentCommand,
  },
  {
    name: 'approve',
    summary: 'approve exactly what goes out',
    load: async () => (await import('./review.ts')).approveCommand,
  },
  {
    name: 'edit',
    summary: 'change lines or recipients: the next revision',
    load: async () => (await import('./review.ts')).editCommand,
  },
  {
    name: 'dismiss',
    summary: 'say that a finding is wrong, done, for somebody else or another day',
    load: async () => (await import('./dismiss.ts')).dismissCommand,
  },
  {
    name: 'return',
    summary: 'send back to be drafted again',
    load: async () => (await import('./review.ts')).returnCommand,
  },
  {
    name: 'reject',
    summary: 'end it: nothing is handed over by this brief',
    load: async () => (await import('./review.ts')).rejectCommand,
  },
  {
    name: 'withdraw',
    summary: 'take it out of review, or take a delivered handoff back',
    load: async () => (await import('./review.ts')).withdrawCommand,
  },
  {
    name: 'undo',
    summary: 'take an approval back before its delivery starts',
    load: async () => (await import('./review.ts')).undoCommand,
  },
  {
    name: 'deliver',
    summary: 'deliveries: how far they came, and what to do about one',
    load: async () => (await import('./review.ts')).deliverCommand,
  },
  {
    name: 'accept',
    summary: 'the receiver takes it over',
    load: async () => (await import('./acceptance.ts')).acceptCommand,
  },
  {
    name: 'query',
    summary: 'ask the sender; their clock runs',
    load: async () => (await import('./acceptance.ts')).queryCommand,
  },
  {
    name: 'answer',
    summary: "answer the receiver's questions",
    load: async () => (await import('./acceptance.ts')).answerCommand,
  },
  {
    name: 'decline',
    summary: 'send it back with a reason',
    load: async () => (await import('./acceptance.ts')).declineCommand,
  },
  {
    name: 'contest',
    summary: 'answer one promise by itself',
    load: async () => (await import('./acceptance.ts')).contestCommand,
  },
  {
    name: 'reassign',
    summary: 'name another receiver',
    load: async () => (await import('./acceptance.ts')).reassignCommand,
  },
  {
    name: 'resubmit',
    summary: 'mend what was declined',
    load: async () => (await import('./acceptance.ts')).resubmitCommand,
  },
  {
    name: 'nurture',
    summary: 'a declined lead goes back to marketing',
    load: async () => (await import('./acceptance.ts')).nurtureCommand,
  },
  {
    name: 'reopen',
    summary: 'open again what was accepted',
    load: async () => (await import('./acceptance.ts')).reopenCommand,
  },
  {
    name: 'init',
    summary: 'say who the seller is and who may act',
    load: async () => (await import('./init.ts')).initCommand,
  },
  {
    name: 'serve',
    summary: 'the API and a plain page; beyond this machine where people sign in',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  { name: 'work', summary: 'run background jobs', load: async () => (await import('./serve.ts')).workCommand },
  {
    name: 'secrets',
    summary: 'what sources sign in with: how many, rotate their key',
    load: async () => (await import('./secrets.ts')).secretsCommand,
  },
  {
    name: 'export',
    summary: 'all that is held about a person or an account',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'retention',
    summary: 'how long what is kept, and what goes next',
    load: async () => (await import('./retention.ts')).retentionCommand,
  },
  {
    name: 'forget',
    summary: 'erase a person or an account, and say what lives on elsewhere',
    load: async () => (await import('./forget.ts')).forgetCommand,
  },
  {
    name: 'recall',
    summary: 'take back what was delivered, where its channel can',
    load: async () => (await import('./review.ts')).recallCommand,
  },
  {
    name: 'fix',
    summary: 'propose to write into the CRM what the words prove',
    load: async () => (await import('./fix.ts')).fixCommand,
  },
  {
    name: 'audit',
    summary: 'the log: verify, export',
    load: async () => (await import('./audit.ts')).auditCommand,
  },
]
