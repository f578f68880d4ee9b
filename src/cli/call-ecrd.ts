import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps, type RequestOptions } from 'node:https'
import { text } from 'node:stream/consumers'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { Sha256 } from '@smithy/core/checksum'
import { SignatureV4 } from '@smithy/signature-v4'
import { environment } from '../config/environment.ts'
import { errorCode } from '../config/error-code.ts'
import type { EcrdOperations } from '../generated/ecrd.ts'
import { ecrdModel } from '../generated/ecrd.model.ts'
import { compileJsonDecoder } from '../standards/aws-model/decode-json.ts'
import { compileJsonEncoder } from '../standards/aws-model/encode-json.ts'
import { CallFailed, type RemoteServer } from './remote-server.ts'

type Name = keyof EcrdOperations

/** Has a server do one of ecrd's own operations, by the contract in model/ecrd.json. */
export async function callEcrd<Called extends Name>(
  server: RemoteServer,
  name: Called,
  input: EcrdOperations[Called]['input'],
): Promise<EcrdOperations[Called]['output']> {
  const { signingName, targetPrefix = '', operations } = ecrdModel
  const { input: inputShape = '', output: outputShape = '' } = operations[name]
  const body = JSON.stringify(compileJsonEncoder(ecrdModel, inputShape)(input))
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${targetPrefix}.${name}` }
  const response = await send(server, await sign(server, signingName, { headers, body }))
  const json = await readJson(server, response)
  if (response.statusCode !== 200) throw new CallFailed(sentenceOf(json) ?? strange(server, response))
  try {
    return compileJsonDecoder(ecrdModel, outputShape)(json) as EcrdOperations[Called]['output']
  } catch (error) {
    throw new CallFailed(strange(server, response), error)
  }
}

interface Outgoing {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

async function sign({ endpointUrl, region }: RemoteServer, service: string, { headers, body }: Outgoing) {
  const { protocol, host, hostname, pathname: path } = new URL(endpointUrl)
  const signer = new SignatureV4({ service, region, credentials: await findCredentials(), sha256: Sha256 })
  const signed = await signer.sign({ protocol, method: 'POST', hostname, path, headers: { ...headers, host }, body })
  return { headers: signed.headers, body }
}

/** As every AWS SDK does: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html */
async function findCredentials() {
  try {
    return await defaultProvider()()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CallFailed(`There are no AWS credentials to ask the server with: ${why}`, error)
  }
}

/** A server that brings nothing for so long is given up. */
const silenceMs = 60_000

async function send({ endpointUrl }: RemoteServer, { headers, body }: Outgoing): Promise<IncomingMessage> {
  const { protocol } = new URL(endpointUrl)
  const options: RequestOptions = { method: 'POST', headers, agent: false, timeout: silenceMs, ca: await trusted() }
  const outgoing = (protocol === 'https:' ? requestHttps : requestHttp)(endpointUrl, options)
  outgoing.on('timeout', () => outgoing.destroy(new Error('it does not answer')))
  // Once the answer has begun, whoever reads it is told of the error, too.
  outgoing.on('error', () => undefined)
  outgoing.end(body)
  try {
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    return response
  } catch (error) {
    throw unreachable(endpointUrl, error)
  }
}

/** What AWS's command line trusts instead of the certificates that everybody trusts. */
async function trusted(): Promise<Buffer | undefined> {
  const path = environment.AWS_CA_BUNDLE
  if (path === undefined || path === '') return undefined
  return readFile(path).catch((error: unknown) => {
    throw new CallFailed(`The certificates of AWS_CA_BUNDLE cannot be read from ${path}.`, error)
  })
}

async function readJson({ endpointUrl }: RemoteServer, response: IncomingMessage): Promise<unknown> {
  const body = await text(response).catch((error: unknown) => {
    throw unreachable(endpointUrl, error)
  })
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function unreachable(endpointUrl: string, error: unknown): CallFailed {
  const why = errorCode(error) ?? (error instanceof Error ? error.message : String(error))
  return new CallFailed(`The server at ${endpointUrl} cannot be reached: ${why}`, error)
}

/** What an error of a server says; undefined for what is none. */
function sentenceOf(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || !('message' in json)) return undefined
  return typeof json.message === 'string' ? json.message : undefined
}

const strange = ({ endpointUrl }: RemoteServer, { statusCode = 0 }: IncomingMessage): string =>
  `What answers at ${endpointUrl} is not an ecrd of this version: HTTP ${statusCode}.`
