/** What a registry with blobs, images and a collector does, in the plainest words: one step after the other, in memory. */
export type Step =
  | { readonly do: 'create'; readonly repository: string }
  | { readonly do: 'delete-repository'; readonly repository: string }
  /** `begin` opens an upload and sends half of the bytes; nobody ends it. */
  | { readonly do: 'begin' | 'push' | 'delete-blob'; readonly repository: string; readonly blob: number }
  | { readonly do: 'mount'; readonly repository: string; readonly blob: number; readonly from: string }
  | { readonly do: 'put'; readonly repository: string; readonly image: number; readonly tag?: string | undefined }
  | { readonly do: 'delete-image'; readonly repository: string; readonly image: number }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'collect' }

/** An image names blobs; an index names images. */
export interface ModelImage {
  readonly blobs: readonly number[]
  readonly children: readonly number[]
}

/** Each blob with the hour since which no image names it; undefined while one does. */
interface ModelRepository {
  readonly blobs: Map<number, number | undefined>
  readonly images: Set<number>
  readonly tags: Map<string, number>
}

export interface Model {
  /** Whether the step is done: false when it is refused. */
  readonly take: (step: Step) => boolean
  /** What a client sees: of each repository its images and tags, the blobs it can read, and those it is told are there. */
  readonly seen: () => Seen
}

export type Seen = Readonly<Record<string, SeenRepository>>

export interface SeenRepository {
  readonly images: number[]
  /** The image that each tag names. */
  readonly tags: Record<string, number>
  readonly readable: number[]
  readonly present: number[]
}

const dayHours = 24
const marginHours = 1

export function createModel(images: readonly ModelImage[]): Model {
  const repositories = new Map<string, ModelRepository>()
  let now = 0

  const blobsOf = (image: number): readonly number[] => images[image]?.blobs ?? []
  const childrenOf = (image: number): readonly number[] => images[image]?.children ?? []
  const isNamed = ({ images }: ModelRepository, blob: number): boolean =>
    [...images].some((image) => blobsOf(image).includes(blob))
  const isPresent = ({ blobs }: ModelRepository, blob: number): boolean =>
    blobs.has(blob) && (blobs.get(blob) ?? now) + dayHours - marginHours > now
  const show = (repository: ModelRepository, blob: number): void => {
    repository.blobs.set(blob, isNamed(repository, blob) ? undefined : now)
  }

  function takeIn(repository: ModelRepository, step: Exclude<Step, { do: 'create' | 'wait' | 'collect' }>): boolean {
    switch (step.do) {
      case 'delete-repository':
        return repositories.delete(step.repository)
      case 'begin':
        return true
      case 'push':
        show(repository, step.blob)
        return true
      case 'mount': {
        const source = repositories.get(step.from)
        if (source === undefined || !isPresent(source, step.blob)) return false
        show(repository, step.blob)
        return true
      }
      case 'delete-blob':
        return !isNamed(repository, step.blob) && repository.blobs.delete(step.blob)
      case 'put':
        return put(repository, step)
      case 'delete-image':
        return deleteImage(repository, step.image)
    }
  }

  function put(repository: ModelRepository, { image, tag }: Extract<Step, { do: 'put' }>): boolean {
    if (!repository.images.has(image) && !store(repository, image)) return false
    if (tag !== undefined) repository.tags.set(tag, image)
    return true
  }

  function store(repository: ModelRepository, image: number): boolean {
    if (!blobsOf(image).every((blob) => repository.blobs.has(blob))) return false
    if (!childrenOf(image).every((child) => repository.images.has(child))) return false
    repository.images.add(image)
    for (const blob of blobsOf(image)) repository.blobs.set(blob, undefined)
    return true
  }

  function deleteImage(repository: ModelRepository, image: number): boolean {
    const parents = [...repository.images].filter((other) => childrenOf(other).includes(image))
    if (parents.length > 0 || !repository.images.delete(image)) return false
    for (const blob of blobsOf(image)) show(repository, blob)
    for (const [tag, named] of repository.tags) if (named === image) repository.tags.delete(tag)
    return true
  }

  function collect(): void {
    for (const { blobs } of repositories.values()) {
      for (const [blob, since] of blobs) if ((since ?? now) < now - dayHours) blobs.delete(blob)
    }
  }

  return {
    take(step) {
      if (step.do === 'wait') now += step.hours
      else if (step.do === 'collect') collect()
      else if (step.do === 'create') {
        if (repositories.has(step.repository)) return false
        repositories.set(step.repository, { blobs: new Map(), images: new Set(), tags: new Map() })
      } else {
        const repository = repositories.get(step.repository)
        return repository !== undefined && takeIn(repository, step)
      }
      return true
    },
    seen: () =>
      Object.fromEntries(
        [...repositories].map(([name, repository]) => [
          name,
          {
            images: [...repository.images].sort(),
            tags: Object.fromEntries(repository.tags),
            readable: [...repository.blobs.keys()].sort(),
            present: [...repository.blobs.keys()].filter((blob) => isPresent(repository, blob)).sort(),
          },
        ]),
      ),
  }
}
