import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/table.ts'
import { run } from '../../src/cli/run.ts'
import { smallFolder } from '../db/folder.ts'
import type { CommandContext } from '../../src/cli/context.ts'

const cwd = mkdtempSync(join(tmpdir(), 'baton-handover-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))
const ANNA = 'anna@seller.example'
const BEN = 'ben@seller.example'

/** One command line as somebody; `answer` sits at a terminal and types it. */
async function baton(
  person: string,
  argv: string[],
  answer?: string,
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const context: CommandContext = {
    env: { BATON_PERSON: person },
    cwd,
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += `${text}\n`),
    interactive: answer !== undefined,
    ask: async () => answer ?? '',
    columns: 92,
    signal: new AbortController().signal,
  }
  return { code: await run(COMMANDS, argv, context), ...said }
}

describe('a handoff on the command line', { timeout: 240_000 }, () => {
  it('goes from draft to acceptance, and nothing happens that nobody named', async () => {
    expect(await baton(ANNA, ['import', smallFolder()])).toMatchObject({ code: 0 })
    const drafted = await baton(ANNA, ['brief', 'Buyer', '--format', 'json'])
    expect(drafted).toMatchObject({ code: 0 })
    const { id } = JSON.parse(drafted.out) as { id: string }
    const outbox = () =>
      readdirSync(join(cwd, '.baton')).includes('outbox') && readdirSync(join(cwd, '.baton', 'outbox')).length > 0

    // Without a terminal: exit 2 and nothing happens; at one, anything but yes is no.
    expect(await baton(ANNA, ['approve', id])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('--revision N --hash PREFIX'),
    })
    expect(await baton(ANNA, ['approve', id, '--revision', '1'])).toMatchObject({ code: 2 })
    const asked = await baton(ANNA, ['approve', id], 'y')
    expect(asked).toMatchObject({ code: 0, err: expect.stringContaining('nothing was approved') })
    expect(asked.out).toContain('To: Ben Seller <ben@seller.example>')
    expect(outbox()).toBe(false)

    const edited = await baton(ANNA, ['edit', id, '--add', 'headline=Cara likes short mails.'])
    const hash = /--hash ([0-9a-f]{12})/.exec(edited.out)?.[1] ?? ''
    expect(edited.out).toContain('revision 2 waits')
    const approved = await baton(ANNA, ['approve', id, '--revision', '2', '--hash', hash])
    expect(approved).toMatchObject({ code: 0, out: expect.stringContaining('sent') })
    expect(await baton(ANNA, ['approve', id, '--revision', '2', '--hash', hash])).toMatchObject({ code: 0 })
    const [file, ...more] = readdirSync(join(cwd, '.baton', 'outbox'))
    expect(more).toEqual([])
    expect(readFileSync(join(cwd, '.baton', 'outbox', file ?? ''), 'utf8')).toContain(
      'To: Ben Seller <ben@seller.example>',
    )
    expect(await baton(ANNA, ['undo', id])).toMatchObject({ code: 1, err: expect.stringContaining('has started') })

    expect(await baton(ANNA, ['accept', id])).toMatchObject({
      code: 1,
      err: expect.stringContaining(`for ${BEN} to answer`),
    })
    expect((await baton(BEN, ['query', id, 'Who signs?'])).out).toContain(`waits for ${ANNA}: 4 h left`)
    expect((await baton(ANNA, ['answer', id, 'Cara does.'])).out).toContain('Cara does. (anna@seller.example)')
    const accepted = await baton(BEN, ['accept', id, '--first-contact', '2026-02-09', '--json'])
    expect(JSON.parse(accepted.out)).toMatchObject({ state: 'accepted', revision: 2, firstContact: '2026-02-09' })
    expect(await baton(ANNA, ['audit', 'verify'])).toMatchObject({ code: 0 })
  })
})
