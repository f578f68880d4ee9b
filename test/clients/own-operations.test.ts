import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { awsCli, installedAwsClis } from '../support/aws-cli.ts'
import { test } from '../support/client-test.ts'
import { ACCOUNT } from '../support/ecrd.ts'

const model = join(import.meta.dirname, '../../model/ecrd.json')

describe.each(installedAwsClis)('aws %s that has learnt the model of ecrd', (version) => {
  test('lists jobs, and asks why something is denied', { timeout: 60_000 }, async ({ server, folder }) => {
    const cli = awsCli(version, server, { HOME: folder })
    await cli.text('configure', 'add-model', '--service-name', 'ecrd', '--service-model', `file://${model}`)
    expect(await cli.json('ecrd', 'list-jobs', '--max-results', '1')).toEqual({ jobs: [] })
    const principal = `arn:aws:iam::${ACCOUNT}:root`
    const question = ['--principal', principal, '--action', 'ecr:PutImage', '--source-ip', '203.0.113.7']
    expect(await cli.json('ecrd', 'why-denied', ...question)).toMatchObject({
      decision: 'ALLOWED',
      principalArn: principal,
    })
    const { stderr } = await cli.attempt('ecrd', 'why-denied', '--principal', 'nobody', '--action', 'ecr:PutImage')
    expect(stderr).toContain('(InvalidParameterException) when calling the WhyDenied operation: There is no principal')
  })
})
