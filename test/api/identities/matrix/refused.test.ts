import { expect } from 'vitest'
import { strangerAccount } from '../../ecr-test.ts'
import type { Told } from './doors.ts'
import { test } from './matrix-test.ts'
import { matrixRequests } from './requests.ts'
import { roundsOf } from './denied-cases.ts'
import { storedWithout } from './stored-of.ts'

/** Every operation and every route × everybody who may not: AWS's answer, and nothing of ours has changed. */
test.for([...matrixRequests])(
  '$label refuses every caller without the right and changes nothing',
  async (request, { server, people }) => {
    for await (const deniedCases of roundsOf(request, people)) {
      const before = await storedWithout(server, strangerAccount)
      const told: Record<string, Told> = {}
      for (const [who, { by }] of Object.entries(deniedCases)) told[who] = await request.ask(server, by)
      const expected = Object.entries(deniedCases).map(([who, deniedCase]): [string, Told] => [who, deniedCase.told])
      expect(told).toEqual(Object.fromEntries(expected))
      expect(await storedWithout(server, strangerAccount)).toEqual(before)
    }
  },
)
