import { print, tell } from '../platform/terminal.ts'
import { administer } from './admin/administer.ts'
import { dropJobTask, type ListedJob, listJobsTask, retryJobTask } from './admin/job-tasks.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'

/** `ecrd jobs list`: a line for each job that failed, in columns that scripts can cut. */
export function listJobs(options: RegistryOptions): Promise<number> {
  return administer(options, listJobsTask, {}, (jobs) => {
    print(jobs.map(lineOf).join(''))
  })
}

/** `17  remove-bytes  waits  3  2026-01-01T00:00:00Z  Error: …` */
function lineOf({ id, kind, state, attempts, failedAt, error }: ListedJob): string {
  const failed = new Date(failedAt).toISOString().replace(/\.[0-9]+Z$/, 'Z')
  const words = [id, kind, state, attempts, failed, error.replace(/\s+/g, ' ')]
  return `${words.join('  ')}\n`
}

/** `ecrd jobs retry ID` */
export function retryFailedJob(options: RegistryOptions, id: number): Promise<number> {
  return administer(options, retryJobTask, { id }, () => {
    tell(`Job ${id} runs as soon as a server finds it, which looks every second.\n`)
  })
}

/** `ecrd jobs drop ID` */
export function dropFailedJob(options: RegistryOptions, id: number): Promise<number> {
  return administer(options, dropJobTask, { id }, () => {
    tell(`Job ${id} is deleted.\n`)
  })
}
