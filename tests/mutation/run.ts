import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { GUARDS } from './guards.ts'

/**
 * `npm run test:mutation [-- NAME …]`: takes each guard out in a scratch copy and expects a test to go red.
 * A guard that nothing misses is a guard that nobody tests (contract, section 7).
 */
const wanted = process.argv.slice(2)
const scratch = mkdtempSync(join(tmpdir(), 'baton-mutation-'))
const report = join(scratch, 'report.json')
let survived = 0
try {
  for (const entry of [
    'src',
    'tests',
    'fixtures',
    'prompts',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ].filter((entry) => existsSync(resolve(entry))))
    cpSync(resolve(entry), join(scratch, entry), { recursive: true })
  symlinkSync(resolve('node_modules'), join(scratch, 'node_modules'))
  symlinkSync(resolve('dist'), join(scratch, 'dist'))
  for (const guard of GUARDS.filter((g) => wanted.length === 0 || wanted.includes(g.name))) {
    const file = join(scratch, guard.file)
    const original = readFileSync(file, 'utf8')
    const mutant = original.replace(guard.find, guard.replace)
    if (mutant === original) {
      console.log(`${guard.name}: NOT FOUND in ${guard.file}; mend tests/mutation/guards.ts`)
      survived++
      continue
    }
    writeFileSync(file, mutant)
    rmSync(report, { force: true })
    const run = spawnSync(
      process.execPath,
      [
        join(scratch, 'node_modules/vitest/vitest.mjs'),
        'run',
        ...guard.tests,
        '--reporter=json',
        `--outputFile=${report}`,
      ],
      {
        cwd: scratch,
        encoding: 'utf8',
        timeout: 180_000,
      },
    )
    const red = run.status === 0 ? null : firstRed(report)
    if (run.status === 0) survived++
    console.log(`${guard.name}: ${red ?? 'SURVIVED'}`)
    writeFileSync(file, original)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = survived > 0 ? 1 : 0

type Report = { testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[] }

function firstRed(file: string): string {
  if (!existsSync(file)) return 'the run itself failed'
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const red = report.testResults.flatMap((tests) => tests.assertionResults).find((test) => test.status === 'failed')
  return red?.fullName ?? 'a file failed to load'
}
