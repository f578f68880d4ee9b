/** A file or folder that another user may change. */
export interface OwnershipProblem {
  /** They follow its name. */
  readonly words: string
  /** What to do about it, given its path. */
  readonly remedy: (path: string) => string
}

export interface Owned {
  readonly uid: number
  readonly mode: number
}

const writableByOthers = 0o022
const sticky = 0o1000

/** What is wrong with a file that must belong to this user or root, and that no other user may write. */
export function ownershipProblem({ uid, mode }: Owned, ourUid: number): OwnershipProblem | undefined {
  if (uid !== ourUid && uid !== 0) {
    const remedy = (path: string): string =>
      `Run the command as that user, or change the owner: chown ${ourUid} ${path}`
    return { words: `belongs to another user (uid ${uid})`, remedy }
  }
  if ((mode & writableByOthers) === 0) return undefined
  const remedy = (path: string): string => `Remove that permission: chmod go-w ${path}`
  return { words: `can be written by others (its mode is ${modeOf({ mode })})`, remedy }
}

/** Whether every user may replace the files of a folder. In a sticky folder, such as /tmp, only their owners may. */
export const isFreeForAll = ({ mode }: Owned): boolean => (mode & 0o002) !== 0 && (mode & sticky) === 0

/** A folder as one who has a file in it sees it: in one that is sticky, others may write, but not in the file's place. */
export const withoutShared = ({ uid, mode }: Owned): Owned => ({
  uid,
  mode: (mode & sticky) === 0 ? mode : mode & ~writableByOthers,
})

/** As chmod takes it: `0770`. */
export const modeOf = ({ mode }: Pick<Owned, 'mode'>): string => (mode & 0o7777).toString(8).padStart(4, '0')
