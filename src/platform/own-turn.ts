let previous: Promise<unknown> = Promise.resolve()

/**
 * Is fulfilled in a turn of the event loop that no other caller gets, in the order of the calls. For work that takes
 * milliseconds and can't be interrupted: however many ask for it at once, what else has come is seen to in between.
 */
export function ownTurn(): Promise<void> {
  const turn = previous.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
  previous = turn
  return turn
}
