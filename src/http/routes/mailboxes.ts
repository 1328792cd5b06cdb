import { createRoute, z } from '@hono/zod-openapi'
import { SYSTEM } from '../../db/viewer.ts'
import { strike } from '../../removing.ts'
import { admit, exclude, leave, rejoin, share } from '../../signals/hiding.ts'
import { conversationsOf, loadPolicy, viewMailboxes } from '../../signals/mailbox.ts'
import { settlePolicy } from '../../signals/policy.ts'
import { PRIVATE_KINDS } from '../../signals/private-kinds.ts'
import { joinGroup, radiusOf } from '../../signals/radius.ts'
import { needs } from '../access.ts'
import { mailboxPage } from '../mailbox-page.ts'
import { page } from '../page.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import { signedInLine } from '../who.ts'
import type { AddRoutes } from '../request.ts'

const who = z.object({ as: z.string().optional() })
const email = z.email().toLowerCase()
const owner = z.object({ email })
const Sharing = z.enum(['private', 'team', 'everyone'])
const Excluded = z.strictObject({ id: z.int(), what: z.string(), value: z.string(), madeAt: z.string() })
const instant = z.string().nullable()

const Mailbox = z
  .strictObject({
    source: z.string(),
    sharing: Sharing,
    chosenBy: z.string().nullable(),
    chosenAt: instant,
    state: z.enum(['read', 'left']),
    lastReadAt: instant,
    accounts: z.array(
      z.strictObject({
        account: z.string(),
        messages: z.int(),
        from: instant,
        to: instant,
        seenBy: z.array(z.string()),
      }),
    ),
    discarded: z.array(z.strictObject({ account: z.string().nullable(), reason: z.string(), items: z.int() })),
    exclusions: z.array(Excluded),
  })
  .openapi('Mailbox')
const Mine = z.strictObject({ mailboxes: z.array(Mailbox) })
const Conversations = z.strictObject({
  conversations: z.array(
    z.strictObject({ message: z.string(), subject: z.string(), messages: z.int(), lastAt: instant }),
  ),
})
const Policy = z
  .strictObject({ defaultSharing: Sharing, readKinds: z.array(z.string()), exclusions: z.array(Excluded) })
  .openapi('MailboxPolicy')
const Gone = z.strictObject({ signals: z.int(), briefs: z.int(), withdrawn: z.int() })
const Exclusion = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('person'), value: email }),
  z.strictObject({ what: z.literal('domain'), value: z.hostname().toLowerCase() }),
  z.strictObject({ what: z.literal('label'), value: z.string().trim().min(1).max(200) }),
  z.strictObject({ what: z.literal('thread'), value: z.string().trim().min(1).max(1000) }),
])
const Group = z.strictObject({ people: z.array(email).min(1).max(200), sharing: z.enum(['team', 'everyone']) })
const Radius = z
  .strictObject({
    sharing: z.enum(['team', 'everyone']),
    mailboxes: z.array(z.strictObject({ person: z.string(), standing: z.string(), messages: z.int() })),
    opens: z.array(z.strictObject({ account: z.string(), to: z.string(), messages: z.int() })),
    hash: z.string(),
  })
  .openapi('Radius')

const mine = createRoute({
  method: 'get',
  path: '/api/mailboxes/{email}',
  middleware: needs('mailbox.read', 'person', 'email'),
  summary: 'My mailbox: what was read, what was not kept and why, who can see it',
  request: { params: owner, query: who },
  responses: answers('counts and names, no content', Mine),
})

const threads = createRoute({
  method: 'get',
  path: '/api/mailboxes/{email}/conversations',
  middleware: needs('mailbox.read', 'person', 'email'),
  summary: 'The conversations of my own mailbox, to name one that is to be hidden',
  request: { params: owner, query: who },
  responses: answers('the latest first', Conversations),
})

function change<Name extends string, Body extends z.ZodType>(name: Name, body: Body, summary: string) {
  return createRoute({
    method: 'post',
    path: `/api/mailboxes/{email}/${name}`,
    middleware: needs('mailbox.change', 'person', 'email'),
    summary,
    request: { params: owner, query: who, body: jsonBody(body) },
    responses: answers('what went, and how many briefs lost words by it', Gone),
  })
}

const sharing = change('sharing', z.strictObject({ sharing: Sharing }), 'Say how far my mailbox is shared')
const hide = change('hide', Exclusion, 'Take a conversation, a person, a company or a label out')
const unhide = change('unhide', z.strictObject({ id: z.int() }), 'Let it be read again with the next import')
const leaving = change(
  'leave',
  z.strictObject({ content: z.enum(['remove', 'keep']) }),
  'My mailbox is read no longer; what is stored goes or stays',
)
const rejoining = change('rejoin', z.strictObject({}), 'My mailbox is read again from the next import on')

