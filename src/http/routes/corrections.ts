import { createRoute, z } from '@hono/zod-openapi'
import { namedFindings } from '../../briefs/named-findings.ts'
import { listCorrections, visibleOf } from '../../findings/correction-store.ts'
import { CORRECTED_KINDS, VERDICTS } from '../../findings/corrections.ts'
import { correctFinding, CorrectionRequest, undoCorrecting } from '../../review/correct.ts'
import { findAccount } from '../../signals/accounts.ts'
import { shownBrief } from '../shown.ts'
import { needs } from '../access.ts'
import { answers, jsonBody, viewerOf } from '../request.ts'
import type { AddRoutes } from '../request.ts'

const briefId = z.object({ id: z.string().max(80) })
const who = z.object({ as: z.string().optional() })

const Finding = z
  .strictObject({
    id: z.string(),
    kind: z.enum(CORRECTED_KINDS),
    text: z.string(),
    by: z.string().nullable(),
    due: z.string().nullable(),
    about: z.string().nullable(),
    evidence: z.array(z.string()),
  })
  .openapi('Finding')

const Words = z.strictObject({
  item: z.string(),
  field: z.string().nullable(),
  hash: z.string(),
  by: z.string().nullable(),
  copy: z.boolean(),
})

const Correction = z
  .strictObject({
    id: z.int(),
    kind: z.enum(CORRECTED_KINDS),
    verdict: z.enum(VERDICTS),
    value: z.string().nullable(),
    about: z.string().nullable(),
    deal: z.string().nullable(),
    words: z.array(Words),
    other: z.array(Words),
    madeBy: z.string(),
    account: z.strictObject({ id: z.string(), name: z.string(), domains: z.array(z.string()) }),
    brief: z.string(),
    finding: z.string(),
    quotes: z.array(z.string()),
    madeAt: z.string(),
  })
  .openapi('Correction')

const findings = createRoute({
  method: 'get',
  path: '/api/briefs/{id}/findings',
  middleware: needs('brief.read', 'brief'),
  summary: 'What stands in a brief that a person may dismiss or correct, by name',
  request: { params: briefId, query: who },
  responses: answers('in the order of the brief', z.strictObject({ findings: z.array(Finding) })),
})

const correct = createRoute({
  method: 'post',
  path: '/api/briefs/{id}/corrections',
  middleware: needs('finding.correct', 'brief'),
  summary: 'Say that a finding is wrong, done, somebody else’s, for another day, a duplicate or of another deal',
  request: { params: briefId, query: who, body: jsonBody(CorrectionRequest) },
  responses: answers(
    'what was corrected; the next draft shows it',
    z.strictObject({
      account: z.string(),
      corrections: z.array(z.strictObject({ id: z.int(), finding: z.string(), text: z.string() })),
    }),
  ),
})

const list = createRoute({
  method: 'get',
  path: '/api/corrections',
  middleware: needs('brief.read', 'named'),
  summary: 'What people said of findings and did not take back',
  request: { query: who.extend({ account: z.string().max(200).optional() }) },
  responses: answers(
    'in the order in which it was said',
    z.strictObject({ corrections: z.array(Correction), withheld: z.int() }),
  ),
})

const undo = createRoute({
  method: 'post',
  path: '/api/corrections/{id}/undo',
  middleware: needs('finding.correct', 'correction'),
  summary: 'Take a correction back',
  request: {
    params: z.object({ id: z.coerce.number().int().min(1).max(2_000_000_000) }),
    query: who,
    body: jsonBody(z.strictObject({})),
  },
  responses: answers('it no longer stands', z.strictObject({ undone: z.int() })),
})

export const correctionRoutes: AddRoutes = (app, services) => {
  const { database } = services
  app.openapi(findings, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id } = context.req.valid('param')
    const { brief } = await database.as(viewer, (trx) => shownBrief(trx, id))
    return context.json({ findings: namedFindings(brief) }, 200)
  })
  app.openapi(correct, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id } = context.req.valid('param')
    const request = context.req.valid('json')
    return context.json(await database.as(viewer, (trx) => correctFinding(trx, viewer, id, request)), 200)
  })
  app.openapi(list, async (context) => {
    const viewer = await viewerOf(context, services)
    const { account } = context.req.valid('query')
    const found = await database.as(viewer, async (trx) =>
      visibleOf(
        trx,
        await listCorrections(trx, account === undefined ? undefined : (await findAccount(trx, account)).id),
      ),
    )
    return context.json(found, 200)
  })
  app.openapi(undo, async (context) => {
    const viewer = await viewerOf(context, services)
    const { id } = context.req.valid('param')
    await database.as(viewer, (trx) => undoCorrecting(trx, viewer, id))
    return context.json({ undone: id }, 200)
  })
}
