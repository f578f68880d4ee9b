/** https://www.w3.org/TR/NOTE-datetime: from a year alone to fractions of a second; IAM's own examples leave the zone out. */
const dateRegex =
  /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?$/

const epochSecondsRegex = /^-?[0-9]{5,12}(\.[0-9]{1,9})?$/

/** Milliseconds since 1970; undefined for what is no date. Five digits and more are seconds since 1970. */
export function parseDate(text: string): number | undefined {
  if (epochSecondsRegex.test(text)) return Number(text) * 1000
  const match = dateRegex.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '0', zone] = match
  const atMidnightMs = Date.UTC(Number(year), Number(month) - 1, Number(day))
  // `Date.UTC` takes the 31st of February for a day in March, and the year 99 for 1999.
  if (!new Date(atMidnightMs).toISOString().startsWith(`${year}-${month}-${day}`)) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second) + Number(`0.${fraction}`)
  return atMidnightMs + Math.round(seconds * 1000) - offsetMs(zone)
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
