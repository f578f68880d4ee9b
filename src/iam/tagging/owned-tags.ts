import type { Work } from '../../database/statement.ts'
import { foldName } from '../fold-name.ts'
import { type quotas, requireWithin } from '../quotas.ts'

/** A tag as rows have it, but for whose it is. */
export interface TagRow {
  readonly key: string
  readonly folded_key: string
  readonly value: string
}

/** Where the tags of a thing are, and how many it may have. */
export interface OwnedTags {
  readonly all: () => Work<readonly unknown[]>
  readonly put: (tag: TagRow) => Work<unknown>
  readonly remove: (foldedKey: string) => Work<unknown>
  readonly quota: keyof typeof quotas
}

/** Adds tags; a key that is there already, in whatever case, gets the new value. */
export function* setOwnedTags({ all, put, quota }: OwnedTags, tags: ReadonlyMap<string, string>): Work<void> {
  if (tags.size === 0) return
  for (const [key, value] of tags) yield* put({ key, folded_key: foldName(key), value })
  requireWithin(quota, (yield* all()).length)
}

/** Does nothing for keys that are not there. */
export function* removeOwnedTags({ remove }: OwnedTags, keys: readonly string[]): Work<void> {
  for (const key of keys) yield* remove(foldName(key))
}
