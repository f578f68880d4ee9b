import type { Target } from '../loads/connection.ts'

/** Where everything is pushed to. */
export const repository = 'bench/app'

/** Something that can be measured: how it is called and how it comes to life. */
export interface Contender {
  readonly name: string
  /** Whether it takes part when nobody names it. */
  readonly isDefault: boolean
  /** Sees to it that it can be started; a sentence when it can't. */
  whyNot?(): Promise<string | undefined>
  /** Starts it over an empty folder that it may fill. */
  start(folder: string): Promise<Registry>
  /** Where bytes are sealed as a rule: starts it without. Undefined where they never are. */
  readonly startUnsealed?: (folder: string) => Promise<Registry>
}

/** A registry that answers, with the repository in it. */
export interface Registry extends AsyncDisposable {
  readonly target: Target
  /** Undefined when it is somebody else's: then its memory and its start can't be measured. */
  readonly process: { readonly pid: number; readonly startedInMs: number } | undefined
  /** Where the bytes of its blobs lie; undefined when it keeps none, or not here. */
  readonly blobsFolder: string | undefined
  /** Speaks AWS's API and no `/v2/`: nothing can be pushed to it. */
  readonly isApiOnly?: true
  /** Of ecrd: where its users and policies are, too. */
  readonly databasePath?: string
}
