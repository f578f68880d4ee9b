import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { dialects } from '../../test/support/databases.ts'
import { ConstraintViolation } from './constraint-violation.ts'
import type { Database } from './database.ts'
import { type Bound, first, query, run, statement, type Work } from './statement.ts'

/** Tags are attached to images, moved and deleted; images that have tags can't be deleted. */
type Operation =
  | { readonly does: 'create' | 'put'; readonly name: string; readonly image: number }
  | { readonly does: 'delete tag'; readonly name: string }
  | { readonly does: 'delete image'; readonly image: number }

interface Transaction {
  readonly operations: readonly Operation[]
  readonly fails: boolean
}

interface Model {
  readonly images: Set<number>
  readonly tags: Map<string, number>
}

const imageIds = [1, 2, 3]
const image = fc.constantFrom(...imageIds)
const name = fc.constantFrom('a', 'b', 'c', 'd')
const operations: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ does: fc.constantFrom('create' as const, 'put' as const), name, image }),
  fc.record({ does: fc.constant('delete tag' as const), name }),
  fc.record({ does: fc.constant('delete image' as const), image }),
)
const transactions: fc.Arbitrary<Transaction> = fc.record({
  operations: fc.array(operations, { maxLength: 6 }),
  fails: fc.boolean(),
})

describe.each(dialects)('$name', ({ freshDatabase }) => {
  let database: Database
  beforeEach(async () => {
    database = await freshDatabase()
    await database.change(createRepository)
  })

  it('holds the same as a map after any sequence of transactions', async () => {
    const property = fc.asyncProperty(fc.array(transactions, { maxLength: 20 }), async (list) => {
      await database.change(beginAnew)
      const said: unknown[] = []
      for (const transaction of list) said.push(await outcomeOf(database, transaction))
      expect({ said, model: await contents(database) }).toEqual(expectation(list))
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('holds, after concurrent transactions, what some sequential order of them would leave', async () => {
    const property = fc.asyncProperty(fc.array(transactions, { minLength: 2, maxLength: 4 }), async (list) => {
      await database.change(beginAnew)
      const said = await Promise.all(list.map((transaction) => outcomeOf(database, transaction)))
      const outcomes = list.map((transaction, index) => ({ transaction, said: said[index] }))
      const found = { said, model: await contents(database) }
      const isFound = orders(outcomes).some((order) => {
        const { said, model } = expectation(order.map(({ transaction }) => transaction))
        return isDeepStrictEqual([order.map((outcome) => outcome.said), found.model], [said, model])
      })
      expect(isFound, JSON.stringify(found)).toBe(true)
    })
    await fc.assert(property, { numRuns: 20 })
  })
})

function outcomeOf(database: Database, transaction: Transaction): Promise<unknown> {
  return database.change(() => perform(transaction)).catch(message)
}

function orders<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]]
  return list.flatMap((first, index) => orders(list.toSpliced(index, 1)).map((rest) => [first, ...rest]))
}

/** What transactions in this order answer, and leave behind. */
function expectation(list: readonly Transaction[]): { said: unknown[]; model: Model } {
  let model: Model = { images: new Set(imageIds), tags: new Map() }
  const said: unknown[] = []
  for (const transaction of list) {
    const expected = expectationOf(model, transaction)
    said.push(expected.said)
    model = expected.model
  }
  return { said, model }
}

/** What a transaction answers, and leaves behind, by the rules. */
function expectationOf(before: Model, { operations, fails }: Transaction): { said: unknown; model: Model } {
  const model = { images: new Set(before.images), tags: new Map(before.tags) }
  const said = operations.map((operation) => applied(model, operation))
  return fails ? { said: 'on purpose', model: before } : { said, model }
}

function applied({ images, tags }: Model, operation: Operation): string | number {
  switch (operation.does) {
    case 'create':
    case 'put':
      if (operation.does === 'create' && tags.has(operation.name)) return 'unique'
      if (!images.has(operation.image)) return 'foreign-key'
      tags.set(operation.name, operation.image)
      return 1
    case 'delete tag':
      return tags.delete(operation.name) ? 1 : 0
    case 'delete image':
      if ([...tags.values()].includes(operation.image)) return 'foreign-key'
      return images.delete(operation.image) ? 1 : 0
  }
}

function* perform({ operations, fails }: Transaction): Work<(string | number)[]> {
  const said: (string | number)[] = []
  for (const operation of operations) {
    try {
      said.push(yield* step(operation))
    } catch (error) {
      if (!(error instanceof ConstraintViolation)) throw error
      said.push(error.kind)
    }
  }
  if (fails) throw new Error('on purpose')
  return said
}

function step(operation: Operation): Work<number> {
  switch (operation.does) {
    case 'create':
      return run(createTag, operation)
    case 'put':
      return run(putTag, operation)
    case 'delete tag':
      return run(deleteTag, operation)
    case 'delete image':
      return run(deleteImage, operation)
  }
}

async function contents(database: Database): Promise<Model> {
  return database.read(function* () {
    const images = yield* query((db) => db.selectFrom('image').select('id'))
    const tags = yield* query((db) => db.selectFrom('tag').select(['name', 'image_id']))
    return {
      images: new Set(images.map(({ id }) => id)),
      tags: new Map(tags.map(({ name, image_id }) => [name, image_id])),
    }
  })
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

type NameAndImage = Bound<{ name: string; image: number }>

const createTag = statement('createTag', (db, p: NameAndImage) =>
  db.insertInto('tag').values({ repository_id: 1, name: p.name, image_id: p.image }),
)
const putTag = statement('putTag', (db, p: NameAndImage) =>
  db
    .insertInto('tag')
    .values({ repository_id: 1, name: p.name, image_id: p.image })
    .onConflict((conflict) =>
      conflict.columns(['repository_id', 'name']).doUpdateSet((row) => ({ image_id: row.ref('excluded.image_id') })),
    ),
)
const deleteTag = statement('deleteTag', (db, p: Bound<{ name: string }>) =>
  db.deleteFrom('tag').where('name', '=', p.name),
)
const deleteImage = statement('deleteImage', (db, p: Bound<{ image: number }>) =>
  db.deleteFrom('image').where('id', '=', p.image),
)
const createImage = statement('createImage', (db, p: Bound<{ id: number; digest: string }>) =>
  db.insertInto('image').values({
    id: p.id,
    repository_id: 1,
    digest: p.digest,
    media_type: '',
    artifact_media_type: '',
    artifact_type: '',
    size: 0,
    subject_digest: null,
    pushed_at: 0,
    last_pulled_at: null,
  }),
)

function* createRepository(): Work<void> {
  yield* query((db) => db.insertInto('registry').values({ kind: 'private', account: '0', region: 'eu-central-1' }))
  yield* query((db) =>
    db.insertInto('blob_namespace').values({ registry_id: 1, encryption_type: 'AES256', kms_key: '' }),
  )
  yield* query((db) =>
    db.insertInto('repository').values({
      registry_id: 1,
      namespace_id: 1,
      name: 'app',
      created_at: 0,
      tag_mutability: 'MUTABLE',
      tag_mutability_exclusions: '[]',
      scan_on_push: 0,
      policy_epoch: 0,
    }),
  )
}

function* beginAnew(): Work<void> {
  yield* query((db) => db.deleteFrom('tag'))
  yield* query((db) => db.deleteFrom('image'))
  for (const id of imageIds) yield* first(createImage, { id, digest: `sha256:${id}` })
}
