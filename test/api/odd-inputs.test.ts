import fc from 'fast-check'
import { expect } from 'vitest'
import { ecrOperations } from '../../src/ecr/operations.ts'
import type { EcrOperations } from '../../src/generated/ecr.ts'
import { ecrModel } from '../../src/generated/ecr.model.ts'
import { first } from '../../src/database/statement.ts'
import { selectAccount } from '../../src/iam/accounts.table.ts'
import { isImplemented } from '../../src/request/operation.ts'
import { ecrRequests, repositoryName } from '../support/ecr-requests.ts'
import { askSigned } from '../support/signed-json.ts'
import { test } from './ecr-test.ts'

/** Whatever stands in a request, the answer is an output or a refusal: never a fault of the server. */

const names = Object.keys(ecrOperations) as (keyof EcrOperations)[]
const built = names.filter((name) => isImplemented(ecrOperations[name]))

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '..',
    '../../etc/passwd',
    '%00',
    '\u0000',
    'a'.repeat(5_000),
    "'; drop table image; --",
    '\ud800',
  ),
)
const numbers = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 1, 2 ** 53, 2 ** 63, 1e308))
const values = fc.oneof(texts, numbers, fc.jsonValue(), fc.array(texts, { maxLength: 3 }))

function membersOf(name: keyof EcrOperations): readonly string[] {
  const shape = ecrModel.shapes[ecrModel.operations[name].input ?? '']
  return shape?.type === 'structure' ? Object.keys(shape.members) : []
}

test.for(built.filter((name) => membersOf(name).length > 0))(
  '%s answers odd members with an output or a refusal, never with a server error',
  async (name, { server, newRepository }) => {
    await newRepository(repositoryName).catch(() => undefined)
    const changes = fc.dictionary(fc.constantFrom(...membersOf(name)), values, {
      minKeys: 1,
      maxKeys: 2,
      noNullPrototype: true,
    })
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        const answer = await askSigned(server, name, { ...ecrRequests[name], ...change })
        const told = answer.json() as { readonly __type?: string }
        expect(told.__type).not.toBe('ServerException')
        expect(answer.status, answer.text).toBe(told.__type === undefined ? 200 : 400)
      }),
      { numRuns: 40 },
    )
  },
)

test('a text with the character U+0000 is refused before it reaches the database', async ({ server }) => {
  const read = server.running.ctx.database.read(() => first(selectAccount, { id: 'a\0' }))
  await expect(read).rejects.toThrow('Text must not contain the character U+0000')
})
