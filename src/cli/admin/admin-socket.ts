import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import { StorageUnavailable } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { version } from '../version.ts'
import { AdminRefusal, type AdminContext } from './admin-task.ts'
import { adminTasks } from './admin-tasks.ts'
import { withSocketPath } from './socket-path.ts'

/**
 * `DIR/admin.sock`: takes the commands of the data folder's owner while a server runs on it. HTTP, because node has it:
 *
 *     POST /0.1.0/create-account          the version of the command, and the task
 *     {"account":"444455556666"}          its input
 *
 *     200 {"output":…}                    done
 *     409 {"refusal":"…"}                 it can't be done, in a sentence
 *     404 {}                              this server is of another version
 *
 * A user who can open the socket may do everything: its mode, 0600, is the only check.
 */
export interface AdminSocket {
  /** Finishes the tasks that run. */
  close(): Promise<void>
}

/** The folder's lock is held: a socket that is there already is of a server that was killed. */
export async function openAdminSocket(admin: AdminContext, log: Log): Promise<AdminSocket> {
  const path = admin.folder.adminSocket
  const running = new Set<Promise<void>>()
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      if (body === undefined) return
      const work = answer(request.url ?? '', body).then((reply) => send(response, reply))
      running.add(work)
      void work.finally(() => running.delete(work))
    })
  })

  async function answer(url: string, body: string): Promise<Reply> {
    const name = taskOfUrl.exec(url)?.[1] ?? ''
    const task = adminTasks.get(name)
    if (task === undefined) return { status: 404, body: {} }
    const reply = await runTask(() => task(admin, JSON.parse(body)), log)
    log.info({ task: name, input: body, refusal: reply.body.refusal }, 'command')
    return reply
  }

  await rm(path, { force: true })
  await withSocketPath(path, async (short) => {
    server.listen(short)
    await once(server, 'listening')
  })
  await chmod(path, 0o600)
  return {
    async close() {
      const closed = once(server, 'close')
      server.close()
      await Promise.all(running)
      server.closeAllConnections()
      await closed
      await rm(path, { force: true })
    },
  }
}

interface Reply {
  readonly status: number
  readonly body: { readonly output?: unknown; readonly refusal?: string }
}

/** A server of another version knows none of the tasks. */
const taskOfUrl = new RegExp(`^/${version.replaceAll('.', '\\.')}/([a-z-]+)$`)

/** Undefined when the command was given up. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  return text(request).catch(() => undefined)
}

async function runTask(task: () => Promise<unknown>, log: Log): Promise<Reply> {
  try {
    return { status: 200, body: { output: await task() } }
  } catch (error) {
    if (error instanceof AdminRefusal) return { status: 409, body: { refusal: error.message } }
    log.error({ err: error }, 'command failed')
    const refusal = error instanceof StorageUnavailable ? error.message : 'The server failed; its log says why.'
    return { status: 409, body: { refusal } }
  }
}

async function send(response: ServerResponse, { status, body }: Reply): Promise<void> {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify(body))
  // A client that doesn't wait for the answer has given it up.
  await finished(response).catch(() => undefined)
}
