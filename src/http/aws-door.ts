import type { FastifyInstance } from 'fastify'
import { ecrOperations } from '../ecr/operations.ts'
import { iamModel } from '../generated/iam.model.ts'
import { stsModel } from '../generated/sts.model.ts'
import { iamOperations } from '../iam/operations.ts'
import { judgedNames } from '../iam/simulation/exclusions.ts'
import { taggingOperations } from '../resource-groups-tagging/operations.ts'
import { stsOperations } from '../sts/operations.ts'
import { awsCborDoor } from './aws-cbor/aws-cbor-door.ts'
import { awsJsonDoor } from './aws-json/aws-json-door.ts'
import { ecrService } from './aws-json/ecr-service.ts'
import { taggingService } from './aws-json/tagging-service.ts'
import type { AwsDoorOptions } from './aws-protocol.ts'
import { awsQueryDoor } from './aws-query/aws-query-door.ts'

const tagging = { service: taggingService, operations: taggingOperations }

/** A new one must be added to `served-services.ts`, too. */
export const jsonServices = [{ service: ecrService, operations: ecrOperations }, tagging]

export const queryServices = [
  { model: stsModel, operations: stsOperations },
  { model: iamModel, operations: iamOperations, judgedByOperations: new Set([judgedNames]) },
]

/** By the names that signatures are scoped to: who asks for another one is told these. */
export const servedNames: readonly string[] = [...jsonServices.map(({ service }) => service), ...queryServices].map(
  ({ model }) => model.signingName,
)

/** AWS's services, each in its protocol: at `/`, and in CBOR at paths of their own. */
export function awsDoor(app: FastifyInstance, options: AwsDoorOptions, done: () => void): void {
  app.register(awsJsonDoor, { ...options, services: jsonServices, served: servedNames })
  app.register(awsCborDoor, { ...options, services: [tagging], served: servedNames })
  app.register(awsQueryDoor, { ...options, services: queryServices, served: servedNames })
  done()
}
