import { Client, type ClientConfig } from 'pg'

/** Any number, as long as nobody else uses it on the same database: the letters of "ecrd". */
const lockOfLeader = 0x65637264

/**
 * One node of those that share a database leads. It holds an advisory lock, which ends with its connection, so that
 * another can follow as soon as it dies. https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 */
export function leadership(options: ClientConfig): { leads(): Promise<boolean>; resign(): Promise<void> } {
  let candidate: Candidate | undefined

  function stand(): Candidate {
    const client = new Client(options)
    const made = { client, connected: client.connect().then(() => undefined), isElected: false }
    client.on('error', () => withdraw(made))
    client.on('end', () => withdraw(made))
    return made
  }

  /** A connection that has failed takes its lock along; the next question opens another. */
  function withdraw(lost: Candidate): void {
    if (candidate === lost) candidate = undefined
    lost.client.end().catch(() => undefined)
  }

  return {
    async leads() {
      const asked = (candidate ??= stand())
      try {
        await asked.connected
        asked.isElected = await (asked.isElected ? isAlive(asked.client) : takesLock(asked.client))
        return asked.isElected
      } catch (error) {
        withdraw(asked)
        throw error
      }
    },
    async resign() {
      await candidate?.client.end()
    },
  }
}

interface Candidate {
  readonly client: Client
  readonly connected: Promise<void>
  isElected: boolean
}

/** Who took the lock has it as long as the connection lives, which may have ended without our having heard of it. */
async function isAlive(client: Client): Promise<true> {
  await client.query('select')
  return true
}

async function takesLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: number }>(`select pg_try_advisory_lock(${lockOfLeader}) as taken`)
  return rows[0]?.taken === 1
}
