import { dataFolder } from '../../config/data-folder.ts'
import { CannotOpen } from '../../database/cannot-open.ts'
import { StorageUnavailable } from '../../errors.ts'
import { printError } from '../print-error.ts'
import { AdminRefusal, type AdminTask } from './admin-task.ts'
import { askRunningServer } from './ask-running-server.ts'
import { openAdminContext, type RegistryOptions } from './open-admin-context.ts'

/** Has a task done, tells about it, and gives the exit code of its command. */
export async function administer<Input, Output>(
  options: RegistryOptions,
  task: AdminTask<Input, Output>,
  input: Input,
  tell: (output: Output) => Promise<void> | void,
): Promise<number> {
  try {
    await tell(await perform(options, task, input))
    return 0
  } catch (error) {
    if (!(error instanceof AdminRefusal || error instanceof CannotOpen || error instanceof StorageUnavailable))
      throw error
    printError(error.message)
    return 1
  }
}

/** The folder's server does it, if one runs; else this process. PostgreSQL takes several processes, so no server is asked. */
export async function perform<Input, Output>(
  options: RegistryOptions,
  task: AdminTask<Input, Output>,
  input: Input,
): Promise<Output> {
  // Other users may not read the files that are written here.
  process.umask(0o077)
  const answer =
    options.database === undefined ? await askRunningServer(dataFolder(options.data), task, input) : undefined
  if (answer !== undefined) return answer.output
  await using stack = new AsyncDisposableStack()
  return await task.run(await openAdminContext(stack, options), input)
}
