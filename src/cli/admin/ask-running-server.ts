import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import type { DataFolder } from '../../config/data-folder.ts'
import { errorCode } from '../../config/error-code.ts'
import { version } from '../version.ts'
import { AdminRefusal, type AdminTask } from './admin-task.ts'
import { withSocketPath } from './socket-path.ts'

/** Has the server that runs on the folder do a task; undefined when none runs. The protocol is drawn in admin-socket.ts. */
export async function askRunningServer<Input, Output>(
  folder: DataFolder,
  task: AdminTask<Input, Output>,
  input: Input,
): Promise<{ readonly output: Output } | undefined> {
  try {
    const response = await withSocketPath(folder.adminSocket, (path) => post(path, task.name, input))
    return { output: await outputOf<Output>(response, folder) }
  } catch (error) {
    if (error instanceof AdminRefusal) throw error
    switch (errorCode(error)) {
      case 'ENOENT':
      case 'ENOTDIR':
      case 'ECONNREFUSED':
        return undefined
      case 'EACCES':
      case 'EPERM':
        throw new AdminRefusal(
          `This user cannot use ${folder.adminSocket}. Run the command as the user that runs the server.`,
          error,
        )
      default:
        throw new AdminRefusal(
          `The server on ${folder.path} stopped before it answered. Check what it did, and try again.`,
          error,
        )
    }
  }
}

async function post(socketPath: string, task: string, input: unknown): Promise<IncomingMessage> {
  const outgoing = request({ socketPath, method: 'POST', path: `/${version}/${task}`, agent: false })
  outgoing.end(JSON.stringify(input))
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  return response
}

async function outputOf<Output>(response: IncomingMessage, folder: DataFolder): Promise<Output> {
  const body = (await json(response)) as { output: Output; refusal?: string }
  if (response.statusCode === 404) {
    throw new AdminRefusal(
      `The server on ${folder.path} and this command have different versions (the command has ${version}). Use the command of the server's version, or restart the server with this one.`,
    )
  }
  if (body.refusal !== undefined) throw new AdminRefusal(body.refusal)
  return body.output
}
