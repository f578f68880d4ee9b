import { expect, test } from 'vitest'
import { parseQuery } from './parse-query.ts'

test.for([
  ['a + in artifactType is a +', 'artifactType=application/spdx+json', ['artifactType', 'application/spdx+json']],
  ['an escaped + in artifactType is a +', 'artifactType=a%2Bb', ['artifactType', 'a+b']],
  ['%20 in artifactType is a blank', 'artifactType=a%20b+c', ['artifactType', 'a b+c']],
  ['a + in another parameter is a blank', 'last=a+b', ['last', 'a b']],
  [
    'a + in a parameter whose name only ends with artifactType is a blank',
    'xartifactType=a+b',
    ['xartifactType', 'a b'],
  ],
] as const)('%s', ([, query, parameter]) => {
  expect([...parseQuery(query)]).toEqual([parameter])
})

test('each of several parameters is read, also when a name is repeated', () => {
  const parameters = [...parseQuery('n=1&artifactType=a+b&last=c+d&artifactType=e+f')]
  expect(parameters.map(([, value]) => value)).toEqual(['1', 'a+b', 'c d', 'e+f'])
})
