import type { Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CannotOpen } from '../database/cannot-open.ts'
import type { DataFolder } from './data-folder.ts'
import { isFreeForAll, modeOf, type Owned, ownershipProblem, withoutShared } from './ownership-rules.ts'

/**
 * A user who may write to the data folder, or to a key, may do everything that ecrd does: replace the database, or the code
 * that runs (`compiled/`). So both must belong to this user or to root, and no other user may write to them. Of the folders above,
 * only those that every user may change are refused: on many systems a person's own group may write to all of their files.
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

/** A missing file is reported where it is used. */
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
