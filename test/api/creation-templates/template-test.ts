import {
  CreateRepositoryCreationTemplateCommand,
  type CreateRepositoryCreationTemplateRequest,
  DeleteRepositoryCreationTemplateCommand,
  DescribeRepositoryCreationTemplatesCommand,
  type DescribeRepositoryCreationTemplatesRequest,
  UpdateRepositoryCreationTemplateCommand,
  type UpdateRepositoryCreationTemplateRequest,
} from '@aws-sdk/client-ecr'
import { account } from '../ecr-test.ts'
import { test as base } from '../policies/policy-test.ts'

/** Tests of repository creation templates: each has a prefix of its own. */
export const test = base.extend('prefix', () => `team-${++prefixes}`)

let prefixes = 0

export const role = `arn:aws:iam::${account}:role/ecr-templates`

type Template = Omit<CreateRepositoryCreationTemplateRequest, 'prefix' | 'appliedFor'> &
  Partial<Pick<CreateRepositoryCreationTemplateRequest, 'appliedFor'>>

/** For pushes, unless told otherwise. */
export const create = (prefix: string, template: Template = {}) =>
  new CreateRepositoryCreationTemplateCommand({ prefix, appliedFor: ['CREATE_ON_PUSH'], ...template })

export const update = (prefix: string, template: Omit<UpdateRepositoryCreationTemplateRequest, 'prefix'> = {}) =>
  new UpdateRepositoryCreationTemplateCommand({ prefix, ...template })

export const remove = (prefix: string) => new DeleteRepositoryCreationTemplateCommand({ prefix })

export const describeTemplates = (request: DescribeRepositoryCreationTemplatesRequest = {}) =>
  new DescribeRepositoryCreationTemplatesCommand(request)

export const noTemplate = (prefix: string, of = account): string =>
  `The repository creation template with prefix '${prefix}' does not exist in the registry with id '${of}'`
