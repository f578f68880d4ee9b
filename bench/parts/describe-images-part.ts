import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { postgresProgram, startPostgres } from '../../test/support/postgres.ts'
import { startEcrdOnPostgres } from '../registries/ecrd.ts'
import { type Registry, repository } from '../registries/registry.ts'
import { pushSeed } from '../seed.ts'
import { type Bench, describeImagesPostgres, type Part } from './part.ts'

const imageCount = 1_000

/** What round trips to the database cost: ecrd over a PostgreSQL of its own, asked for one page of many images. */
export function describeImagesPart({ generator, seconds, folder: parent }: Bench): Part {
  const running = new AsyncDisposableStack()
  let registry: Registry | undefined
  return {
    name: describeImagesPostgres,
    figures: [{ title: `DescribeImages of ${imageCount} on PostgreSQL, 1 client`, unit: 'requests/s', isRate: true }],
    async prepare({ contender }) {
      if (contender.name !== 'ecrd' || postgresProgram === undefined) return
      const postgres = await startPostgres()
      running.defer(postgres.remove)
      const folder = await mkdtemp(join(parent, 'postgres-'))
      registry = running.use(await startEcrdOnPostgres(folder, postgres.urlOf('postgres')))
      await pushSeed(registry.target)
      await postgres.run(insertImages)
    },
    async measure({ contender }) {
      if (contender.name !== 'ecrd' || registry === undefined) return undefined
      const input = { repositoryName: repository, maxResults: imageCount }
      const load = { kind: 'calls', operation: 'DescribeImages', input, connections: 1, seconds } as const
      const { rate, headroom } = await generator.measure({ target: registry.target, load })
      return [{ value: rate, headroom }]
    },
    finish: () => running.disposeAsync(),
  }
}

/** As many as are missing beside the one that was pushed, each with a tag. */
const insertImages = `
  with copies as (
    insert into image (repository_id, digest, media_type, artifact_media_type, artifact_type, size, pushed_at)
    select repository_id, 'sha256:' || lpad(n::text, 64, '0'), media_type, artifact_media_type, artifact_type, size,
      pushed_at
    from image, generate_series(2, ${imageCount}) as n
    returning id, repository_id
  )
  insert into tag (repository_id, name, image_id) select repository_id, 'copy-' || id, id from copies`
