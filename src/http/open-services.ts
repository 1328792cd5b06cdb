import { randomUUID } from 'node:crypto'
import { givenToken } from '../access/given-token.ts'
import { assertReadable } from '../access/secrets.ts'
import { openAcceptance } from '../acceptance/open.ts'
import { openDatabase } from '../db/open.ts'
import { SYSTEM } from '../db/viewer.ts'
import { deliver } from '../delivery/deliver.ts'
import { gmailChannel } from '../delivery/channels/email-gmail.ts'
import { outlookChannel } from '../delivery/channels/email-outlook.ts'
import { smtpChannel } from '../delivery/channels/email-smtp.ts'
import { fileChannel } from '../delivery/channels/file.ts'
import { hubspotChannel } from '../delivery/channels/hubspot.ts'
import { salesforceChannel } from '../delivery/channels/salesforce.ts'
import { slackChannel } from '../delivery/channels/slack.ts'
import { webhookChannel } from '../delivery/channels/webhook.ts'
import { renderHtml } from '../briefs/render-html.ts'
import { renderText } from '../briefs/render-text.ts'
import { briefFor } from '../briefs/audience.ts'
import { retentionJob } from '../privacy/retention.ts'
import { finishTakingBack } from '../privacy/take-back.ts'
import { readPolicies } from '../access/policies.ts'
import { DEFAULT_POLICY, policyFrom } from '../review/policy.ts'
import type { ReviewPolicy } from '../review/policy.ts'
import type { PromisesIn } from '../review/what-can-hurt.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db/open.ts'
import type { ReviewPorts } from '../storing.ts'
import type { SmtpOptions } from '../delivery/channels/email-smtp.ts'
import type { Channel } from '../delivery/channel.ts'
import type { Audience, Render } from '../review/dispatch.ts'
import type { Services } from './request.ts'

/** Opens the workspace, sets up the ways out, and names who runs its jobs. */
export async function openServices(config: Config, options: { clock?: () => Date } = {}): Promise<Services> {
  const place = config.databaseUrl === null ? { folder: config.workspace } : { url: config.databaseUrl }
  const policy = policyFrom(readPolicies(config.policies.file, config.policies))
  const database = await openDatabase({ ...place, ...options })
  try {
    await assertReadable(database, config.keys)
  } catch (error) {
    await database.close()
    throw error
  }
  const courier = { database, channels: channelsOf(config), worker: randomUUID() }
  database.jobs.work('deliver', async ({ data }) => {
    await deliver(courier, String(data['delivery']))
  })
  database.jobs.work('open-acceptance', async ({ data }) => {
    await database.as(SYSTEM, (trx) => openAcceptance(trx, String(data['brief']), String(data['delivery'])))
  })
  const ports = reviewPorts(database, mailWayOf(config), policy)
  database.jobs.work('redraft', async ({ data }) => {
    // Loaded when it is needed: the engine is half of what there is to load.
    const { redraftStruck } = await import('../removing.ts')
    const { localEngine } = await import('../engines/local/index.ts')
    await redraftStruck(ports, String(data['brief']), localEngine)
  })
  database.jobs.work('retention', () => retentionJob(database))
  database.jobs.work('take-back', ({ data }) => finishTakingBack({ database, courier }, String(data['erasure'])))
  return { config, courier, ...ports }
}

/** What drafting and deciding need: how a brief is rendered, what the company wants, and the way out that is set up. */
export function reviewPorts(
  database: Database,
  mail: MailWay | null,
  policy: ReviewPolicy = DEFAULT_POLICY,
): ReviewPorts {
  return {
    database,
    render,
    policy,
    channel: mail?.channel ?? 'file',
    sender: mail?.from ?? null,
    promisesIn,
  }
}

/** The channel that mail goes out by, and the address that it comes from. */
type MailWay = { channel: string; from: string }

function mailWayOf({ gmail, outlook, smtp }: Config): MailWay | null {
  if (gmail !== null) return { channel: 'email-gmail', from: gmail.mailbox }
  if (outlook !== null) return { channel: 'email-outlook', from: outlook.mailbox }
  return smtp === null ? null : { channel: 'email-smtp', from: smtp.from }
}

function channelsOf(config: Config): Map<string, Channel> {
  const { outbox, smtp, gmail, outlook, webhook, slack, hubspot, salesforce } = config
  const channels = [fileChannel(outbox)]
  if (smtp !== null) channels.push(smtpChannel(smtpOptionsOf(smtp.url)))
  if (gmail !== null) channels.push(gmailChannel({ ...gmail, token: givenToken(gmail) }))
  if (outlook !== null) channels.push(outlookChannel({ ...outlook, token: givenToken(outlook) }))
  if (webhook !== null) channels.push(webhookChannel(webhook))
  if (slack !== null) channels.push(slackChannel({ token: async () => slack.token }))
  if (hubspot !== null) channels.push(hubspotChannel({ token: async () => hubspot.token }))
  if (salesforce !== null) channels.push(salesforceChannel({ ...salesforce, token: async () => salesforce.token }))
  return new Map(channels.map((channel) => [channel.name, channel]))
}

/** `smtp://user:password@host:587` demands STARTTLS, `smtps://` speaks TLS from the first byte; only this machine may do without. */
function smtpOptionsOf(address: string): SmtpOptions {
  const url = new URL(address)
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    plain: host === 'localhost' || host === '127.0.0.1' || host === '::1',
    auth:
      url.username === ''
        ? null
        : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
  }
}

/** Read by the local engine whatever else is set: what is shown before a decision must not depend on a network. */
const promisesIn: PromisesIn = async (outgoing) => {
  if (outgoing.text.trim() === '') return []
  // Loaded when it is needed: the engine is half of what there is to load.
  const { promisesMadeIn } = await import('../findings/outgoing.ts')
  const { localEngine } = await import('../engines/local/index.ts')
  return promisesMadeIn(outgoing, (corpus) => localEngine.read(corpus))
}

/** What an audience gets: the words that may leave towards it, and nothing that the page would load. */
export const render: Render = (brief, audience) => {
  const shown = briefFor(brief, READERS[audience])
  const options = { state: `revision ${brief.revision}` }
  return {
    subject: `Handover: ${oneLine(brief.account.name)} (${brief.handoff.type})`,
    text: renderText(shown, options),
    html: renderHtml(shown, options),
  }
}

const READERS: Record<Audience, Parameters<typeof briefFor>[1]> = {
  internal: 'receiver',
  customer: 'customer',
  record: 'channel',
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
