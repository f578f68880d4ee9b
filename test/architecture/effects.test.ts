import { describe, expect, test } from 'vitest'
import { downloadOperation } from '../../src/http/downloads/downloads-door.ts'
import { type Effect, isImplemented } from '../../src/request/operation.ts'
import { services } from '../../src/services.ts'
import { ociRoutes } from '../support/oci-rights.ts'

/** How AWS, and we, name what changes nothing. */
const readingVerbs = /^(BatchCheck|BatchGet|Decode|Describe|Get|List|Simulate|Why)[A-Z]/

/** They give out credentials, whose session is stored. */
const storingSessions: readonly string[] = ['GetFederationToken', 'GetSessionToken']

/**
 * Every operation says what it does to what is kept; here that is held against its name, and below `/v2/` against its method.
 * `test/api/identities/matrix/reading.test.ts` asks a server.
 */
describe('the effect of an operation', () => {
  const built = Object.values(services)
    .flatMap(({ operations }) => Object.values(operations))
    .filter(isImplemented)

  test.each(built)('$service $name $effect, as its name says', ({ name, effect }) => {
    const isReading = readingVerbs.test(name) && !storingSessions.includes(name)
    expect(effect).toBe<Effect>(isReading ? 'reads' : 'changes')
  })

  test.each(ociRoutes)(
    '$method of $kind runs only operations with the effect of its method',
    ({ method, operations }) => {
      const expected: Effect = method === 'GET' || method === 'HEAD' ? 'reads' : 'changes'
      expect(new Set(operations.map(({ effect }) => effect))).toEqual(new Set([expected]))
    },
  )

  test('a download reads', () => {
    expect(downloadOperation.effect).toBe('reads')
  })
})

test('every operation is of the service whose model names it', () => {
  for (const [service, { operations }] of Object.entries(services))
    expect(new Set(Object.values(operations).map((each) => each.service))).toEqual(new Set([service]))
})
