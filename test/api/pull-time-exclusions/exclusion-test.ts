import {
  DeregisterPullTimeUpdateExclusionCommand,
  ListPullTimeUpdateExclusionsCommand,
  type ListPullTimeUpdateExclusionsRequest,
  RegisterPullTimeUpdateExclusionCommand,
} from '@aws-sdk/client-ecr'
import { identitiesOf } from '../../support/identities.ts'
import { account, test as base } from '../ecr-test.ts'

export const test = base.extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))

export const register = (principalArn: string) => new RegisterPullTimeUpdateExclusionCommand({ principalArn })
export const deregister = (principalArn: string) => new DeregisterPullTimeUpdateExclusionCommand({ principalArn })
export const list = (request: ListPullTimeUpdateExclusionsRequest = {}) =>
  new ListPullTimeUpdateExclusionsCommand(request)

export const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`

export const noExclusion = (arn: string, of = account): string =>
  `The pull time update exclusion for '${arn}' does not exist in the registry with id '${of}'`
