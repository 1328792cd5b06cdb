import type { Guard } from './guards.ts'

const WAITING = ['tests/review/waiting.test.ts']

/** What keeps a decision from coming too late, or from being made on what was replaced. */
export const REVIEW_GUARDS: Guard[] = [
  {
    name: 'what-waited-too-long-has-lapsed',
    file: 'src/review/in-the-way.ts',
    find: "if (state === 'pending' && expired)",
    replace: "if (state === 'approved' && expired)",
    tests: WAITING,
  },
  {
    name: 'approve-sees-that-it-lapsed',
    file: 'src/review/decide.ts',
    find: "'approve', null)\n  if (why !== null)",
    replace: "'approve', null)\n  if (why === '')",
    tests: WAITING,
  },
  {
    name: 'what-lapsed-keeps-no-approval',
    file: 'src/review/edit.ts',
    find: 'revision: revision + 1 } : null',
    replace: 'revision } : null',
    tests: WAITING,
  },
  {
    name: 'an-approval-does-not-last-for-ever',
    file: 'src/review/approval.ts',
    find: 'if (expired) return',
    replace: "if (state !== 'approved') return",
    tests: WAITING,
  },
  {
    name: 'what-was-replaced-is-not-approved',
    file: 'src/review/in-the-way.ts',
    find: 'newer !== null && holder !== viewer.person',
    replace: "newer === ''",
    tests: WAITING,
  },
  {
    name: 'nothing-is-replaced-under-its-reader',
    file: 'src/review/in-the-way.ts',
    find: ' && holder !== viewer.person',
    replace: '',
    tests: WAITING,
  },
  {
    name: 'what-was-replaced-leaves-the-queue',
    file: 'src/http/queue.ts',
    find: 'newer is null or taken_until > baton_now()',
    replace: 'true',
    tests: WAITING,
  },
  {
    name: 'what-customers-were-sent-enters-the-ledger',
    file: 'src/delivery/deliver.ts',
    find: "if (body.audience === 'customer') await keepSent",
    replace: "if (body.audience === 'record') await keepSent",
    tests: ['tests/review/what-can-hurt.test.ts'],
  },
  {
    name: 'a-second-person-looks-where-it-matters',
    file: 'src/review/policy.ts',
    find: "(second === 'when_it_matters' && wantsSecond(hurts))",
    replace: "(second === 'when_it_matters' && hurts.length > 99)",
    tests: ['tests/review/second-person.test.ts'],
  },
  {
    name: 'the-one-in-whose-name-it-goes-is-one-of-them',
    file: 'src/review/policy.ts',
    find: "body.audience === 'customer' && !approved.has(body.target) ? 1 : 0",
    replace: '0',
    tests: ['tests/review/second-person.test.ts'],
  },
  {
    name: 'a-letter-is-approved-by-its-sender',
    file: 'src/review/policy.ts',
    find: 'body.target !== viewer.person && needed < 2',
    replace: 'body.target !== viewer.person && needed < 0',
    tests: ['tests/review/second-person.test.ts'],
  },
  {
    name: 'a-record-is-changed-by-its-owner',
    file: 'src/review/policy.ts',
    find: 'if (body.fields.length > 0) await assertOwner',
    replace: 'if (body.fields.length > 99) await assertOwner',
    tests: ['tests/review/second-person.test.ts'],
  },
  {
    name: 'delivery-counts-the-approvals-again',
    file: 'src/review/approval.ts',
    find: 'missingOf(approvalsNeeded, people, body) > 0',
    replace: 'people.size > 99',
    tests: ['tests/review/second-person.test.ts'],
  },
]
