import type { Target } from '../loads/connection.ts'

/** Where everything is pushed to. */
export const repository = 'bench/app'

/** Something that can be measured: how it is called and how it comes to life. */
export interface Contender {
  readonly name: string
  /** Starts it over an empty folder that it may fill. */
  start(folder: string): Promise<Registry>
}

/** A registry that answers, with the repository in it. */
export interface Registry extends AsyncDisposable {
  readonly target: Target
  /** Undefined when it is somebody else's: then its memory and its start can't be measured. */
  readonly process: { readonly pid: number; readonly startedInMs: number } | undefined
}
