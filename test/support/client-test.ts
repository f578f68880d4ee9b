import { test as base } from 'vitest'
import { awsCli } from './aws-cli.ts'
import { startDockerEngine } from './docker-engine.ts'
import { ACCOUNT, REGION, startEcrd } from './ecrd.ts'
import { temporaryFolder } from './processes.ts'

/** The regions that tests go to by name; a Docker Engine has to be told each host that it may meet. */
export const REGIONS = [REGION, 'ap-south-1', 'ca-central-1', 'eu-central-1', 'us-east-2']

/**
 * Tests with real clients: each file has one server, and one Docker Engine if a test in it asks for docker.
 * Nothing is started that no test of the file names.
 */
export const test = base
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startEcrd()
    onCleanup(server.stop)
    return server
  })
  .extend('engine', { scope: 'file' }, async ({ server }, { onCleanup }) => {
    const engine = await startDockerEngine(REGIONS.map((region) => server.hostOf(ACCOUNT, region)))
    onCleanup(engine.stop)
    return engine
  })
  .extend('aws', { scope: 'file' }, ({ server }) => awsCli('v2', server))
  .extend('aws1', { scope: 'file' }, ({ server }) => awsCli('v1', server))
  /** Creates a repository; its URI, as it is answered. */
  .extend('createRepository', { scope: 'file' }, ({ aws }) => async (name: string, ...settings: string[]) => {
    const toUri = ['--query', 'repository.repositoryUri', '--output', 'text']
    return aws.text('ecr', 'create-repository', '--repository-name', name, ...settings, ...toUri)
  })
  /** The password of a registry: what `docker login` reads. */
  .extend('password', { scope: 'file' }, ({ aws }) => aws.text('ecr', 'get-login-password'))
  /** A folder for one test. */
  .extend('folder', async ({}, { onCleanup }) => {
    const { path, remove } = await temporaryFolder()
    onCleanup(remove)
    return path
  })
  /** A docker client that is logged in, for one test. */
  .extend('docker', async ({ engine, server, password }) => {
    const docker = await engine.newClient()
    await docker.login(server.registry, password)
    return docker
  })
