import { Counter, Histogram, type Registry } from 'prom-client'
import type { Recorder } from '../http/ops/recorder.ts'
import { durationBuckets } from './duration-buckets.ts'
import { resultOf } from './result-rules.ts'

/**
 * Requests, by what is bounded: names of doors and operations, results. Names of repositories, callers and addresses are
 * anybody's text, and each new one would be a series of its own.
 */
export function requestMetrics(registry: Registry): Recorder {
  const registers = [registry]
  const requests = new Counter({
    name: 'ecrd_requests_total',
    help: 'Requests that were answered or cut, and connections whose request was malformed',
    labelNames: ['door', 'service', 'operation', 'effect', 'result'],
    registers,
  })
  const durations = new Histogram({
    name: 'ecrd_request_duration_seconds',
    help: 'Time from the head of a request that a door answered to the end of the answer, including the time in which the client sends and reads',
    labelNames: ['door', 'operation'],
    buckets: durationBuckets,
    registers,
  })
  const received = new Counter({
    name: 'ecrd_request_received_bytes_total',
    help: 'Bytes of the bodies of requests that were read',
    labelNames: ['door', 'operation'],
    registers,
  })
  const sent = new Counter({
    name: 'ecrd_request_sent_bytes_total',
    help: 'Bytes of the bodies of answers; of one that was cut, all that it was to have',
    labelNames: ['door', 'operation'],
    registers,
  })
  return {
    record(request) {
      const {
        door = none,
        operation: { service, name: operation, effect } = unnamed,
        receivedBytes,
        sentBytes,
      } = request
      requests.inc({ door, service, operation, effect, result: resultOf(request) })
      const labels = { door, operation }
      if (request.door !== undefined) durations.observe(labels, request.durationMs / 1000)
      if (receivedBytes > 0) received.inc(labels, receivedBytes)
      if (sentBytes > 0) sent.inc(labels, sentBytes)
    },
  }
}

const none = 'none'

/** What was refused before it was known what is asked. */
const unnamed = { service: none, name: none, effect: none }
