import { hash } from 'node:crypto'
import { openConnection, type Target } from '../loads/connection.ts'
import { ask, type Outcome } from '../loads/hostile-connection.ts'
import { annotated, newImage } from '../loads/image.ts'
import { pushImage } from '../loads/push-image.ts'
import { requestHead } from '../loads/request.ts'
import { requestSigner } from '../loads/sign-request.ts'
import { repository } from '../registries/registry.ts'
import { indexMediaType, one, putImage, putManifest } from './hostile-bodies.ts'
import { type Callers, filled, type HostileInput, mebibyte } from './hostile-input.ts'

/** As many as an image may have: `ecr/images/store-image.ts`. */
const tagsOfAnImage = 1_000

const nowhere = { to: 'bench/nowhere' }

/** An index of 4 MiB around images that nobody has. */
function indexOf(child: (index: number) => string): string {
  const children = filled(4 * mebibyte - 256, (index) => `{"digest":"${child(index)}"}`)
  return `{"schemaVersion":2,"mediaType":"${indexMediaType}","manifests":[${children}]}`
}

/** 210,000 of them. */
const invented = (): string => indexOf((index) => index.toString(36).padStart(5, '0'))
/** Half of a hundred thousand. */
const wellFormed = (): string => indexOf((index) => digestOf(`${index}`))

function digestOf(text: string): string {
  return `sha256:${hash('sha256', text)}`
}

/** What a policy that speaks of tags makes a server look up. */
const questions: readonly HostileInput[] = [
  {
    title: 'index around 210,000 invented names, by a user whose policy asks for tags',
    send: ({ byTag }) => one(putManifest(byTag, invented())),
  },
  {
    title: 'index around 48,000 invented digests, by a user whose policy asks for tags',
    send: ({ byTag }) => one(putManifest(byTag, wellFormed())),
  },
  {
    title: 'the same by the API',
    send: ({ byTag }) => one(putImage(byTag, wellFormed())),
  },
  {
    title: 'index around 210,000 invented names, by the same user, into no repository',
    send: ({ byTag }) => one(putManifest(byTag, invented(), nowhere)),
  },
  {
    title: 'the same by the API, by a user without policies',
    send: ({ powerless }) => one(putImage(powerless, invented(), nowhere)),
  },
  {
    title: `BatchGetImage of one digest 100 times, with ${tagsOfAnImage} tags, by a user whose policy asks for tags`,
    prepare: ({ root }) => pushTags(root),
    send: ({ byTag }) => {
      const imageIds = Array.from({ length: 100 }, () => ({ imageDigest: digestOf(taggedImage) }))
      return one(call(byTag, 'BatchGetImage', { repositoryName: repository, imageIds }))
    },
  },
]

const image = newImage()
const taggedImage = Buffer.from(image.manifest).toString()
const subject = `sha256:${'0'.repeat(64)}`

/** The last one is what the user may read. */
async function pushTags(root: Target): Promise<void> {
  const connection = await openConnection(root)
  await pushImage({ target: root, connection, repository }, image, 'a-0')
  const sign = requestSigner(root)
  for (let index = 1; index < tagsOfAnImage; index += 1) {
    const imageTag = index < tagsOfAnImage - 1 ? `a-${index}` : 'release-1'
    const input = { repositoryName: repository, imageManifest: taggedImage, imageTag }
    await connection.send(sign('PutImage', JSON.stringify(input)))
  }
  connection.close()
}

function call(target: Target, operation: string, input: object): Promise<Outcome> {
  return ask(target, requestSigner(target)(operation, JSON.stringify(input)))
}

/** 100 manifests about one subject, each as large as what is left of 4 MiB; the server may have refused them. */
function pushReferrers(padding: string): NonNullable<HostileInput['prepare']> {
  return async ({ root }) => {
    const connection = await openConnection(root)
    await pushImage({ target: root, connection, repository }, image, 'layers')
    connection.close()
    const descriptor = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: subject, size: 1 }
    const plain = `${taggedImage.slice(0, -1)},"subject":${JSON.stringify(descriptor)}${padding}}`
    for (let count = 0; count < 100; count += 1) {
      const manifest = padding.includes('"annotations"')
        ? plain.replace('"unique":""', `"unique":"${count}"`)
        : annotated(plain).manifest
      await putManifest(root, manifest, { tag: digestOf(manifest) })
    }
  }
}

const referrers: readonly HostileInput[] = [
  {
    title: 'page of 100 referrers of 4 MiB of {} members',
    prepare: pushReferrers(`,"x":[${filled(4 * mebibyte - 4096, () => '{}')}]`),
    send: getReferrers,
  },
  {
    title: 'page of 100 referrers of 4 MiB of annotations',
    prepare: pushReferrers(`,"annotations":{"unique":"","text":"${'x'.repeat(4 * mebibyte - 4096)}"}`),
    send: getReferrers,
  },
  {
    title: 'the same by the API',
    prepare: pushReferrers(`,"annotations":{"unique":"","text":"${'x'.repeat(4 * mebibyte - 4096)}"}`),
    send: ({ root }) =>
      one(
        call(root, 'ListImageReferrers', {
          repositoryName: repository,
          subjectId: { imageDigest: subject },
          maxResults: 50,
        }),
      ),
  },
]

function getReferrers({ root }: Callers): Promise<readonly Outcome[]> {
  return one(ask(root, requestHead(root, { method: 'GET', path: `/v2/${repository}/referrers/${subject}` })))
}

export const hostileImages: readonly HostileInput[] = [...questions, ...referrers]
