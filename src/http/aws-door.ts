import type { FastifyInstance } from 'fastify'
import { ecrOperations } from '../ecr/operations.ts'
import { iamModel } from '../generated/iam.model.ts'
import { stsModel } from '../generated/sts.model.ts'
import { iamOperations } from '../iam/operations.ts'
import { taggingOperations } from '../resource-groups-tagging/operations.ts'
import { stsOperations } from '../sts/operations.ts'
import { awsCborDoor } from './aws-cbor/aws-cbor-door.ts'
import { awsJsonDoor } from './aws-json/aws-json-door.ts'
import { ecrService } from './aws-json/ecr-service.ts'
import { taggingService } from './aws-json/tagging-service.ts'
import type { AwsDoorOptions } from './aws-protocol.ts'
import { awsQueryDoor } from './aws-query/aws-query-door.ts'

/** AWS's services, each in its protocol: at `/`, and in CBOR at paths of their own. */
export function awsDoor(app: FastifyInstance, { pipeline, authenticate }: AwsDoorOptions, done: () => void): void {
  const tagging = { service: taggingService, operations: taggingOperations }
  const services = [{ service: ecrService, operations: ecrOperations }, tagging]
  app.register(awsJsonDoor, { pipeline, authenticate, services })
  app.register(awsCborDoor, { pipeline, authenticate, services: [tagging] })
  const queryServices = [
    { model: stsModel, operations: stsOperations },
    { model: iamModel, operations: iamOperations },
  ]
  app.register(awsQueryDoor, { pipeline, authenticate, services: queryServices })
  done()
}
