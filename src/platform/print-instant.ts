/** `2027-01-01T00:00:00Z`: whole seconds, which is as exact as AWS tells instants. */
export function printInstant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.[0-9]{3}Z$/, 'Z')
}
