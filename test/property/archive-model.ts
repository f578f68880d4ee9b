/** What the rules of archived images say, as plainly as it can be said: with sets, and no index but what is given. */

export interface ModelImage {
  readonly name: string
  readonly blobs: readonly string[]
  /** Names of the images that it names as an index. */
  readonly children: readonly string[]
  readonly subject?: string
}

export type Status = 'ACTIVE' | 'ACTIVATING' | 'ARCHIVED'

interface Row {
  isArchived: boolean
  activatedAt: number
}

export type ArchiveStep =
  | { readonly do: 'archive' | 'restore' | 'push' | 'delete'; readonly image: string }
  | { readonly do: 'wait'; readonly minutes: number }

const minuteMs = 60_000
const restoreMs = 60 * minuteMs

export function createArchiveModel(images: readonly ModelImage[]) {
  const rows = new Map<string, Row>()
  let now = 0

  const statusOf = ({ isArchived, activatedAt }: Row): Status =>
    isArchived ? 'ARCHIVED' : activatedAt > now ? 'ACTIVATING' : 'ACTIVE'
  const named = (name: string): ModelImage => images.find((image) => image.name === name) ?? failing(name)
  const indexesOf = (name: string) => images.filter((each) => rows.has(each.name) && each.children.includes(name))
  const isStandard = (name: string): boolean => rows.get(name)?.isArchived === false
  const follows = (name: string, family: ReadonlySet<string>): boolean =>
    family.has(named(name).subject ?? '') ||
    images.some((each) => family.has(each.name) && each.children.includes(name))

  /** All that follow an image, and those that follow these, as long as they may. */
  function familyOf(first: string, mayFollow: (name: string, family: ReadonlySet<string>) => boolean): Set<string> {
    const family = new Set([first])
    for (let before = 0; before < family.size; ) {
      before = family.size
      for (const name of rows.keys()) if (follows(name, family) && mayFollow(name, family)) family.add(name)
    }
    return family
  }

  function activate(image: string, activatedAt: number): void {
    const isLater = (name: string): boolean => !isStandard(name) || (rows.get(name)?.activatedAt ?? 0) > activatedAt
    for (const name of familyOf(image, isLater)) rows.set(name, { isArchived: false, activatedAt })
  }

  function archive(image: string): boolean {
    const standing = (name: string) => indexesOf(name).filter((index) => isStandard(index.name))
    if (standing(image).length > 0) return false
    const family = familyOf(
      image,
      (name, of) => isStandard(name) && standing(name).every((index) => of.has(index.name)),
    )
    for (const name of family) rows.set(name, { isArchived: true, activatedAt: 0 })
    return true
  }

  function push(image: string): boolean {
    const row = rows.get(image)
    if (row === undefined) {
      const areThere = named(image).children.every((child) => statusOf(rows.get(child) ?? archived) === 'ACTIVE')
      if (areThere) rows.set(image, { isArchived: false, activatedAt: 0 })
      return areThere
    }
    if (statusOf(row) !== 'ACTIVE') activate(image, now)
    return true
  }

  return {
    /** Whether the step is taken. */
    take(step: ArchiveStep): boolean {
      if (step.do === 'wait') {
        now += step.minutes * minuteMs
        return true
      }
      const { image } = step
      if (step.do === 'push') return push(image)
      const row = rows.get(image)
      if (row === undefined) return false
      if (step.do === 'delete') return indexesOf(image).length === 0 && rows.delete(image)
      if (step.do === 'archive') return statusOf(row) === 'ACTIVE' && archive(image)
      if (statusOf(row) !== 'ARCHIVED') return false
      activate(image, now + restoreMs)
      return true
    },
    statuses: (): Record<string, Status> =>
      Object.fromEntries([...rows].map(([name, row]) => [name, statusOf(row)] as const)),
    /** Of the blobs that images name. */
    blobs(): Record<string, 'AVAILABLE' | 'ARCHIVED'> {
      const availability: Record<string, 'AVAILABLE' | 'ARCHIVED'> = {}
      for (const [name, row] of rows) {
        for (const blob of named(name).blobs) {
          if (statusOf(row) === 'ACTIVE') availability[blob] = 'AVAILABLE'
          else availability[blob] ??= 'ARCHIVED'
        }
      }
      return availability
    },
  }
}

const archived: Row = { isArchived: true, activatedAt: 0 }

function failing(name: string): never {
  throw new RangeError(`no image ${name}`)
}
