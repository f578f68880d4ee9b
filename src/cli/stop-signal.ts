import { constants } from 'node:os'

/**
 * Fulfilled by the first SIGTERM or SIGINT. A second one means that the user won't wait: the process exits at once,
 * with the code that a shell reports for the signal.
 */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (isStopping) process.exit(128 + constants.signals[signal])
        isStopping = true
        resolve()
      })
    }
  })
}
