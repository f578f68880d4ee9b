import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { createModel, type Model, type Seen, type Step } from '../../property/registry-model.ts'
import { modelImages } from './contents.ts'
import { blaming, type FailingStorage, type Fault } from './failing-storage.ts'
import { collectAfter, type Flow } from './flows.ts'
import { type ListedRow, type ServerUnderFaults, startServerUnderFaults } from './server-under-faults.ts'
import { look, takeStep } from './steps-over-http.ts'

/** Later than any flow collects, and than the lease of a job expires whose server was killed. */
const collectLater = (rounds: number): readonly Step[] => collectAfter(30, rounds)

/** A storage in which nothing is, and the server that has it. */
export interface Rig extends AsyncDisposable {
  readonly storage: FailingStorage
  server: ServerUnderFaults
}

export async function openRig(storage: FailingStorage): Promise<Rig> {
  const rig: Rig = {
    storage,
    server: await startServerUnderFaults(storage.place, storage.env),
    [Symbol.asyncDispose]: () => rig.server.kill(),
  }
  return rig
}

/**
 * Takes a flow's steps until a fault ends one, starts the server anew, and expects
 *
 * 1. that clients see what was there before that step, or what is there after it;
 * 2. that the collector leaves no bytes but those that rows name;
 * 3. that the flow succeeds when it is tried again;
 * 4. that nothing is left when all is deleted and collected.
 *
 * What could be hit, in order.
 */
export async function expectBeforeOrAfter(rig: Rig, flow: Flow, fault: Fault): Promise<readonly string[]> {
  for (const step of flow.prepared) expect([step, await takeStep(rig.server, step)]).toEqual([step, 'done'])
  await rig.storage.arm(fault, () => void rig.server.kill())
  const done = takeUntilFailed(rig.server, flow.steps)
  await Promise.allSettled([done])
  const counted = await rig.storage.disarm()
  await blaming(fault, counted, async () => {
    const count = await done
    rig.server = await rig.server.restart()
    await expectNothingByHalf(rig, flow, count)
  })
  return counted
}

/** `done`: how many steps certainly are. */
async function expectNothingByHalf({ server, storage }: Rig, flow: Flow, done: number): Promise<void> {
  const possible = [done, done + 1].map((count) => modelAfter([...flow.prepared, ...flow.steps.slice(0, count)]))
  const model = await expectOneOf(server, flow, possible)
  await takeAlike(server, model, collectLater(3))
  expect(await storage.storageKeys()).toEqual(await namedKeys(server))
  await takeAlike(server, model, flow.steps)
  expect(await look(server, flow.images)).toEqual(model.seen())
  await takeAlike(server, model, [...deletionOf(model), ...collectLater(2)])
  expect([await listRows(server), await storage.storageKeys()]).toEqual([[], []])
}

/** How many are done. A fault makes a step fail, and never makes it a wrong one. */
async function takeUntilFailed(server: ServerUnderFaults, steps: readonly Step[]): Promise<number> {
  for (const [at, step] of steps.entries()) {
    const outcome = await takeStep(server, step)
    if (outcome === 'failed') return at
    expect([step, outcome]).toEqual([step, 'done'])
  }
  return steps.length
}

/** Time that was moved is the real one again when a server starts. */
function modelAfter(steps: readonly Step[]): Model {
  const model = createModel(modelImages)
  for (const step of steps) expect([step, model.take(step)]).toEqual([step, true])
  const hours = steps.reduce((sum, step) => sum + (step.do === 'wait' ? step.hours : 0), 0)
  model.take({ do: 'wait', hours: -hours })
  return model
}

/** The first that shows what is seen. */
async function expectOneOf(server: ServerUnderFaults, { images }: Flow, models: readonly Model[]): Promise<Model> {
  const seen = await look(server, images)
  const model = models.find((possible) => isDeepStrictEqual(possible.seen(), seen))
  if (model !== undefined) return model
  return expect.fail(
    `seen is ${inspect(seen)}, not one of ${models.map((possible) => inspect(possible.seen())).join()}`,
  )
}

const inspect = (seen: Seen): string => JSON.stringify(seen)

async function takeAlike(server: ServerUnderFaults, model: Model, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    expect([step, await takeStep(server, step)]).toEqual([step, model.take(step) ? 'done' : 'refused'])
  }
}

function deletionOf(model: Model): readonly Step[] {
  return Object.keys(model.seen()).map((repository) => ({ do: 'delete-repository', repository }))
}

/** Of the bytes that are kept for blobs; uploads have ended when all is collected. */
async function namedKeys(server: ServerUnderFaults): Promise<readonly string[]> {
  const kept = (await listRows(server)).filter(({ store }) => store !== undefined && store !== 'inline')
  return kept.map(({ storageKey = '' }) => storageKey).toSorted()
}

async function listRows({ order }: ServerUnderFaults): Promise<readonly ListedRow[]> {
  return (await order({ do: 'list rows' })).rows ?? []
}
