/** The process that makes the load: one order at a time from its parent, one report for each. */
import type { Order } from './load.ts'
import type { Done, Failure, Report } from './report.ts'
import { measureLimit } from './machine-limits.ts'
import { pullLargeBlob, pushLargeBlobs } from './move-large-blobs.ts'
import { pushImages } from './push-images.ts'
import { putImages } from './put-images.ts'
import { repeatCall } from './repeat-call.ts'
import { repeatRequest } from './repeat-request.ts'

process.on('message', (order: Order) => {
  void report(order).then((answer) => process.send?.(answer))
})
// The process that gives the orders is gone.
process.on('disconnect', () => process.exit())

async function report(order: Order): Promise<Report | Failure> {
  const start = performance.now()
  const before = process.cpuUsage()
  try {
    const done = await measure(order)
    const { user, system } = process.cpuUsage(before)
    return { ...done, headroom: ((performance.now() - start) * 1000) / (user + system) }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}

async function measure(order: Order): Promise<Done> {
  if (order.target === undefined) return measureLimit(order.load)
  const { target, load } = order
  switch (load.kind) {
    case 'requests':
      return repeatRequest(target, load)
    case 'calls':
      return repeatCall(target, load)
    case 'images':
      return pushImages(target, load)
    case 'put images':
      return putImages(target, load)
    case 'large pushes':
      return pushLargeBlobs(target, load)
    case 'large pull':
      return pullLargeBlob(target, load)
  }
}
