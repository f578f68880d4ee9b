/**
 * The query of a target, decoded as forms are; but in `artifactType` a + is a +. Types have it (`application/spdx+json`),
 * and clients write it as it is, which RFC 3986 allows; a blank, which no type has, is `%20`.
 */
export function parseQuery(query: string): URLSearchParams {
  if (query === '') return noParameters
  return new URLSearchParams(query.replaceAll(artifactType, (parameter) => parameter.replaceAll('+', '%2B')))
}

const noParameters = new URLSearchParams()

const artifactType = /(?<=^|&)artifactType=[^&]*/g
