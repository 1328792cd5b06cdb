import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { credentialsIn, faultsIn } from './dependencies.ts'
import type { Lock, Manifest } from './dependencies.ts'

/**
 * `npm run supply`: where packages come from and what they may run, known holes in them, a bill of materials, and no
 * credential in the tree or its history. What needs a service that does not answer is skipped, and says so.
 */
const faults: string[] = []
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
faults.push(...faultsIn(manifest, JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock))

const audit = npm(['audit', '--omit=dev', '--audit-level=high', '--json'])
const report = json(audit.stdout) as { auditReportVersion?: number; metadata?: { vulnerabilities?: object } } | null
if (report?.auditReportVersion === undefined) skipped('npm audit', audit.stderr || audit.stdout)
else if (audit.status !== 0)
  faults.push(`npm audit: ${JSON.stringify(report.metadata?.vulnerabilities ?? {})}; see npm audit --omit=dev`)

const signatures = npm(['audit', 'signatures', '--json'])
const signed = json(signatures.stdout) as { invalid?: unknown[]; missing?: unknown[] } | null
if (signed?.invalid === undefined || signed.missing === undefined) skipped('npm audit signatures', signatures.stderr)
else if (signed.invalid.length > 0)
  faults.push(`npm audit signatures: ${signed.invalid.length} packages are not as signed`)

const bill = npm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit=dev'])
const components = (json(bill.stdout) as { components?: unknown[] } | null)?.components?.length ?? 0
if (bill.status !== 0 || components === 0) faults.push('npm sbom wrote no bill of materials')
else {
  mkdirSync('dist', { recursive: true })
  writeFileSync('dist/sbom.cdx.json', bill.stdout)
  console.log(`dist/sbom.cdx.json: ${components} packages`)
}

for (const file of git(['ls-files', '-z'])
  .split('\0')
  .filter((name) => name !== ''))
  for (const what of credentialsIn(readFileSync(file, 'latin1'))) faults.push(`${file} holds ${what}`)
let commit = ''
for (const line of git(['log', '-p', '-U0', '--no-color', '--no-textconv', '--format=commit %H']).split('\n')) {
  if (line.startsWith('commit ')) commit = line.slice(7, 19)
  else if (line.startsWith('+')) for (const what of credentialsIn(line)) faults.push(`commit ${commit} holds ${what}`)
}

for (const fault of faults) console.error(fault)
console.log(faults.length === 0 ? 'supply: nothing found' : `supply: ${faults.length} found`)
process.exitCode = faults.length === 0 ? 0 : 1

function npm(args: string[]) {
  return spawnSync('npm', [...args, '--fetch-retries=0'], { encoding: 'utf8', timeout: 60_000, maxBuffer: 64e6 })
}

function git(args: string[]): string {
  return execFileSync('git', args, { encoding: 'latin1', maxBuffer: 512e6 })
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function skipped(what: string, why: string): void {
  const line = why.split('\n').find((one) => /code|message|error/i.test(one)) ?? 'no answer'
  console.warn(`SKIPPED: ${what}: its service does not answer here (${line.trim().slice(0, 160)})`)
}
