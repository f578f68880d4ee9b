import { describe, expect } from 'vitest'
import { installedAwsClis } from '../../support/aws-cli.ts'
import { test as base } from '../../support/client-test.ts'
import { REGION } from '../../support/ecrd.ts'
import { openShell } from '../../support/shell.ts'
import { waitingSteps } from './seed-steps.ts'

const test = base.extend('shell', { scope: 'file' }, async ({ server }, { onCleanup }) => {
  const shell = await openShell({ server, aws: 'v1', region: REGION })
  onCleanup(shell.close)
  // A repository that is missing would be told first.
  await shell.run('aws ecr create-repository --repository-name name')
  return shell
})

describe.runIf(installedAwsClis.includes('v1'))('each step of a document that waits for an operation', () => {
  test.for(waitingSteps)('$document: $operation is not implemented', async ({ operation, command }, { shell }) => {
    const name = operation.replace(/^\w+:/, '')
    const { stderr } = await shell.attempt(command)
    expect(stderr.trim()).toBe(
      `An error occurred (NotImplementedException) when calling the ${name} operation: ${name} is not implemented by this version of ecrd.`,
    )
  })
})
