import { expect, test } from 'vitest'
import { sources, textOf } from './sources.ts'

/** The catalogue of failures: each is thrown somewhere, and its sentence stands in a test. */
const catalogue = ['src/errors.ts', 'src/iam/errors.ts', 'src/sts/errors.ts', 'src/resource-groups-tagging/errors.ts']
const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.startsWith('test/')

const program = sources
  .filter((path) => path.startsWith('src/') && !catalogue.includes(path) && !isTest(path))
  .map(textOf)
const tests = sources.filter((path) => isTest(path) && !path.endsWith('architecture/errors.test.ts')).map(textOf)

const factories = catalogue
  .map(textOf)
  .join('\n')
  .replaceAll(/\/\*\*.*?\*\/|^\/\/[^\n]*/gms, '')
  .split(/^export const /m)
  .slice(1)
  .map((text) => ({ name: /^\w+/.exec(text)?.[0] ?? '', fragment: longestFragment(text) }))

/** The longest piece of its sentence that is the same in every error. */
function longestFragment(factory: string): string {
  const [own = ''] = factory.split(/^const /m)
  const literals = [...own.matchAll(/`([^`]*)`|'([^'\n]*)'|"([^"\n]*)"/g)].map((match) => match.slice(1).join(''))
  const sentences = literals.filter((literal) => literal.includes(' '))
  const fragments = sentences.flatMap((literal) => literal.split(/\$\{[^}]*\}/))
  return fragments.reduce((longest, each) => (each.length > longest.length ? each : longest), '')
}

test('the catalogue is read', () => {
  expect(factories.length).toBeGreaterThan(30)
  expect(factories.find(({ name }) => name === 'layerPartTooSmall')?.fragment).toBe(
    'All layer parts except the last part should be at least 5MB',
  )
})

test('no failure stands there that nothing throws', () => {
  const dead = factories.filter(({ name }) => !program.some((text) => new RegExp(`\\b${name}\\b`).test(text)))
  expect(dead.map(({ name }) => name)).toEqual([])
})

test('every sentence is expected by a test', () => {
  const untested = factories.filter(({ fragment }) => !tests.some((text) => text.includes(fragment)))
  expect(untested).toEqual([])
})

test('failures are made nowhere else', () => {
  const allowed = ['src/auth/authenticate-signature.ts']
  const makers = sources.filter((path) => path.startsWith('src/') && !isTest(path) && !catalogue.includes(path))
  expect(makers.filter((path) => textOf(path).includes('new ServiceError('))).toEqual(allowed)
})
