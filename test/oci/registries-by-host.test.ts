import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { imageOf } from '../support/images.ts'
import { registryClient } from '../support/registry-client.ts'
import { expectRefusal, test } from './oci-test.ts'

/** The host names the registry: https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
const image = imageOf()

describe('the registry that a host names', () => {
  test('has its own repositories in every region', async ({ server, repository }) => {
    await repository.pushImage(image, 'v1')
    const { url, credentials, authorizationToken } = server
    const ecr = new ECRClient({ endpoint: url, region: 'eu-central-1', credentials, maxAttempts: 1 })
    const host = '123456789012.dkr.ecr.eu-central-1.localhost:5100'
    const elsewhere = registryClient(url, { authorizationToken, host })
    const missing = await elsewhere.getManifest(repository.name, 'v1')
    expectRefusal(missing, 404, 'NAME_UNKNOWN')

    await ecr.send(new CreateRepositoryCommand({ repositoryName: repository.name }))
    ecr.destroy()
    expectRefusal(await elsewhere.getManifest(repository.name, 'v1'), 404, 'MANIFEST_UNKNOWN')
    const opened = await elsewhere.request('POST', `/v2/${repository.name}/blobs/uploads/`)
    expect(opened.headers.location).toMatch(new RegExp(`^http://${host}/v2/${repository.name}/blobs/uploads/`))
    const upload = new URL(opened.headers.location ?? '').pathname
    expectRefusal(await server.registry.request('GET', upload), 404, 'BLOB_UPLOAD_UNKNOWN')
  })

  test.for([
    '123456789012.dkr.ecr.us-east-1.localhost:5100',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com',
    '123456789012.dkr-ecr.us-east-1.on.aws',
    'localhost:5100',
    'registry.example',
    '127.0.0.1',
    '[::1]:5100',
  ])('is the default registry when the host is %s', async (host, { server, repository }) => {
    await repository.pushImage(image, 'v1')
    const client = registryClient(server.url, { authorizationToken: server.authorizationToken, host })
    expect((await client.getManifest(repository.name, 'v1')).body).toEqual(image.bytes)
  })

  test('denies a caller of another account', async ({ server, repository }) => {
    const host = '210987654321.dkr.ecr.us-east-1.localhost:5100'
    const client = registryClient(server.url, { authorizationToken: server.authorizationToken, host })
    const answer = await client.getManifest(repository.name, 'v1')
    const resource = `arn:aws:ecr:us-east-1:210987654321:repository/${repository.name}`
    expectRefusal(answer, 403, 'DENIED', new RegExp(`ecr:BatchGetImage on resource: ${resource} `))
  })
})
