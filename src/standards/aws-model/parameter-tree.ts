/**
 * The parameters of a query request as a tree: `Tags.member.1.Key=a` is the text `a` below Tags, member, 1 and Key.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export interface ParameterTree {
  text?: string
  readonly children: Map<string, ParameterTree>
}

/** No model nests deeper; longer names are unknown members, and those are ignored. */
const deepestName = 8

/** Those below the members that are known; the rest costs nothing. Of a name that comes twice the last one counts. */
export function parameterTree(
  parameters: Iterable<readonly [string, string]>,
  members: ReadonlySet<string>,
): ParameterTree {
  const root: ParameterTree = { children: new Map() }
  for (const [name, text] of parameters) {
    const segments = name.split('.', deepestName + 1)
    if (segments.length <= deepestName && members.has(segments[0] ?? '')) descend(root, segments).text = text
  }
  return root
}

function descend(root: ParameterTree, segments: readonly string[]): ParameterTree {
  let at = root
  for (const segment of segments) {
    let child = at.children.get(segment)
    if (child === undefined) at.children.set(segment, (child = { children: new Map() }))
    at = child
  }
  return at
}
