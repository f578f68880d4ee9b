import { compileQueryDecoder } from './decode-query.ts'
import { decoded } from './decoded.ts'
import type { Decoded } from './decoded.ts'
import { compileXmlEncoder, element } from './encode-xml.ts'
import { escapeXml } from './escape-xml.ts'
import { requireShape } from './model.ts'
import type { OperationModel, ServiceModel } from './model.ts'
import { parameterTree } from './parameter-tree.ts'
import { compileValidator } from './validate.ts'
import type { Exempt, Violation } from './validate.ts'

/** One operation of a query service: parameters to input, what is wrong with the input, output to a document. */
export interface QueryCodec {
  readonly decode: (parameters: Iterable<readonly [string, string]>) => Decoded
  readonly validate: (input: unknown) => readonly Violation[]
  readonly encode: (output: unknown, requestId: string) => string
}

export function compileQueryCodec(
  model: ServiceModel,
  name: string,
  operation: OperationModel,
  exempt: Exempt = new Set(),
): QueryCodec {
  const { input, output, resultWrapper } = operation
  const decode = input === undefined ? () => ({}) : compileQueryDecoder(model, input)
  const members = new Set(input === undefined ? [] : membersOf(model, input))
  const encode = output === undefined ? () => '' : compileXmlEncoder(model, output)
  return {
    decode: (parameters) => decoded(() => decode(parameterTree(parameters, members))),
    validate: input === undefined ? () => [] : compileValidator(model, input, exempt),
    encode: (value, requestId) => {
      const result = resultWrapper === undefined ? '' : element(resultWrapper, encode(value))
      const metadata = element('ResponseMetadata', element('RequestId', escapeXml(requestId)))
      return document(`${name}Response`, model.xmlNamespace, result + metadata)
    },
  }
}

function membersOf(model: ServiceModel, input: string): readonly string[] {
  const shape = requireShape(model, input)
  return shape.type === 'structure' ? Object.keys(shape.members) : []
}

/** An error as the query protocol has it: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization */
export function encodeQueryError(
  xmlNamespace: string | undefined,
  error: { readonly type: 'Sender' | 'Receiver'; readonly code: string; readonly message: string },
  requestId: string,
): string {
  const { type, code, message } = error
  const details = element('Type', type) + element('Code', escapeXml(code)) + element('Message', escapeXml(message))
  return document('ErrorResponse', xmlNamespace, element('Error', details) + element('RequestId', escapeXml(requestId)))
}

function document(root: string, xmlNamespace: string | undefined, content: string): string {
  const attribute = xmlNamespace === undefined ? '' : ` xmlns="${escapeXml(xmlNamespace)}"`
  return `<${root}${attribute}>${content}</${root}>\n`
}
