import { describe, expect } from 'vitest'
import { test } from '../support/client-test.ts'
import { canRunDocker } from '../support/docker-engine.ts'
import { runSuccessfully } from '../support/processes.ts'
import { inCheckout, commandsBelow } from '../support/readme.ts'

describe.runIf(canRunDocker)('the README', () => {
  test('pushes an image by its commands, also with an aws that does not know AWS_ENDPOINT_URL', async ({
    server,
    engine,
  }) => {
    const docker = await engine.newClient()
    await docker.build('my-image', 'hello from the README')
    const commands = (await commandsBelow('Push an image')).replaceAll('localhost:5100', server.registry)
    const said = await runSuccessfully(
      '/bin/bash',
      ['-e', '-o', 'pipefail', '-c', commands],
      inCheckout(server, docker),
    )
    expect(said).toContain('Login Succeeded')
    expect(said).toContain('"imageTags": [\n                "v1"')

    await docker.removeAllImages()
    const image = `${server.registry}/app:v1`
    expect(await docker.run('run', '--rm', '--network=none', image)).toBe('hello from the README\n')
  })
})
