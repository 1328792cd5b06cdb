import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { credentialsIn, faultsIn } from './dependencies.ts'
import type { Lock, Manifest } from './dependencies.ts'

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock

test('every package is one version from the registry, with a hash, and its install script was decided on', () => {
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100)
  expect(faultsIn(manifest, lock)).toEqual([])
})

test.each<[string, Manifest, object]>([
  ['another registry', {}, { resolved: 'https://registry.other.example/x-1.0.0.tgz', integrity: 'sha512-x' }],
  ['a repository', {}, { resolved: 'git+ssh://git@github.com/x/x.git#abc', integrity: 'sha512-x' }],
  ['no hash', {}, {}],
  ['a link', {}, { link: true, integrity: 'sha512-x' }],
  ['a new install script', {}, { hasInstallScript: true, integrity: 'sha512-x' }],
  ['a range', { dependencies: { x: '^1.0.0' } }, { integrity: 'sha512-x' }],
  ['an address', { dependencies: { x: 'https://example.com/x.tgz' } }, { integrity: 'sha512-x' }],
])('%s is found', (_what, said, locked) => {
  expect(faultsIn(said, { packages: { '': {}, 'node_modules/x': { version: '1.0.0', ...locked } } })).toHaveLength(1)
})

test('a script that was decided on is no fault', () => {
  const packages = { 'node_modules/x': { integrity: 'sha512-x', hasInstallScript: true } }
  expect(faultsIn({ allowScripts: { x: false } }, { packages })).toEqual([])
})

test('credentials are known by their shape and never repeated whole', () => {
  const random = (length: number) => randomBytes(length).toString('hex').slice(0, length)
  const made = [
    ['AK', 'IA', random(16).toUpperCase()],
    ['gh', 'p_', random(36)],
    ['xo', 'xb-', '123456789012-', random(20)],
    ['AI', 'za', random(35)],
    ['sk', '-proj-', random(48)],
    ['-----BEGIN ', 'PRIVATE KEY', '-----\n', random(64)],
    ['ey', 'J', random(30), '.eyJ', random(40), '.', random(40)],
  ].map((parts) => parts.join(''))
  for (const credential of made) {
    const found = credentialsIn(`const key = "${credential}"`)
    expect(found, credential).toHaveLength(1)
    expect(found.join('')).not.toContain(credential)
  }
  expect(credentialsIn('sha256:0000 baton_token a signed token of eyJ')).toEqual([])
})
