import { printInstant } from '../platform/print-instant.ts'
import { print, tell } from '../platform/terminal.ts'
import { administer } from './admin/administer.ts'
import { dropJobTask, listJobsTask, retryJobTask } from './admin/job-tasks.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'
import type { Job } from '../generated/ecrd.ts'
import { printError } from './print-error.ts'
import { CallFailed, type RemoteServer, remoteServer } from './remote-server.ts'

/** `ecrd jobs list`: a line for each job that failed, in columns that scripts can cut. */
export function listJobs(options: RegistryOptions & { readonly endpointUrl: string | undefined }): Promise<number> {
  const server = remoteServer(options)
  return server === undefined ? administer(options, listJobsTask, {}, printJobs) : listJobsOf(server)
}

async function listJobsOf(server: RemoteServer): Promise<number> {
  const { callEcrd } = await import('./call-ecrd.ts')
  try {
    let nextToken: string | undefined
    do {
      const page = await callEcrd(server, 'ListJobs', { nextToken, maxResults: pageSize })
      printJobs(page.jobs)
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    return 0
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    printError(error.message)
    return 1
  }
}

/** The largest that there is. */
const pageSize = 1_000

function printJobs(jobs: readonly Job[]): void {
  print(jobs.map(lineOf).join(''))
}

/** `17  remove-bytes  waiting  3  2026-01-01T00:00:00Z  Error: …` */
function lineOf({ id, kind, state, attempts, failedAt, lastError }: Job): string {
  const words = [id, kind, state.toLowerCase(), attempts, printInstant(failedAt), lastError.replace(/\s+/g, ' ')]
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
