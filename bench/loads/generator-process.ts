/** The process that makes the load: one order at a time from its parent, one report for each. */
import type { Order, Report } from './load.ts'
import { moveLargeBlob } from './move-large-blob.ts'
import { pushImages } from './push-images.ts'
import { repeatRequest } from './repeat-request.ts'

process.on('message', (order: Order) => {
  void report(order).then((answer) => process.send?.(answer))
})
// Whoever gives the orders is gone.
process.on('disconnect', () => process.exit())

async function report(order: Order): Promise<Report> {
  try {
    return { rates: await measure(order) }
  } catch (error) {
    return { rates: [], failure: error instanceof Error ? error.message : String(error) }
  }
}

async function measure({ target, load }: Order): Promise<readonly number[]> {
  switch (load.kind) {
    case 'requests':
      return [await repeatRequest(target, load)]
    case 'images':
      return [await pushImages(target, load)]
    case 'large blob':
      return moveLargeBlob(target, load)
  }
}
