import { createAccountTask, listAccountsTask, lockRootTask, rotateRootKeyTask } from './account-tasks.ts'
import type { AdminTask, AdminContext } from './admin-task.ts'
import { dropJobTask, listJobsTask, retryJobTask } from './job-tasks.ts'
import { getLifecycleRunTask, listLifecycleRunsTask, startLifecycleRunTask } from './lifecycle-tasks.ts'
import { moveClockTask, showClockTask } from './clock-tasks.ts'
import { provideUserTask } from './user-tasks.ts'

/** Runs a task with input that was only parsed as JSON. */
type RunTask = (admin: AdminContext, input: unknown) => Promise<unknown>

/** All that a running server does for the owner of its data folder, by name. */
export const adminTasks: ReadonlyMap<string, RunTask> = new Map([
  entry(createAccountTask),
  entry(listAccountsTask),
  entry(rotateRootKeyTask),
  entry(lockRootTask),
  entry(provideUserTask),
  entry(listJobsTask),
  entry(retryJobTask),
  entry(dropJobTask),
  entry(showClockTask),
  entry(moveClockTask),
  entry(startLifecycleRunTask),
  entry(getLifecycleRunTask),
  entry(listLifecycleRunsTask),
])

function entry<Input, Output>(task: AdminTask<Input, Output>): [string, RunTask] {
  return [task.name, (admin, input) => task.run(admin, task.input.parse(input))]
}
