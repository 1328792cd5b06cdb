import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { COMMANDS } from '../../src/cli/table.ts'
import { smallFolder } from '../db/folder.ts'

const cwd = mkdtempSync(join(tmpdir(), 'baton-dismiss-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

async function baton(argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const code = await run(COMMANDS, argv, {
    env: { BATON_PERSON: 'anna@seller.example' },
    cwd,
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += `${text}\n`),
    interactive: false,
    columns: 92,
    signal: new AbortController().signal,
  })
  return { code, ...said }
}

describe('baton dismiss', { timeout: 240_000 }, () => {
  test.each([
    ['nothing', [], /name a brief and a finding/],
    ['a finding of which nothing is said', ['b_1', 'c1'], /what about c1\?/],
    ['something said of no finding', ['b_1', '--done'], /name the finding/],
    ['two things at once', ['b_1', 'c1', '--done', '--wrong'], /one thing/],
    ['a list of something', ['b_1', '--list'], /stand alone/],
    ['a number that is none', ['--undo', 'c1'], /whole number/],
  ])('of %s ends with 2 and one line', async (_, argv, words) => {
    const { code, out, err } = await baton(['dismiss', ...argv])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('names findings, keeps what is said of them, and takes it back', async () => {
    expect(await baton(['import', smallFolder()])).toMatchObject({ code: 0 })
    const { id } = JSON.parse((await baton(['brief', 'Buyer', '--format', 'json'])).out) as { id: string }
    expect((await baton(['dismiss', id])).out).toMatch(/^c1 {3}send the security paper.*2026-02-06/m)
    const failing: [string[], number, RegExp][] = [
      [['c9', '--done'], 1, /has no c9/],
      [['c1', '--due', 'tomorrow'], 2, /YYYY-MM-DD/],
      [['c1', '--by', 'Ben'], 2, /Give an address/],
      [['c1', '--duplicate-of', 'c1'], 2, /no duplicate of itself/],
      [['e999', '--done'], 1, /carries nothing/],
    ]
    for (const [argv, code, words] of failing) {
      const ran = await baton(['dismiss', id, ...argv])
      expect([argv, ran.code, ran.out]).toEqual([argv, code, ''])
      expect(ran.err).toMatch(words)
      expect(ran.err.trim().split('\n')).toHaveLength(1)
    }
    expect(await baton(['dismiss', id, 'c1', '--done'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^1 {2}c1 is done: send the security paper/),
      err: expect.stringContaining('baton brief "Buyer"'),
    })
    expect((await baton(['dismiss', '--list'])).out).toContain('"I will send the security paper by Friday."')
    const listed = JSON.parse((await baton(['dismiss', '--list', '--json'])).out) as object
    expect(listed).toMatchObject({ schema: 'baton.corrections/1', corrections: [{ finding: 'c1', verdict: 'done' }] })
    expect((await baton(['brief', 'Buyer'])).out).toContain('Kept: 1.')
    expect(await baton(['dismiss', '--undo', '1'])).toMatchObject({ code: 0, out: '1 is taken back\n' })
    expect((await baton(['dismiss', '--list'])).out).toBe('')
  })
})
