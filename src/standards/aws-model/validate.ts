import { constraintsOf, notNull } from './constraint.ts'
import type { Constraint } from './constraint.ts'
import { requireShape } from './model.ts'
import type { ListShape, MapShape, ServiceModel, Shape, StructureShape } from './model.ts'

/** A value that its shape doesn't allow. Every protocol and service puts it into its own words. */
export interface Violation {
  /** As Coral writes it: `repositoryName`, `imageScanningConfiguration.scanOnPush`, `tags.1.member.key`. */
  readonly path: string
  /** The model's name of the shape that was missed. */
  readonly shape: string
  readonly kind: Constraint['kind'] | 'null' | 'elements' | 'union'
  /** `Member must have length less than or equal to 256` */
  readonly sentence: string
  /** Undefined if it is absent. */
  readonly value: unknown
  /** Must not be repeated to the caller. */
  readonly sensitive: boolean
}

/**
 * Values that the operation judges itself, one by one, by where they are: `imageIds.member.imageDigest`.
 * Their type is still checked.
 */
export type Exempt = ReadonlySet<string>

type Check = (value: unknown, path: string, found: Violation[]) => void

/** Checks what a decoder read; all violations in the order of the model's members. */
export function compileValidator(
  model: ServiceModel,
  name: string,
  exempt: Exempt,
): (value: unknown) => readonly Violation[] {
  const check = compileCheck({ model, exempt }, name, '')
  return (value) => {
    const found: Violation[] = []
    check(value, '', found)
    return found
  }
}

interface Compilation {
  readonly model: ServiceModel
  readonly exempt: Exempt
}

/** `place`: where the shape is, without indices, as in `Exempt`. */
function compileCheck(of: Compilation, name: string, place: string): Check {
  const shape = requireShape(of.model, name)
  if (of.exempt.has(place)) return () => undefined
  const own = ownCheck(name, shape)
  switch (shape.type) {
    case 'structure':
      return structureCheck(of, name, shape, place)
    case 'list':
      return inTurn(own, listCheck(of, name, shape, `${place}.member`))
    case 'map':
      return inTurn(own, mapCheck(of, name, shape))
    default:
      return own
  }
}

function structureCheck(of: Compilation, shapeName: string, shape: StructureShape, place: string): Check {
  const members = Object.entries(shape.members).map(([name, memberShape]) => ({
    name,
    segment: name.charAt(0).toLowerCase() + name.slice(1),
    memberShape,
    isRequired: shape.required?.includes(name) === true,
    check: compileCheck(of, memberShape, join(place, name)),
  }))
  return (value, path, found) => {
    const structure = value as Readonly<Record<string, unknown>>
    if (shape.union === true && Object.values(structure).filter((each) => each !== undefined).length !== 1)
      found.push({ path, shape: shapeName, kind: 'union', sentence: oneOfUnion, value, sensitive: false })
    for (const { name, segment, memberShape, isRequired, check } of members) {
      const member = structure[name]
      if (member !== undefined) check(member, join(path, segment), found)
      else if (isRequired) found.push(absent(join(path, segment), memberShape))
    }
  }
}

/** Structures are named by their index; of plain elements Coral says at the list what each of them must be. */
function listCheck(of: Compilation, name: string, shape: ListShape, place: string): Check {
  const element = requireShape(of.model, shape.member)
  if (element.type !== 'structure' && element.type !== 'list') {
    const constraints = of.exempt.has(place) ? [] : constraintsOf(element)
    return elementsCheck(name, 'Member must satisfy constraint', constraints, (value) => value as readonly unknown[])
  }
  const check = compileCheck(of, shape.member, place)
  return (value, path, found) => {
    for (const [index, each] of (value as readonly unknown[]).entries()) {
      const at = `${path}.${index + 1}.member`
      if (each === null) found.push(absent(at, shape.member))
      else check(each, at, found)
    }
  }
}

/** In the services we serve, a map that is sent holds plain values. */
function mapCheck(of: Compilation, name: string, shape: MapShape): Check {
  const keys = constraintsOf(requireShape(of.model, shape.key))
  const values = constraintsOf(requireShape(of.model, shape.value))
  return inTurn(
    elementsCheck(name, 'Map keys must satisfy constraint', keys, (map) => Object.keys(map as object)),
    elementsCheck(name, 'Map value must satisfy constraint', values, (map) => Object.values(map as object)),
  )
}

function elementsCheck(
  shape: string,
  lead: string,
  constraints: readonly Constraint[],
  elements: (value: unknown) => readonly unknown[],
): Check {
  const sentence = `${lead}: [${[...constraints.map((each) => each.sentence), notNull].join(', ')}]`
  const isGood = (element: unknown): boolean =>
    element !== null && constraints.every(({ holds }) => holds(element as never))
  return (value, path, found) => {
    if (elements(value).every(isGood)) return
    found.push({ path, shape, kind: 'elements', sentence, value, sensitive: false })
  }
}

function ownCheck(name: string, shape: Shape): Check {
  const constraints = constraintsOf(shape)
  const sensitive = 'sensitive' in shape
  return (value, path, found) => {
    for (const { kind, sentence, holds } of constraints) {
      if (holds(value as never)) continue
      found.push({ path, shape: name, kind, sentence, value, sensitive })
    }
  }
}

const inTurn =
  (first: Check, second: Check): Check =>
  (value, path, found) => {
    first(value, path, found)
    second(value, path, found)
  }

/** Our own words: how AWS's services say it is not known. */
const oneOfUnion = 'Member must have exactly one of its members set'

const absent = (path: string, shape: string): Violation => ({
  path,
  shape,
  kind: 'null',
  sentence: notNull,
  value: undefined,
  sensitive: false,
})

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)
