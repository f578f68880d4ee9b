import type { Target } from '../loads/connection.ts'
import { ask, type Outcome } from '../loads/hostile-connection.ts'
import { manifestMediaType } from '../loads/image.ts'
import { headLines, requestHead } from '../loads/request.ts'
import { formSigner, requestSigner } from '../loads/sign-request.ts'
import { repository } from '../registries/registry.ts'
import { type Callers, filled, type HostileInput, mebibyte } from './hostile-input.ts'

/** Texts of about so many bytes that cost a parser more than they look. */
const texts: readonly (readonly [name: string, text: (sizeBytes: number) => string])[] = [
  ['{} members', (sizeBytes) => `{"x":[${filled(sizeBytes - 8, () => '{}')}]}`],
  ['distinct keys', (sizeBytes) => `{${filled(sizeBytes - 2, (index) => `"${index.toString(36)}":0`)}}`],
  ['duplicate keys', (sizeBytes) => `{${filled(sizeBytes - 2, () => '"layers":[]')}}`],
  ['nested arrays', (sizeBytes) => `{"x":${nested(sizeBytes - 6, '[', ']')}}`],
  ['nested objects', (sizeBytes) => nested(sizeBytes - 1, '{"x":', '}', '0')],
  ['numbers', (sizeBytes) => `{"x":[${filled(sizeBytes - 8, () => '1e-9')}]}`],
  ['escapes', (sizeBytes) => `{"x":"${'\\u00e9'.repeat((sizeBytes - 8) / 6)}"}`],
  ['blanks', (sizeBytes) => `{${' '.repeat(sizeBytes - 2)}}`],
]

function nested(sizeBytes: number, open: string, close: string, innermost = ''): string {
  const depth = Math.floor(sizeBytes / (open.length + close.length))
  return open.repeat(depth) + innermost + close.repeat(depth)
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UploadLayerPart.html takes the largest of all. */
const bodyBytes = 28 * mebibyte - 64
const manifestBytes = 4 * mebibyte
const formBytes = mebibyte - 64

export const hostileBodies: readonly HostileInput[] = [
  ...texts.map(([name, text]) => ({
    title: `body of 28 MiB of ${name}, signed by a user without policies`,
    send: ({ powerless }: Callers) => one(ask(powerless, requestSigner(powerless)('UploadLayerPart', text(bodyBytes)))),
  })),
  ...texts.map(([name, text]) => ({
    title: `manifest of 4 MiB of ${name}, pushed`,
    send: ({ root }: Callers) => one(putManifest(root, text(manifestBytes))),
  })),
  ...texts.slice(0, 3).map(([name, text]) => ({
    title: `manifest of 4 MiB of ${name}, by the API`,
    send: ({ root }: Callers) => one(putImage(root, text(manifestBytes - 64))),
  })),
  {
    title: 'manifest of 8 MiB of letters that are not ASCII, by the API',
    send: ({ root }) => one(putImage(root, `{"x":"${'é'.repeat(4 * mebibyte - 64)}"}`)),
  },
  {
    title: 'form of 1 MiB of nested parameters, by a user without policies',
    send: ({ powerless }) => one(ask(powerless, formSigner(powerless)(form((index) => `a.1.b.${index}=`)))),
  },
  {
    title: 'form of 1 MiB of deep parameters, by a user without policies',
    send: ({ powerless }) =>
      one(ask(powerless, formSigner(powerless)(`${action}&a${'.1'.repeat(formBytes / 2 - 64)}=`))),
  },
  {
    title: 'form of 1 MiB of tags, by a user without policies',
    send: ({ powerless }) =>
      one(ask(powerless, formSigner(powerless)(form((index) => `Tags.member.${index}.Key=${index}`)))),
  },
  {
    title: '20 forms of 1 MiB of nested parameters at once, signed by nobody',
    send: ({ root }) => {
      const body = form((index) => `a.1.b.${index}=`)
      const head = headLines('POST', '/', [
        ['host', `${root.host}:${root.port}`],
        ['content-type', 'application/x-www-form-urlencoded'],
        ['content-length', `${Buffer.byteLength(body)}`],
      ])
      return Promise.all(Array.from({ length: 20 }, () => ask(root, head, body)))
    },
  },
  {
    title: '40 bodies of 28 MiB at once, signed with a wrong secret',
    send: ({ root }) => {
      const { accessKeyId = '' } = root.credentials ?? {}
      const sign = requestSigner({ ...root, credentials: { accessKeyId, secretAccessKey: 'wrong' } })
      const request = sign('UploadLayerPart', `{"x":"${'A'.repeat(bodyBytes - 8)}"}`)
      return Promise.all(Array.from({ length: 40 }, () => ask(root, request)))
    },
  },
]

const action = 'Action=CreateUser&Version=2010-05-08&UserName=x'

function form(parameter: (index: number) => string): string {
  return `${action}&${filled(formBytes - 64, (index) => parameter(index + 1)).replaceAll(',', '&')}`
}

export async function one(outcome: Promise<Outcome>): Promise<readonly Outcome[]> {
  return [await outcome]
}

/** By the registry's own door. */
export function putManifest(
  target: Target,
  manifest: string,
  { to = repository, tag = 'hostile' } = {},
): Promise<Outcome> {
  const head = requestHead(target, {
    method: 'PUT',
    path: `/v2/${to}/manifests/${tag}`,
    contentType: mediaTypeOf(manifest),
    lengthBytes: Buffer.byteLength(manifest),
  })
  return ask(target, head, manifest)
}

export function putImage(
  target: Target,
  imageManifest: string,
  { to = repository, tag = 'hostile' } = {},
): Promise<Outcome> {
  const imageManifestMediaType = mediaTypeOf(imageManifest)
  const input = { repositoryName: to, imageManifest, imageManifestMediaType, imageTag: tag }
  return ask(target, requestSigner(target)('PutImage', JSON.stringify(input)))
}

export const indexMediaType = 'application/vnd.oci.image.index.v1+json'

function mediaTypeOf(manifest: string): string {
  return manifest.includes('"manifests":') ? indexMediaType : manifestMediaType
}
