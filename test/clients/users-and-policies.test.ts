import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from '../support/client-test.ts'
import { canRunDocker } from '../support/docker-engine.ts'
import { runProcess } from '../support/processes.ts'
import { allCommandsOf, inCheckout } from '../support/readme.ts'

const page = 'docs/users-and-policies.md'

/** Runs on after a command that fails, as a person at a terminal does, and names it. */
const tellFailures = `set -o pipefail\nexec 2>&1\ntrap 'echo "FAILED $BASH_COMMAND"' ERR\n`

describe.runIf(canRunDocker)(page, () => {
  test('fails only in the commands that it says are denied, and with these words', async ({
    server,
    engine,
    folder,
  }) => {
    const docker = await engine.newClient()
    await docker.build('my-image', 'hello')
    await mkdir(join(folder, '.aws'))
    const commands = (await allCommandsOf(page)).replaceAll('localhost:5100', server.registry)
    const { stdout } = await runProcess(
      '/bin/bash',
      ['-c', tellFailures + commands],
      inCheckout(server, docker, { HOME: folder }),
    )
    const lines = commands.split('\n').filter((line) => line.includes('# denied'))
    expect(lines).toHaveLength(4)
    const deniedOf = lines.flatMap((line) => /# (denied: .*)$/.exec(line)?.[1] ?? [])
    for (const sentence of deniedOf) expect(stdout).toContain(sentence)
    expect(stdout).toContain('add {"Effect":"Allow","Action":"ecr:PutImage",')

    const push = `docker push ${server.registry}/app`
    const why = 'npx ecrd why --principal arn:aws:iam::123456789012:user/bob'
    const failed = Array.from(stdout.matchAll(/^FAILED (.*)$/gm), ([, command = '']) => command)
    expect(failed, stdout).toEqual([
      `${push}:dev-1`,
      expect.stringMatching(`^${why} `) as string,
      `${push}:v1`,
      `${push}:dev-1`,
    ])
  })
})
