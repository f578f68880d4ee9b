/** package-lock.json, version 3: packages by the folder that they are installed in. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

export interface LockedPackage {
  readonly version?: string
  readonly license?: string
  readonly resolved?: string
  readonly dev?: boolean
  readonly link?: boolean
  readonly optional?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface MissingPackage {
  readonly name: string
  readonly version: string
  readonly dev: boolean
}

/** Optional dependencies that the lock names but has no entry for. */
export function missingFromLock({ packages }: Lock): readonly MissingPackage[] {
  return Object.entries(packages).flatMap(([folder, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !foldersSeenFrom(folder).some((seen) => `${seen}node_modules/${name}` in packages))
      .map(([name, version]) => ({ name, version, dev })),
  )
}

/** Where Node looks for a package: beside the one that asks, then in each folder above. */
function foldersSeenFrom(folder: string): readonly string[] {
  const steps = folder === '' ? [] : folder.split('/')
  return [...steps.keys(), steps.length].map((count) =>
    steps
      .slice(0, count)
      .map((step) => `${step}/`)
      .join(''),
  )
}
