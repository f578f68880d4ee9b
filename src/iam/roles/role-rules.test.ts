import { expect, test } from 'vitest'
import { refuseReservedPath, requireModifiable } from './role-rules.ts'

test('a path below that of service-linked roles is refused', () => {
  for (const path of [undefined, '/', '/team/', '/aws-service-roles/']) {
    expect(() => {
      refuseReservedPath(path)
    }).not.toThrow()
  }
  expect(() => {
    refuseReservedPath('/aws-service-role/x/')
  }).toThrow(
    expect.objectContaining({
      code: 'ValidationException',
      message: 'The path /aws-service-role/x/ is reserved for service-linked roles.',
    }),
  )
})

test('a role that is linked to a service cannot be changed', () => {
  expect(() => {
    requireModifiable({ name: 'mine', service: null })
  }).not.toThrow()
  expect(() => {
    requireModifiable({ name: 'theirs', service: 'replication.ecr.amazonaws.com' })
  }).toThrow(
    expect.objectContaining({
      code: 'UnmodifiableEntityException',
      message: "Cannot perform the operation on the protected role 'theirs' - this role is only modifiable by AWS",
    }),
  )
})
