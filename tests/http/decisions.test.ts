import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAcceptance } from '../../src/acceptance/open.ts'
import { readConfig } from '../../src/config.ts'
import { SYSTEM } from '../../src/db/viewer.ts'
import { fileChannel } from '../../src/delivery/channels/file.ts'
import { buildApp } from '../../src/http/app.ts'
import { reviewPorts } from '../../src/http/open-services.ts'
import { GONE, INES, MILO, openDesk, RUTH } from '../review/desk.ts'
import type { App } from '../../src/http/request.ts'
import type { Desk } from '../review/desk.ts'

const TOKEN = 'b'.repeat(64)
let desk: Desk
let app: App
let outbox: string
let seed = 0
beforeAll(async () => {
  desk = await openDesk()
  await desk.clear()
  outbox = mkdtempSync(join(tmpdir(), 'outbox-'))
  app = buildApp(
    {
      ...reviewPorts(desk.database, null),
      config: readConfig({}, outbox),
      courier: { database: desk.database, channels: new Map([['file', fileChannel(outbox)]]), worker: 'test' },
    },
    { token: TOKEN, hosts: null },
  )
})
afterAll(async () => {
  await desk?.close()
  rmSync(outbox, { recursive: true, force: true })
})

type Answer = { status: number; body: Record<string, unknown> }

