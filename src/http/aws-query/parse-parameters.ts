/** More than any input has: a simulation of a thousand actions, on a thousand resources, with as many context keys. */
export const maxParameters = 5_000

/** Those of the URL and those of the form, which AWS takes both together; undefined if there are too many. */
export function parseParameters(query: string, form: string): URLSearchParams | undefined {
  const text = `${query}&${form}`
  return hasTooMany(text) ? undefined : new URLSearchParams(text)
}

/** Known before anything is made of them. */
function hasTooMany(text: string): boolean {
  let separators = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    separators += 1
    if (separators > maxParameters) return true
  }
  return false
}
