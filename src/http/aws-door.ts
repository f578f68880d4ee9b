import type { FastifyInstance } from 'fastify'
import { ecrOperations } from '../ecr/operations.ts'
import { iamModel } from '../generated/iam.model.ts'
import { stsModel } from '../generated/sts.model.ts'
import { iamOperations } from '../iam/operations.ts'
import { stsOperations } from '../sts/operations.ts'
import { awsJsonDoor } from './aws-json/aws-json-door.ts'
import { ecrService } from './aws-json/ecr-service.ts'
import type { AwsDoorOptions } from './aws-protocol.ts'
import { awsQueryDoor } from './aws-query/aws-query-door.ts'

/** AWS's services at `/`, each in its protocol. */
export function awsDoor(app: FastifyInstance, options: AwsDoorOptions, done: () => void): void {
  const services = [{ service: ecrService, operations: ecrOperations }]
  app.register(awsJsonDoor, { ...options, services })
  const queryServices = [
    { model: stsModel, operations: stsOperations },
    { model: iamModel, operations: iamOperations },
  ]
  app.register(awsQueryDoor, { ...options, services: queryServices })
  done()
}
