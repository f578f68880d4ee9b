import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { type Contender, repository } from './registry.ts'
import { freePort, startServer } from './server-process.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname

/** This checkout's ecrd. Its requests carry a token; `nodeOptions` are for profiles. */
export function ecrd(nodeOptions: readonly string[]): Contender {
  return {
    name: 'ecrd',
    async start(folder) {
      const port = await freePort()
      const data = join(folder, 'data')
      const node = [process.execPath, '--disable-warning=ExperimentalWarning', ...nodeOptions] as const
      const server = await startServer(folder, port, [...node, main, 'serve', '--port', `${port}`, '--data', data])
      return {
        target: { host: '127.0.0.1', port, authorization: `Basic ${await prepare(data, port)}` },
        process: server,
        [Symbol.asyncDispose]: () => server.end(),
      }
    },
  }
}

/** Creates the repository; a token for it. */
async function prepare(data: string, port: number): Promise<string> {
  const client = new ECRClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: await firstCredentials(join(data, 'credentials')),
  })
  try {
    await client.send(new CreateRepositoryCommand({ repositoryName: repository }))
    const { authorizationData } = await client.send(new GetAuthorizationTokenCommand())
    return authorizationData?.[0]?.authorizationToken ?? ''
  } finally {
    client.destroy()
  }
}

/** The first start writes them when it listens already. */
async function firstCredentials(path: string): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  const signal = AbortSignal.timeout(10_000)
  let ini = ''
  while (!ini.includes('aws_secret_access_key')) {
    await pause(5, undefined, { signal })
    ini = await readFile(path, 'utf8').catch(() => '')
  }
  const valueOf = (key: string): string => new RegExp(`^${key}\\s*=\\s*(\\S+)$`, 'm').exec(ini)?.[1] ?? ''
  return { accessKeyId: valueOf('aws_access_key_id'), secretAccessKey: valueOf('aws_secret_access_key') }
}
