import { isImplemented } from '../../src/request/operation.ts'
import type { AnyOperation } from '../../src/request/operation.ts'
import type { ServiceModel } from '../../src/standards/aws-model/model.ts'

export interface DocumentedService {
  readonly title: string
  readonly model: ServiceModel
  /** None for a service that has no door yet. */
  readonly operations: Readonly<Record<string, AnyOperation>>
  /** What an operation that is built takes and doesn't act on yet, or refuses until it can. */
  readonly remarks?: Readonly<Record<string, string>>
  /** What no page of AWS says of it. */
  readonly reference?: readonly string[]
}

/** Which operations of AWS's APIs are built: from the tables that serve them. */
export function writeOperationsPage(services: readonly DocumentedService[]): string {
  return [
    '<!-- Written by scripts/generate-docs.ts. -->',
    '# Operations',
    '',
    "Every operation of the AWS APIs that ecrd serves or will serve, and [ecrd's own](#ecrd). An operation that is not built yet checks its",
    'caller, its input and its repository like the others, and then answers `NotImplementedException` (IAM and STS: `NotImplemented`), HTTP 501.',
    'AssumeRoleWithWebIdentity, which is not signed, answers `MissingAuthenticationToken` until then.',
    '',
    '| service | built | of |',
    '|---|---:|---:|',
    ...services.map(
      (service) =>
        `| [${service.title}](#${anchor(service.title)}) | ${built(service).length} | ${names(service).length} |`,
    ),
    ...services.flatMap(section),
    '',
  ].join('\n')
}

function section(service: DocumentedService): readonly string[] {
  const heading = ['', `## ${service.title}`, '']
  if (Object.keys(service.operations).length === 0) {
    return [
      ...heading,
      'Not served yet: a request for it is answered as an unknown operation, with the names of those that are.',
    ]
  }
  const rows = names(service).map((name) => `| ${name} | ${state(service, name)} |`)
  return [...heading, '| operation | built |', '|---|---|', ...rows, ...(service.reference ?? [])]
}

function state(service: DocumentedService, name: string): string {
  if (!built(service).includes(name)) return 'not yet'
  const remark = service.remarks?.[name]
  return remark === undefined ? 'yes' : `yes; ${remark}`
}

const names = ({ model }: DocumentedService): readonly string[] => Object.keys(model.operations).sort()

function built(service: DocumentedService): readonly string[] {
  return names(service).filter((name) => {
    const operation = service.operations[name]
    return operation !== undefined && isImplemented(operation)
  })
}

const anchor = (title: string): string => title.toLowerCase().replaceAll(' ', '-')
