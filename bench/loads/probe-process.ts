/**
 * The process that asks whether the server is there, over and over, while another one is hostile: started by the number of the
 * port, and ended by anything else, which is answered with the longest time that the server took.
 */
import { get } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

const intervalMs = 4

let port: number | undefined

process.on('message', (message: number | 'report') => {
  if (typeof message === 'number') void probe((port = message))
  else port = undefined
})
// The process that gives the orders is gone.
process.on('disconnect', () => process.exit())

/** An ask that waits when the report is wanted is waited for. */
async function probe(asked: number): Promise<void> {
  let longestMs = 0
  while (port !== undefined) {
    const start = performance.now()
    while (!(await isReady(asked))) await pause(intervalMs)
    longestMs = Math.max(longestMs, performance.now() - start)
    await pause(intervalMs)
  }
  process.send?.(longestMs)
}

/** On a connection of its own, as what probes for a cluster does. */
function isReady(asked: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port: asked, path: '/readyz', agent: false }, (response) => {
      response.resume().once('end', () => {
        resolve(response.statusCode === 200)
      })
    })
    request.once('error', () => {
      resolve(false)
    })
  })
}
