import type { FastifyInstance } from 'fastify'
import type { AnyOperation } from '../request/operation.ts'
import { awsCborDoor } from './aws-cbor/aws-cbor-door.ts'
import { awsJsonDoor } from './aws-json/aws-json-door.ts'
import type { JsonService } from './aws-json/json-service.ts'
import type { AwsDoorOptions } from './aws-protocol.ts'
import { awsQueryDoor } from './aws-query/aws-query-door.ts'
import type { QuerySettings } from './aws-query/query-service.ts'

/** How a service of AWS's is asked. CBOR is another way to write what JSON writes: its settings are JSON's. */
export type DoorService = { readonly operations: Readonly<Record<string, AnyOperation>> } & (
  | { readonly protocols: readonly ('json' | 'cbor')[]; readonly settings: JsonService }
  | { readonly protocols: readonly ['query']; readonly settings: QuerySettings }
)

/** By the names that signatures are scoped to: who asks for another one is told these. */
export function servedNames(services: readonly DoorService[]): readonly string[] {
  return services.map(({ settings }) => settings.model.signingName)
}

/** AWS's services, each in its protocols: at `/`, and in CBOR at paths of their own. */
export function awsDoor(
  app: FastifyInstance,
  options: AwsDoorOptions & { readonly services: readonly DoorService[] },
  done: () => void,
): void {
  const served = servedNames(options.services)
  const json = options.services.filter(isJson).map(({ settings, ...rest }) => ({ service: settings, ...rest }))
  const cbor = json.filter(({ protocols }) => protocols.includes('cbor'))
  const query = options.services
    .filter((service) => !isJson(service))
    .map(({ settings, operations }) => ({ ...settings, operations }))
  app.register(awsJsonDoor, { ...options, services: json, served })
  app.register(awsCborDoor, { ...options, services: cbor, served })
  app.register(awsQueryDoor, { ...options, services: query, served })
  done()
}

type JsonDoorService = Extract<DoorService, { readonly settings: JsonService }>

const isJson = (service: DoorService): service is JsonDoorService => service.protocols[0] !== 'query'
