import {
  type Reference,
  requireShape,
  type ServiceDefinition,
  type ShapeDefinition,
} from '../model/service-definition.ts'

/** A service of ecrd's own, of which no page of AWS tells: from the documentation in its model. */
export function writeOwnOperations(definition: ServiceDefinition): readonly string[] {
  const { signingName = '', targetPrefix = '' } = definition.metadata
  return [
    '',
    `These are asked like AWS's JSON services: \`POST /\` with \`X-Amz-Target: ${targetPrefix}.OPERATION\`, signed for the service`,
    `\`${signingName}\`. Policies name them as \`${signingName}:OPERATION\`; no policy of AWS but AdministratorAccess allows them. AWS's command line`,
    `learns them by \`aws configure add-model --service-name ${signingName} --service-model file://model/${signingName}.json\`.`,
    ...Object.entries(definition.operations).flatMap(([name, { documentation = '', input, output, errors = [] }]) => [
      '',
      `### ${name}`,
      '',
      documentation,
      ...table(definition, 'input', input),
      ...table(definition, 'output', output),
      '',
      `Errors: ${errors.map(({ shape }) => `\`${shape}\``).join(', ')}`,
    ]),
  ]
}

function table(definition: ServiceDefinition, title: string, reference: Reference | undefined): readonly string[] {
  if (reference === undefined) return []
  const rows = membersOf(definition, requireShape(definition, reference.shape), '')
  return ['', `| ${title} | type | what it is |`, '|---|---|---|', ...rows]
}

/** Those of structures in lists, too: `jobs[].id`. */
function membersOf(definition: ServiceDefinition, structure: ShapeDefinition, prefix: string): readonly string[] {
  return Object.entries(structure.members ?? {}).flatMap(([name, { shape: shapeName, documentation = '' }]) => {
    const shape = requireShape(definition, shapeName)
    const element = shape.member && requireShape(definition, shape.member.shape)
    const marked = structure.required?.includes(name) === true ? '' : ', optional'
    const row = `| \`${prefix}${name}\` | ${typeOf(element ?? shape)}${element ? 's' : ''}${marked} | ${documentation} |`
    return element?.members === undefined ? [row] : [row, ...membersOf(definition, element, `${prefix}${name}[].`)]
  })
}

function typeOf({ type, enum: values, min, max }: ShapeDefinition): string {
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ')
  return type === 'integer' && max !== undefined ? `${type}, ${min ?? 0} to ${max}` : type
}
