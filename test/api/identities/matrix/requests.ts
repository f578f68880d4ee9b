import type { Effect } from '../../../../src/request/operation.ts'
import { ecrRights } from '../../../support/ecr-rights.ts'
import { ecrdRights } from '../../../support/ecrd-rights.ts'
import { iamRights } from '../../../support/iam-rights.ts'
import { layerDigest, neededOnRoutes, ociPaths, ociRoutes } from '../../../support/oci-rights.ts'
import { onEcr } from '../../../support/ecr-rights.ts'
import { repositoryName } from '../../../support/ecr-requests.ts'
import type { Needed, Rights } from '../../../support/rights.ts'
import { stsRights, stsRightsOfTags } from '../../../support/sts-rights.ts'
import { taggingRights } from '../../../support/tagging-rights.ts'
import { type Ask, askAction, askDownload, askJson, askOwn, askRoute, askTags } from './doors.ts'

/** A request of one door, and what its caller needs. */
export interface MatrixRequest {
  readonly label: string
  readonly door: 'json' | 'query' | 'oci' | 'downloads'
  readonly effect: Effect
  readonly needed: readonly Needed[]
  /** Whether it names what is ours: otherwise everybody asks it of his own account. */
  readonly isOfOurs: boolean
  /** AWS gives its answers no body. */
  readonly isHead: boolean
  readonly ask: Ask
  /** What is answered to whoever has just what is needed, where more rights come to more: a layer is mounted for who may read it. */
  readonly status?: number
}

const nameOf = ({ label }: Rights): string => label.replace(/,.*/, '')

const ofJson = ecrRights.map((rights): MatrixRequest => {
  const input = rights.input as object
  const isOfOurs = 'registryId' in input || 'resourceArn' in input
  const ask = askJson(nameOf(rights), input)
  const { label, needed, operation } = rights
  return { label, door: 'json', effect: operation.effect, needed, isOfOurs, isHead: false, ask }
})

/** Of what isn't in the caller's own account nothing is asked there. */
const ofTags = taggingRights.map(({ label, input, needed, operation: { effect } }): MatrixRequest => {
  const ask = askTags(label, input)
  return { label: `tagging: ${label}`, door: 'json', effect, needed, isOfOurs: false, isHead: false, ask }
})

/** The server and its people are ours. */
const ofEcrd = ecrdRights.map(({ label, input, needed, operation: { effect } }): MatrixRequest => {
  const ask = askOwn(label, input)
  return { label: `ecrd: ${label}`, door: 'json', effect, needed, isOfOurs: true, isHead: false, ask }
})

const manifest = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }

const ofRoutes = ociRoutes.map(({ kind, method, operations: [{ effect }] }): MatrixRequest => {
  const sends = method === 'PUT' || method === 'PATCH'
  const ask = askRoute(
    method,
    ociPaths[kind],
    sends ? { body: '{}', headers: kind === 'manifest' ? manifest : {} } : {},
  )
  const [needed = []] = neededOnRoutes[kind][method] ?? []
  return { label: `${method} of ${kind}`, door: 'oci', effect, needed, isOfOurs: true, isHead: method === 'HEAD', ask }
})

/** What POST can do beside opening an upload. */
const ofUploads = Object.entries({
  [`mount=${layerDigest}`]: [onEcr('InitiateLayerUpload')],
  [`mount=${layerDigest}&from=${repositoryName}`]: [onEcr('InitiateLayerUpload')],
  [`digest=${layerDigest}`]: [onEcr('InitiateLayerUpload'), onEcr('UploadLayerPart'), onEcr('CompleteLayerUpload')],
}).map(([query, needed]): MatrixRequest => {
  const ask = askRoute('POST', `${ociPaths.uploads}?${query}`, { body: 'a layer' })
  const request = {
    label: `POST of uploads, ${query}`,
    door: 'oci',
    effect: 'changes',
    needed,
    isOfOurs: true,
    isHead: false,
    ask,
  } as const
  return query.startsWith('mount') ? { ...request, status: 202 } : request
})

const download: MatrixRequest = {
  label: 'a download',
  door: 'downloads',
  effect: 'reads',
  needed: [onEcr('GetDownloadUrlForLayer')],
  isOfOurs: true,
  isHead: false,
  ask: askDownload,
}

const ofQueries = (service: 'iam' | 'sts', rights: readonly Rights[]): readonly MatrixRequest[] =>
  rights.map((each) => {
    const { PolicyArn, RoleArn } = each.input as { readonly PolicyArn?: string; readonly RoleArn?: string }
    const isOfOurs = each.needed[0]?.resource === (PolicyArn ?? RoleArn ?? '')
    const ask = askAction(service, nameOf(each), each.input)
    const { needed, operation } = each
    const label = `${service}: ${each.label}`
    return { label, door: 'query', effect: operation.effect, needed, isOfOurs, isHead: false, ask }
  })

export const matrixRequests: readonly MatrixRequest[] = [
  download,
  ...ofRoutes,
  ...ofUploads,
  ...ofJson,
  ...ofTags,
  ...ofEcrd,
  ...ofQueries('sts', [...stsRights, ...stsRightsOfTags]),
  ...ofQueries('iam', iamRights),
]
