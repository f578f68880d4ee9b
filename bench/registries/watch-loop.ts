/**
 * Loaded into a server by `--import`, so that it tells how long its event loop was held up: on SIGUSR2 it writes the longest
 * time since the last one, in milliseconds, to the file that LOOP_STALLS names. https://nodejs.org/api/perf_hooks.html
 */
import { renameSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

const path = process.env.LOOP_STALLS
if (isMainThread && path !== undefined) {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  process.on('SIGUSR2', () => {
    writeFileSync(`${path}.new`, String(delays.max / 1e6))
    renameSync(`${path}.new`, path)
    delays.reset()
  })
}
