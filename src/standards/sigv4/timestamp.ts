/** `20250101T000000Z`: ISO 8601 in its basic format, UTC, whole seconds. */
export function printTimestamp(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/[-:]|\.\d+/g, '')
}

/** Undefined for what is no such time, February the 30th included. */
export function parseTimestamp(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  const timeMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(timeMs) || printTimestamp(timeMs) !== text ? undefined : timeMs
}

/** `Wed, 01 Jan 2025 00:00:00 GMT`: how the Date header is written (RFC 9110 §5.6.7). Dates of older formats aren't signed. */
export function parseHttpDate(text: string): number | undefined {
  if (!/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)) return undefined
  const timeMs = Date.parse(text)
  return Number.isNaN(timeMs) || new Date(timeMs).toUTCString() !== text ? undefined : timeMs
}
