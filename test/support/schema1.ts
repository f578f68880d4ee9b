import { generateKeyPairSync, sign } from 'node:crypto'
import { digestOf, type Layer, type Manifest } from './images.ts'

const MEDIA_TYPE = 'application/vnd.docker.distribution.manifest.v1+prettyjws'

export interface Schema1Description {
  readonly repository: string
  readonly tag: string
  /** The base first, as in newer manifests; schema 1 itself lists them the other way round. */
  readonly layers: readonly Layer[]
}

/**
 * An image as docker pushed it before 1.10: layers and history in one document, signed inside itself.
 *
 *     {                                     ┐
 *        "schemaVersion": 1, …              │ payload[0 … formatLength)
 *        "history": […]                     ┘
 *        ,"signatures": [{ header, signature, protected }]
 *     }                                       formatTail
 *
 * `protected` holds formatLength and formatTail. The signature is over base64url(protected).base64url(payload), and the
 * digest is the payload's: signing again makes no other image.
 * https://distribution.github.io/distribution/spec/manifest-v2-1/
 */
export function schema1Of({ repository, tag, layers }: Schema1Description): Manifest {
  const topFirst = layers.toReversed()
  const payload = JSON.stringify(
    {
      schemaVersion: 1,
      name: repository,
      tag,
      architecture: 'amd64',
      fsLayers: topFirst.map(({ digest }) => ({ blobSum: digest })),
      history: topFirst.map((layer, index) => ({
        v1Compatibility: JSON.stringify(historyOf(layer, topFirst[index + 1])),
      })),
    },
    null,
    3,
  )
  const formatTail = '\n}'
  const formatLength = payload.length - formatTail.length
  const signature = JSON.stringify(signatureOf(payload, { formatLength, formatTail: base64url(formatTail) }))
  const bytes = Buffer.from(`${payload.slice(0, formatLength)},\n   "signatures": [${signature}]${formatTail}`)
  return { bytes, digest: digestOf(payload), mediaType: MEDIA_TYPE }
}

function historyOf(layer: Layer, parent: Layer | undefined): object {
  return {
    id: idOf(layer),
    ...(parent === undefined ? {} : { parent: idOf(parent) }),
    created: '1970-01-01T00:00:00Z',
    architecture: 'amd64',
    os: 'linux',
  }
}

const idOf = ({ diffId }: Layer): string => diffId.slice('sha256:'.length)

const base64url = (text: string): string => Buffer.from(text).toString('base64url')

/** JSON Web Signature with the key inside: https://www.rfc-editor.org/rfc/rfc7515#section-7.2 */
function signatureOf(payload: string, format: object): object {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const protectedHeader = base64url(JSON.stringify({ ...format, time: '1970-01-01T00:00:00Z' }))
  const signed = Buffer.from(`${protectedHeader}.${base64url(payload)}`)
  const signature = sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return {
    header: { jwk: publicKey.export({ format: 'jwk' }), alg: 'ES256' },
    signature: signature.toString('base64url'),
    protected: protectedHeader,
  }
}