async function send(method: 'GET' | 'POST', path: string, person: string, body?: unknown): Promise<Answer> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'baton-person': person, 'content-type': 'application/json' }
  const answer = await app.request(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** Everything that a decision could have changed, as one string. */
const everything = () =>
  desk.database.asOwner(async (trx) => {
    const tables = ['reviews', 'decisions', 'deliveries', 'dispatches', 'acceptances', 'events', 'brief_revisions']
    const dumps = []
    for (const table of tables)
      dumps.push(
        (await sql`select count(*)::int as n, max(t::text) as last from ${sql.table(table)} t`.execute(trx)).rows,
      )
    return JSON.stringify(dumps)
  })

describe('deciding over the API', () => {
  it('shows what an approval is of, approves it, and answers the same press the same', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const shown = await send('GET', `/api/reviews/${brief.id}`, INES.person)
    expect(shown).toMatchObject({
      status: 200,
      body: { dispatchHash: dispatch.hash, revision: 1, state: 'pending', to: [expect.stringContaining(MILO.person)] },
    })
    const press = { revision: 1, dispatchHash: dispatch.hash, requestKey: 'press-0001' }
    const first = await send('POST', `/api/reviews/${brief.id}/approve`, INES.person, press)
    expect(first).toMatchObject({ status: 200, body: { decision: 'approve', state: 'approved', by: INES.person } })
    expect(await send('POST', `/api/reviews/${brief.id}/approve`, INES.person, press)).toEqual(first)
    const other = await send('POST', `/api/reviews/${brief.id}/approve`, RUTH.person, {
      ...press,
      requestKey: 'press-0002',
    })
    expect(other).toMatchObject({ status: 409, body: { code: 'already_decided', decision: { by: INES.person } } })
    expect(String(other.body['message'])).toContain(INES.person)
    const stale = await send('POST', `/api/reviews/${brief.id}/approve`, RUTH.person, {
      revision: 1,
      dispatchHash: `sha256:${'0'.repeat(64)}`,
    })
    expect(stale).toMatchObject({ status: 409, body: { code: 'conflict', review: { state: 'approved' } } })
  })

  it('changes nothing by reading, by half a request, or by people and hashes that are not right', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const before = await everything()
    const path = `/api/reviews/${brief.id}`
    const good = { revision: 1, dispatchHash: dispatch.hash }
    const attempts: [number, 'GET' | 'POST', string, string, unknown?][] = [
      [200, 'GET', path, INES.person],
      [404, 'GET', `${path}/approve?revision=1&dispatchHash=${dispatch.hash}`, INES.person],
      [400, 'POST', `${path}/approve`, INES.person, { dispatchHash: dispatch.hash }],
      [400, 'POST', `${path}/approve`, INES.person, { revision: 1 }],
      [400, 'POST', `${path}/approve`, INES.person, { ...good, actor: RUTH.person }],
      [400, 'POST', `${path}/approve`, INES.person, { revision: 1, dispatchHash: 'sha256:12' }],
      [400, 'POST', `${path}/approve`, SYSTEM.person, good],
      [400, 'POST', `${path}/approve`, GONE.person, good],
      [409, 'POST', `${path}/approve`, INES.person, { ...good, revision: 2 }],
      [404, 'POST', '/api/reviews/b_ffffffffffffffff/approve', INES.person, good],
      [
        400,
        'POST',
        `${path}/edit`,
        INES.person,
        { revision: 1, edits: [{ op: 'replace', at: 'headline.1', text: 'two\nlines' }] },
      ],
      [
        422,
        'POST',
        `${path}/edit`,
        INES.person,
        { revision: 1, edits: [], recipients: [{ email: 'a@b.example, c@d.example' }] },
      ],
      [
        422,
        'POST',
        `${path}/edit`,
        INES.person,
        { revision: 1, edits: [], recipients: [{ email: 'a@b.example', name: 'A\r\nBcc: eve@evil.example' }] },
      ],
      [404, 'POST', `/api/deliveries/x/resolve`, INES.person, { resolution: 'send' }],
      [
        404,
        'POST',
        `/api/acceptances/${brief.id}/accept`,
        MILO.person,
        { revision: 1, contentHash: brief.contentHash, complete: true, firstContact: null },
      ],
    ]
    for (const [status, method, where, person, body] of attempts)
      expect([where, body, (await send(method, where, person, body)).status]).toEqual([where, body, status])
    expect(await everything()).toBe(before)
  })

  it('walks from approval to acceptance', async () => {
    const { brief, dispatch } = await desk.open(++seed)
    const edited = await send('POST', `/api/reviews/${brief.id}/edit`, RUTH.person, {
      revision: 1,
      edits: [{ op: 'replace', at: 'headline.1', text: 'They need it by May.' }],
    })
    const next = edited.body['next'] as { revision: number; dispatchHash: string }
    expect(next).toMatchObject({ revision: 2 })
    expect(next.dispatchHash).not.toBe(dispatch.hash)
    const approved = await send('POST', `/api/reviews/${brief.id}/approve`, INES.person, next)
    const { id } = approved.body['delivery'] as { id: string }
    expect(await send('POST', `/api/deliveries/${id}/run`, INES.person, {})).toMatchObject({
      status: 200,
      body: { state: 'sent' },
    })
    expect(await send('POST', `/api/deliveries/${id}/resolve`, INES.person, { resolution: 'retry' })).toMatchObject({
      status: 409,
    })
    await desk.database.as(SYSTEM, (trx) => openAcceptance(trx, brief.id, id))
    const waiting = await send('GET', `/api/acceptances/${brief.id}`, MILO.person)
    expect(waiting).toMatchObject({
      status: 200,
      body: {
        state: 'waiting',
        revision: 2,
        clock: { side: 'receiver', zone: 'Europe/Berlin' },
        commitments: [{ id: 'c1', answer: null }, { id: 'c2' }],
      },
    })
    const seen = { revision: 2, contentHash: waiting.body['contentHash'] }
    const path = `/api/acceptances/${brief.id}`
    expect(await send('POST', `${path}/query`, MILO.person, { ...seen, questions: ['Who signs?'] })).toMatchObject({
      body: { clock: { side: 'sender' } },
    })
    expect(
      await send('POST', `${path}/accept`, INES.person, { ...seen, complete: true, firstContact: null }),
    ).toMatchObject({ status: 403 })
    expect(
      await send('POST', `${path}/commitment`, MILO.person, { ...seen, commitment: 'c1', answer: 'contested' }),
    ).toMatchObject({ status: 200 })
    const done = await send('POST', `${path}/accept`, MILO.person, {
      ...seen,
      complete: false,
      firstContact: '2026-03-05',
    })
    expect(done).toMatchObject({
      status: 200,
      body: { state: 'accepted', clock: null, firstContact: '2026-03-05', commitments: [{ answer: 'contested' }, {}] },
    })
    expect(await send('POST', `${path}/decline`, MILO.person, { ...seen, reason: 'other' })).toMatchObject({
      status: 409,
    })
    expect(await send('GET', '/api/acceptances', MILO.person)).toMatchObject({ body: { acceptances: [] } })
  })
})
