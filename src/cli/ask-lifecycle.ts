import type { EcrdOperations } from '../generated/ecrd.ts'
import { perform } from './admin/administer.ts'
import { getLifecycleRunTask, listLifecycleRunsTask, startLifecycleRunTask } from './admin/lifecycle-tasks.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'
import { remoteServer } from './remote-server.ts'

type Ask<Name extends keyof EcrdOperations> = (
  input: EcrdOperations[Name]['input'],
) => Promise<EcrdOperations[Name]['output']>

/** Those who know about runs of lifecycle policies: a server that is asked over the network, or the owner of the registry. */
export interface LifecycleRuns {
  readonly start: Ask<'StartLifecycleRun'>
  readonly get: Ask<'GetLifecycleRun'>
  readonly list: Ask<'ListLifecycleRuns'>
}

export type AskOptions = RegistryOptions & { readonly endpointUrl: string | undefined }

export async function lifecycleRuns(options: AskOptions): Promise<LifecycleRuns> {
  const server = remoteServer(options)
  if (server !== undefined) {
    const { callEcrd } = await import('./call-ecrd.ts')
    return {
      start: (input) => callEcrd(server, 'StartLifecycleRun', input),
      get: (input) => callEcrd(server, 'GetLifecycleRun', input),
      list: (input) => callEcrd(server, 'ListLifecycleRuns', input),
    }
  }
  const { account, region } = options
  return {
    start: (input) => perform(options, startLifecycleRunTask, { ...input, account, region }),
    get: (input) => perform(options, getLifecycleRunTask, { ...input, account, region }),
    list: (input) => perform(options, listLifecycleRunsTask, { ...input, account, region }),
  }
}
