/** The worker thread: does jobs in memory that comes with them and goes back with their answers. */
import { parentPort } from 'node:worker_threads'
import { createFrameWork, type NumberedAnswer, type NumberedJob, frameBufferOf } from './frame-work.ts'

const work = createFrameWork()

parentPort?.on('message', ({ number, job }: NumberedJob) => {
  const answer = work(job)
  const frameBuffer = frameBufferOf(job)
  parentPort?.postMessage(
    { number, answer, frameBuffer } satisfies NumberedAnswer,
    frameBuffer ? [frameBuffer.bytes.buffer] : [],
  )
})