const policy = createRoute({
  method: 'get',
  path: '/api/mailbox-policy',
  middleware: needs('workspace.read'),
  summary: 'What the company has settled for all mailboxes',
  request: { query: who },
  responses: answers('the policy', Policy),
})

const settle = createRoute({
  method: 'post',
  path: '/api/mailbox-policy',
  middleware: needs('workspace.change'),
  summary: 'Settle how new mailboxes are shared, which kinds are read, and what is excluded from all',
  request: {
    query: who,
    body: jsonBody(
      z.strictObject({
        defaultSharing: Sharing.optional(),
        readKinds: z.array(z.enum(PRIVATE_KINDS)).optional(),
        exclude: Exclusion.optional(),
        admit: z.int().optional(),
      }),
    ),
  },
  responses: answers('the policy now', Policy),
})

const preview = createRoute({
  method: 'post',
  path: '/api/mailbox-groups/radius',
  middleware: needs('workspace.change'),
  summary: 'What joining the mailboxes of a group would open to whom; changes nothing',
  request: { query: who, body: jsonBody(Group) },
  responses: answers('names, counts, and the hash to confirm', Radius),
})

const join = createRoute({
  method: 'post',
  path: '/api/mailbox-groups',
  middleware: needs('workspace.change'),
  summary: 'Join the mailboxes of a group, exactly as it was shown',
  request: { query: who, body: jsonBody(Group.extend({ hash: z.string().regex(/^sha256:[0-9a-f]{64}$/) })) },
  responses: answers('what was opened', Radius),
})

/** Mailboxes: what their owners see and decide of them, and what the company settles. */
export const mailboxRoutes: AddRoutes = (app, services) => {
  const { database } = services
  const view = (person: string) => database.as(SYSTEM, (trx) => viewMailboxes(trx, person))
  app.openapi(mine, async (context) => context.json({ mailboxes: await view(context.req.valid('param').email) }, 200))
  app.openapi(threads, async (context) => {
    const viewer = await viewerOf(context, services)
    const conversations = await database.as(viewer, (trx) => conversationsOf(trx, viewer.person))
    return context.json({ conversations }, 200)
  })
  app.openapi(sharing, async (context) => {
    const { person } = await viewerOf(context, services)
    await database.as(SYSTEM, (trx) => share(trx, person, context.req.valid('json').sharing, person))
    return context.json(NOTHING, 200)
  })
  app.openapi(hide, async (context) => {
    const { person } = await viewerOf(context, services)
    const wanted = context.req.valid('json')
    const gone = await database.as(SYSTEM, async (trx) => {
      const removal = await exclude(trx, person, wanted, person)
      return { signals: removal.signals, ...(await strike(trx, removal, person)) }
    })
    return context.json(gone, 200)
  })
  app.openapi(unhide, async (context) => {
    const { person } = await viewerOf(context, services)
    await database.as(SYSTEM, (trx) => admit(trx, person, context.req.valid('json').id, person))
    return context.json(NOTHING, 200)
  })
  app.openapi(leaving, async (context) => {
    const { person } = await viewerOf(context, services)
    const { content } = context.req.valid('json')
    const gone = await database.as(SYSTEM, async (trx) => {
      const removal = await leave(trx, person, content, person)
      return { signals: removal.signals, ...(await strike(trx, removal, person)) }
    })
    return context.json(gone, 200)
  })
  app.openapi(rejoining, async (context) => {
    const { person } = await viewerOf(context, services)
    await database.as(SYSTEM, (trx) => rejoin(trx, person, person))
    return context.json(NOTHING, 200)
  })

  const standing = () => database.as(SYSTEM, (trx) => loadPolicy(trx))
  app.openapi(policy, async (context) => context.json(await standing(), 200))
  app.openapi(settle, async (context) => {
    const { person } = await viewerOf(context, services)
    const { exclude: wanted, admit: undone, ...settled } = context.req.valid('json')
    await database.as(SYSTEM, async (trx) => {
      await settlePolicy(trx, settled, person)
      if (wanted !== undefined) await strike(trx, await exclude(trx, null, wanted, person), person)
      if (undone !== undefined) await admit(trx, null, undone, person)
    })
    return context.json(await standing(), 200)
  })
  app.openapi(preview, async (context) =>
    context.json(await database.as(SYSTEM, (trx) => radiusOf(trx, context.req.valid('json'))), 200),
  )
  app.openapi(join, async (context) => {
    const { person } = await viewerOf(context, services)
    const { hash, ...group } = context.req.valid('json')
    return context.json(await database.as(SYSTEM, (trx) => joinGroup(trx, group, hash, person)), 200)
  })

  app.get('/mailbox', needs('queue.read'), async (context) => {
    const { person } = await viewerOf(context, services)
    return context.html(
      page('My mailbox', mailboxPage(await view(person), await standing()), signedInLine(context, person)),
    )
  })
}

const NOTHING = { signals: 0, briefs: 0, withdrawn: 0 }
