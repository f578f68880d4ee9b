import type { Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CannotOpen } from '../database/cannot-open.ts'
import type { DataFolder } from './data-folder.ts'
import { isFreeForAll, modeOf, type Owned, ownershipProblem, withoutShared } from './ownership-rules.ts'

/**
 * Whoever may write to the data folder, or to a key, may do everything that ecrd does: bring a database of his own, or code
 * that is run (`compiled/`). So both must be ours, or root's, and written by nobody else. Of the folders above only those
 * are refused that anybody may change: on many systems a person's own group may write to all that he makes.
 */
export async function requireOwnFolder({ path, ...within }: DataFolder): Promise<void> {
  if (!hasOwners) return
  await requireOwn(path)
  for (const each of Object.values(within)) await requireOwn(each)
  for (const above of foldersAbove(await realpath(path).catch(() => path))) {
    const found = await find(above)
    if (found?.isDirectory() !== true || !isFreeForAll(found)) continue
    throw new CannotOpen(
      `Every user can replace ${path} by another folder, because every user may write to ${above} (its mode is ${modeOf(found)}). Remove that permission: chmod o-w ${above}`,
    )
  }
}

/** A file that holds a key, and the folder that it lies in; both of them where it is a link, as Kubernetes makes its secrets. */
export async function requireOwnKey(path: string): Promise<void> {
  if (!hasOwners) return
  await requireOwn(path)
  const places = [resolve(path), await realpath(path).catch(() => path)]
  for (const folder of new Set(places.map((place) => dirname(place)))) await requireOwn(folder, withoutShared)
}

/** Windows has none that a mode would tell. */
const hasOwners = process.geteuid !== undefined

/** What can't be found is for whoever wants to use it to say. */
async function requireOwn(path: string, judged = (found: Owned): Owned => found): Promise<void> {
  const found = await find(path)
  if (found === undefined) return
  const problem = ownershipProblem(judged(found), process.geteuid?.() ?? found.uid)
  if (problem !== undefined) throw new CannotOpen(`${path} ${problem.words}. ${problem.remedy(path)}`)
}

const find = (path: string): Promise<Stats | undefined> => stat(path).catch(() => undefined)

/** From the nearest one up. */
function foldersAbove(path: string): string[] {
  const above = dirname(path)
  return above === path ? [] : [above, ...foldersAbove(above)]
}
