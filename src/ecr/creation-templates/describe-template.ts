import type { Work } from '../../database/statement.ts'
import type { RepositoryCreationTemplate } from '../../generated/ecr.ts'
import { describePolicy } from '../policies/describe-policy.ts'
import { describeMutability } from '../repositories/mutability-rules.ts'
import { settingsOf } from './template-rules.ts'
import type { Template } from './templates.table.ts'

/** A template as every answer shows it. */
export function* describeTemplate(template: Template): Work<RepositoryCreationTemplate> {
  const { description, appliedFor, customRoleArn, tags, mutability } = settingsOf(template)
  const { policy_document: document, policy_principals: principals } = template
  return {
    prefix: template.prefix,
    description,
    encryptionConfiguration: { encryptionType: 'AES256' },
    resourceTags: tags.size === 0 ? undefined : Array.from(tags, ([Key, Value]) => ({ Key, Value })),
    ...describeMutability(mutability),
    repositoryPolicy: document === null ? undefined : yield* describePolicy({ document, principals }),
    lifecyclePolicy: template.lifecycle_policy ?? undefined,
    appliedFor,
    customRoleArn,
    createdAt: template.created_at,
    updatedAt: template.updated_at,
  }
}
