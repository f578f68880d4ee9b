import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type Arrival, type Arrivals, createArrivals } from './arrivals.ts'

const pace = { silenceSeconds: 20, bytesPerSecond: 1_024 }

/** A body whose client is awaited, and whether it was ended. */
function follow(arrivals: Arrivals, isKept = false): Arrival & { readonly isEnded: () => boolean } {
  let ended = false
  const arrival = arrivals.follow(() => (ended = true), isKept)
  arrival.wait()
  return { ...arrival, isEnded: () => ended }
}

function tick(arrivals: Arrivals, seconds: number, each: () => void = () => undefined): void {
  for (let second = 0; second < seconds; second += 1) {
    each()
    arrivals.tick(false)
  }
}

function bring(arrival: Arrival, sizeBytes: number): void {
  arrival.came(sizeBytes)
  arrival.wait()
}

describe('silence', () => {
  test('of 20 seconds does not end a body', () => {
    const arrivals = createArrivals(pace)
    const body = follow(arrivals)
    tick(arrivals, 20)
    expect(body.isEnded()).toBe(false)
  })

  test('of more than 20 seconds ends a body', () => {
    const arrivals = createArrivals(pace)
    const body = follow(arrivals)
    tick(arrivals, 21)
    expect(body.isEnded()).toBe(true)
  })

  test('is counted anew after each chunk, so that a client that compresses slowly can finish', () => {
    const arrivals = createArrivals(pace)
    const body = follow(arrivals)
    for (let chunk = 0; chunk < 100; chunk += 1) {
      tick(arrivals, 20)
      bring(body, 64 * 1024)
    }
    expect(body.isEnded()).toBe(false)
  })

  test('is not counted while the server processes a chunk', () => {
    const arrivals = createArrivals(pace)
    const body = follow(arrivals)
    body.came(1)
    tick(arrivals, 1_000)
    expect(body.isEnded()).toBe(false)
  })

  test('after the end of a body does not end it', () => {
    const arrivals = createArrivals(pace)
    const body = follow(arrivals)
    body.stop()
    tick(arrivals, 1_000)
    expect(body.isEnded()).toBe(false)
  })
})

describe('a rate', () => {
  test('of less than 1 KiB/s over five minutes ends a body', () => {
    const arrivals = createArrivals(pace)
    const body = follow(arrivals)
    tick(arrivals, 299, () => bring(body, 1_023))
    expect(body.isEnded()).toBe(false)
    tick(arrivals, 1, () => bring(body, 1_023))
    expect(body.isEnded()).toBe(true)
  })

  test('of 1 KiB/s does not end a body, however long it takes', () => {
    const arrivals = createArrivals(pace)
    const body = follow(arrivals)
    tick(arrivals, 3_600, () => bring(body, 1_024))
    expect(body.isEnded()).toBe(false)
  })

  test('is measured in each five minutes alone: earlier bytes do not count', () => {
    const arrivals = createArrivals(pace)
    const body = follow(arrivals)
    bring(body, 100 * 1024 * 1024)
    tick(arrivals, 300, () => bring(body, 1))
    expect(body.isEnded()).toBe(false)
    tick(arrivals, 300, () => bring(body, 1))
    expect(body.isEnded()).toBe(true)
  })
})

describe('scarce memory', () => {
  test('ends the kept body that takes longest, one in a second', () => {
    const arrivals = createArrivals(pace)
    const streamed = follow(arrivals)
    const bodies = [follow(arrivals, true)]
    tick(arrivals, 5, () => [streamed, ...bodies].forEach((body) => bring(body, 2_000)))
    bodies.push(follow(arrivals, true))
    tick(arrivals, 21, () => [streamed, ...bodies].forEach((body) => bring(body, 2_000)))
    const ended = (): boolean[] => [streamed, ...bodies].map(({ isEnded }) => isEnded())
    expect(ended()).toEqual([false, false, false])
    arrivals.tick(true)
    expect(ended()).toEqual([false, true, false])
    bodies[0]?.stop()
    arrivals.tick(true)
    expect(ended()).toEqual([false, true, true])
  })

  test('ends no body whose client was awaited for 20 seconds or less', () => {
    const arrivals = createArrivals(pace)
    const body = follow(arrivals, true)
    tick(arrivals, 19, () => bring(body, 2_000))
    bring(body, 2_000)
    arrivals.tick(true)
    expect(body.isEnded()).toBe(false)
  })
})

describe('the rest of a body whose request was answered', () => {
  test('is awaited for 20 seconds, then its connection is closed', () => {
    const arrivals = createArrivals(pace)
    const request = new IncomingMessage(new Socket())
    arrivals.dropRest(request)
    tick(arrivals, 20)
    expect(request.socket.destroyed).toBe(false)
    tick(arrivals, 1)
    expect(request.socket.destroyed).toBe(true)
  })

  test('does not close the connection once it has arrived', () => {
    const arrivals = createArrivals(pace)
    const request = new IncomingMessage(new Socket())
    arrivals.dropRest(request)
    request.complete = true
    tick(arrivals, 100)
    expect(request.socket.destroyed).toBe(false)
  })
})
