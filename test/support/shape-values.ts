import fc from 'fast-check'
import { requireShape } from '../../src/standards/aws-model/model.ts'
import type { ServiceModel, StructureShape } from '../../src/standards/aws-model/model.ts'

/** Values of a shape's type, as `src/generated` has them; they need not satisfy its constraints. */
export function valuesOf(model: ServiceModel, name: string): fc.Arbitrary<unknown> {
  const shape = requireShape(model, name)
  switch (shape.type) {
    case 'structure':
      return structures(model, shape)
    case 'list':
      return fc.array(valuesOf(model, shape.member), { maxLength: 3 })
    case 'map':
      return fc.dictionary(fc.string(), valuesOf(model, shape.value), { maxKeys: 3, noNullPrototype: true })
    case 'string':
      return shape.enum === undefined ? texts : fc.constantFrom(...shape.enum)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer()
    case 'long':
      return fc.maxSafeInteger().map((value) => value + 0)
    case 'double':
      return fc.integer().map((value) => value / 4)
    case 'timestamp':
      return fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1000)
    case 'blob':
      return fc.uint8Array({ maxLength: 40 })
  }
}

/** Any text that UTF-8 can carry. */
const texts = fc.string({ unit: 'binary', maxLength: 12 })

function structures(model: ServiceModel, { members, required = [] }: StructureShape): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(Object.entries(members).map(([member, of]) => [member, valuesOf(model, of)]))
  return fc.record(values, { requiredKeys: [...required], noNullPrototype: true })
}
