/** Fails when a package that users install with ecrd has a licence that nobody here has agreed to. */
import { readFile } from 'node:fs/promises'
import type { Lock } from './lockfile.ts'

/** Permissive ones: they ask for their text to be kept, and for nothing else. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
])

/** SPDX: any one of `(A OR B)`, all of `A AND B`. */
function isAllowed(licence: string): boolean {
  const parts = licence.replaceAll(/[()]/g, '').split(' OR ')
  return parts.some((part) => part.split(' AND ').every((name) => allowed.has(name)))
}

const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock
const installed = Object.entries(lock.packages).filter(
  ([path, { dev, link }]) => path.startsWith('node_modules/') && dev !== true && link !== true,
)
const refused = installed.filter(([, { license }]) => license === undefined || !isAllowed(license))

for (const [path, { version, license }] of refused)
  console.error(
    `${path} ${version ?? ''}: ${license ?? 'no licence stated'} is not on the list in scripts/check-licences.ts`,
  )
if (refused.length === 0) console.log(`${installed.length} packages, all with licences on the list`)
process.exitCode = refused.length > 0 ? 1 : 0
