import type { ImageName } from '../../src/errors.ts'
import { downloadOperation } from '../../src/http/downloads/downloads-door.ts'
import { endpoints } from '../../src/http/oci/endpoints.ts'
import type { Endpoint } from '../../src/http/oci/exchange.ts'
import type { RouteKind } from '../../src/http/oci/route.ts'
import type { NamedImages } from '../../src/request/operation.ts'
import { repositoryArn, repositoryName } from './ecr-requests.ts'
import { ecrScope, onEcr } from './ecr-rights.ts'
import { digestOf, imageOf } from './images.ts'
import type { Needed, Rights } from './rights.ts'

/** Every route of `/v2/`, and `/downloads/`: what each operation behind it needs. */

export const layerDigest = digestOf('a layer')
const uploadId = '00000000-0000-4000-8000-000000000000'

/** A path of each route. */
export const ociPaths: Readonly<Record<RouteKind, string>> = {
  base: '/v2/',
  catalog: '/v2/_catalog',
  tags: `/v2/${repositoryName}/tags/list`,
  manifest: `/v2/${repositoryName}/manifests/v1`,
  blob: `/v2/${repositoryName}/blobs/${layerDigest}`,
  uploads: `/v2/${repositoryName}/blobs/uploads/`,
  upload: `/v2/${repositoryName}/blobs/uploads/${uploadId}?digest=${layerDigest}`,
  referrers: `/v2/${repositoryName}/referrers/${layerDigest}`,
}

export const ociRoutes: readonly (Pick<Endpoint, 'operations'> & {
  readonly kind: RouteKind
  readonly method: string
})[] = Object.entries(endpoints).flatMap(([kind, ofRoute]) =>
  Object.entries(ofRoute).map(([method, { operations }]) => ({ kind: kind as RouteKind, method, operations })),
)

const onImage = (action: string, to: NamedImages['to'], name: ImageName): Needed => ({
  ...onEcr(action),
  images: { to, names: [name] },
})

const pushed = imageOf()
const onPush: Needed = {
  ...onEcr('PutImage'),
  images: { to: 'push', digests: [pushed.digest], tags: ['v1'], held: [] },
}

/** Route by route, method by method, operation by operation. */
export const neededOnRoutes: Readonly<Record<RouteKind, Readonly<Record<string, readonly (readonly Needed[])[]>>>> = {
  // A token that is good is all it takes.
  base: { GET: [[]], HEAD: [[]] },
  catalog: { GET: [[onEcr('DescribeRepositories', repositoryArn.replace('team/app', '*'))]] },
  tags: { GET: [[onEcr('ListImages')]] },
  manifest: {
    GET: [[onImage('BatchGetImage', 'read', { imageTag: 'v1' })]],
    HEAD: [[onImage('BatchGetImage', 'read', { imageTag: 'v1' })]],
    PUT: [[onPush], [{ ...onEcr('PutImage'), images: 'unread' }]],
    DELETE: [[onImage('BatchDeleteImage', 'delete', { imageTag: 'v1' })]],
  },
  blob: {
    GET: [[onEcr('GetDownloadUrlForLayer')]],
    HEAD: [[onEcr('BatchCheckLayerAvailability')]],
    DELETE: [[onEcr('BatchDeleteImage')]],
  },
  uploads: {
    POST: [
      [onEcr('InitiateLayerUpload')],
      [onEcr('InitiateLayerUpload'), onEcr('GetDownloadUrlForLayer', repositoryArn.replace('team/app', 'team/base'))],
      [onEcr('InitiateLayerUpload'), onEcr('UploadLayerPart'), onEcr('CompleteLayerUpload')],
      [onEcr('UploadLayerPart'), onEcr('CompleteLayerUpload')],
      // An upload at once that fails is given up again.
      [onEcr('InitiateLayerUpload')],
    ],
  },
  upload: {
    GET: [[onEcr('UploadLayerPart')]],
    PATCH: [[onEcr('UploadLayerPart')]],
    PUT: [[onEcr('UploadLayerPart'), onEcr('CompleteLayerUpload')]],
    DELETE: [[onEcr('InitiateLayerUpload')]],
  },
  referrers: { GET: [[onImage('BatchGetImage', 'read', { imageDigest: layerDigest })]] },
}

/** What all of them may be asked. */
const input = {
  ...{ repositoryName, digest: layerDigest, uploadId, from: 'team/base', bytes: pushed.bytes },
  ...{ imageTag: 'v1', tags: ['v1'], subjectDigest: layerDigest },
}

export const ociRights: readonly Rights[] = [
  ...ociRoutes.flatMap(({ kind, method, operations }) =>
    operations.map((operation, at) => ({
      label: `${method} of ${kind}: ${operation.name}, ${at + 1}.`,
      operation,
      input,
      found: ['team/base'],
      scope: ecrScope,
      needed: neededOnRoutes[kind][method]?.[at] ?? [],
    })),
  ),
  {
    label: 'a download',
    operation: downloadOperation,
    input: { repositoryName, digest: layerDigest },
    scope: ecrScope,
    needed: [onEcr('GetDownloadUrlForLayer')],
  },
]
