import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { OperationModel, ServiceModel } from '../../src/standards/aws-model/model.ts'

const generated = join(import.meta.dirname, '../../src/generated')

/** All that are generated, in the order of their files. */
export const models: readonly ServiceModel[] = (
  await Promise.all(globSync('*.model.ts', { cwd: generated }).toSorted().map(modelsIn))
).flat()

async function modelsIn(file: string): Promise<readonly ServiceModel[]> {
  return Object.values((await import(join(generated, file))) as Record<string, ServiceModel>)
}

/** `ecr PutImage`, its model and its shapes. */
export const modelledOperations: readonly [string, ServiceModel, string, OperationModel][] = models.flatMap((model) =>
  Object.entries(model.operations).map(([name, operation]): [string, ServiceModel, string, OperationModel] => [
    `${model.service} ${name}`,
    model,
    name,
    operation,
  ]),
)
