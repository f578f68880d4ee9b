import type { Row } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'

export type Template = Row<'creation_template'>
type TemplateKey = Pick<Template, 'registry_id' | 'namespace'>

export const selectTemplate = statement('selectTemplate', (db, p: Bound<TemplateKey>) =>
  db
    .selectFrom('creation_template')
    .selectAll()
    .where('registry_id', '=', p.registry_id)
    .where('namespace', '=', p.namespace),
)

export const selectTemplatesAfter = statement(
  'selectTemplatesAfter',
  (db, p: Bound<{ registryId: number; after: string; limit: number }>) =>
    db
      .selectFrom('creation_template')
      .selectAll()
      .where('registry_id', '=', p.registryId)
      .where('namespace', '>', p.after)
      .orderBy('namespace')
      .limit(p.limit),
)

export const countTemplates = statement('countTemplates', (db, p: Bound<{ registryId: number }>) =>
  db
    .selectFrom('creation_template')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('registry_id', '=', p.registryId),
)

/** What an update may change. */
type Content = Omit<Template, 'registry_id' | 'namespace' | 'prefix' | 'created_at'>

const contentOf = (p: Bound<Content>): Content => ({
  description: p.description,
  applied_for: p.applied_for,
  custom_role_arn: p.custom_role_arn,
  resource_tags: p.resource_tags,
  tag_mutability: p.tag_mutability,
  tag_mutability_exclusions: p.tag_mutability_exclusions,
  policy_document: p.policy_document,
  policy_principals: p.policy_principals,
  lifecycle_policy: p.lifecycle_policy,
  updated_at: p.updated_at,
})

export const insertTemplate = statement('insertTemplate', (db, p: Bound<Template>) =>
  db
    .insertInto('creation_template')
    .values({
      registry_id: p.registry_id,
      namespace: p.namespace,
      prefix: p.prefix,
      created_at: p.created_at,
      ...contentOf(p),
    })
    .onConflict((conflict) => conflict.doNothing()),
)

export const updateTemplate = statement('updateTemplate', (db, p: Bound<Omit<Template, 'prefix' | 'created_at'>>) =>
  db
    .updateTable('creation_template')
    .set(contentOf(p))
    .where('registry_id', '=', p.registry_id)
    .where('namespace', '=', p.namespace),
)

export const deleteTemplate = statement('deleteTemplate', (db, p: Bound<TemplateKey>) =>
  db.deleteFrom('creation_template').where('registry_id', '=', p.registry_id).where('namespace', '=', p.namespace),
)

export const deleteTemplatesOfRegistry = statement(
  'deleteTemplatesOfRegistry',
  (db, p: Bound<{ registryId: number }>) => db.deleteFrom('creation_template').where('registry_id', '=', p.registryId),
)
