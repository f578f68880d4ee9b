import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canRunDocker, type DockerClient, type DockerEngine, startDockerEngine } from '../support/docker-engine.ts'
import { startTwoServers, type TwoServers } from '../support/two-servers.ts'

describe.runIf(canRunDocker)('Docker Engine, with two servers on one PostgreSQL and one bucket', () => {
  let servers: TwoServers
  let engine: DockerEngine
  let docker: DockerClient
  beforeAll(async () => {
    servers = await startTwoServers()
    engine = await startDockerEngine()
    docker = await engine.newClient()
    for (const { registryName, password } of servers.nodes) await docker.login(registryName, password)
    await servers.nodes[0].ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  })
  afterAll(async () => {
    await engine.stop()
    await servers.stop()
  })

  test('pushes to one server and pulls from the other', async () => {
    const [one, other] = servers.nodes.map(({ registryName }) => `${registryName}/app:v1`) as [string, string]
    for (const [pushed, pulled] of [
      [one, other],
      [other, one],
    ] as const) {
      const greeting = `pushed to ${pushed}`
      await docker.build(pushed, greeting)
      await docker.run('push', pushed)
      await docker.removeAllImages()
      expect(await docker.run('pull', pulled)).toContain(`Status: Downloaded newer image for ${pulled}`)
      expect(await docker.run('run', '--rm', '--network=none', pulled)).toBe(`${greeting}\n`)
      await docker.removeAllImages()
    }
  })
})
