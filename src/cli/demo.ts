import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { renderBrief } from '../briefs/render.ts'
import { readConfig } from '../config.ts'
import { parseWorkspaceFile } from '../connectors/workspace-file.ts'
import { readOwner } from '../db/lock.ts'
import { openServices } from '../http/open-services.ts'
import { AppError } from '../lib/errors.ts'
import { clientOf } from './client.ts'
import { wholeNumber } from './command.ts'
import { serveUntilAborted } from './serve.ts'
import type { Waiting } from '../http/queue.ts'
import type { DraftReport } from '../storing.ts'
import type { Client } from './client.ts'
import type { Define } from './command.ts'
import type { CommandContext } from './context.ts'

const FIXTURES = resolve(import.meta.dirname, '../../fixtures')

/** `baton demo`: a fresh workspace from the sample deals, a brief for each, one of them printed, and what to type next. */
export const demoCommand: Define = (command, context) => {
  command
    .option('--once', 'print and exit instead of serving until Ctrl-C')
    .option('--port <number>', 'the port on 127.0.0.1 (0: any free one)', wholeNumber(0, 65_535), 4747)
    .action(async (options: { once?: boolean; port: number }) => {
      const workspace = resolve(context.cwd, '.baton/demo')
      await startAfresh(workspace)
      const env = { PATH: context.env['PATH'] }
      const services = await openServices(readConfig(env, context.cwd, { workspace }))
      const clientFor = (person: string | null) => clientOf(services, context, person)
      let served = false
      try {
        const briefs = await draftAll(clientFor, context)
        const first = briefs[0]
        if (first === undefined)
          throw new AppError('not_found', `${FIXTURES} holds no deal: clone the repository again`)
        const terminal = { ansi: context.interactive && !context.env['NO_COLOR'], width: context.columns }
        context.out(`\n${renderBrief(first.report.brief, 'text', terminal).trimEnd()}\n`)
        const { queue } = await clientFor(first.sender).call<{ queue: Waiting[] }>('GET', '/api/queue')
        context.out(guide(queue, first, relative(context.cwd, workspace)))
        if (options.once) return
        served = true
        await serveUntilAborted(services, context, { port: options.port, announce: true })
      } finally {
        if (!served) await clientFor(null).close()
      }
    })
}

type Sample = { sender: string; receiver: string; report: DraftReport }

/** The demo's own folder only: it is made anew at every start, unless another demo is using it. */
async function startAfresh(workspace: string): Promise<void> {
  const owner = readOwner(workspace)
  if (owner?.url) {
    const answers = await fetch(new URL('/healthz', owner.url)).then(
      (response) => response.ok,
      () => false,
    )
    if (answers) {
      throw new AppError(
        'workspace_busy',
        `another demo is running at ${owner.url}: end it with Ctrl-C, then start again`,
      )
    }
  }
  if (existsSync(workspace)) rmSync(workspace, { recursive: true })
}

async function draftAll(clientFor: (person: string | null) => Client, context: CommandContext): Promise<Sample[]> {
  const deals = readdirSync(FIXTURES)
    .filter((name) => existsSync(join(FIXTURES, name, 'workspace.json')))
    .sort()
  const samples: Sample[] = []
  for (const [index, name] of deals.entries()) {
    const folder = join(FIXTURES, name)
    const { account, from, to } = parseWorkspaceFile(
      readFileSync(join(folder, 'workspace.json'), 'utf8'),
      `${name}/workspace.json`,
    )
    if (!account?.name || !from || !to)
      throw new AppError('bad_input', `${folder}/workspace.json lacks account, from or to`)
    context.err(`[${index + 1}/${deals.length}] ${account.name}: reading mail, calendar, calls and CRM`)
    await clientFor(null).stream('/api/imports', { folder }, () => {})
    const began = performance.now()
    const report = await clientFor(from).call<DraftReport>('POST', '/api/briefs', { account: account.name })
    const { evidence, commitments, contradictions } = report.brief
    context.err(
      `      drafted in ${((performance.now() - began) / 1000).toFixed(1)} s: ${commitments.length} promises, ` +
        `${contradictions.length} places where the CRM says otherwise, ${Object.keys(evidence).length} quotes`,
    )
    samples.push({ sender: from, receiver: to, report })
  }
  return samples
}

function guide(queue: readonly Waiting[], sample: Sample, workspace: string): string {
  const command = (line: string, person: string) =>
    `  npm run -s baton -- ${line} --as ${person} --workspace ${workspace}`
  const { brief } = sample.report
  const waiting = queue.find((row) => row.id === brief.id)
  return [
    'WAITING',
    ...queue.map(
      (row) => `  ${row.id}  ${row.account}, ${row.handoff}: ${row.from} → ${row.to}, waits for ${row.waits}`,
    ),
    '',
    'WHAT TO TYPE, in a second terminal while this one serves (or here after --once)',
    `Approve exactly this version (${sample.sender} hands over):`,
    command(`approve ${brief.id} --revision ${brief.revision} --hash ${waiting?.hash ?? ''}`, sample.sender),
    'Deliver it: approving does, into the outbox folder as one .eml. To see it, or to try again:',
    command(`deliver ${brief.id}`, sample.sender),
    `${sample.receiver} receives it. Ask the sender first:`,
    command(`query ${brief.id} "Who signs on their side?"`, sample.receiver),
    command(`answer ${brief.id} "Their finance director."`, sample.sender),
    'or take it over at once (decline, with a reason, sends it back):',
    command(`accept ${brief.id}`, sample.receiver),
    'See all of it, and check that the log is whole:',
    command(`show ${brief.id}`, sample.receiver),
    command('audit verify', sample.sender),
    '',
  ].join('\n')
}
