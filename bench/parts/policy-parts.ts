import { openSqliteToRead } from '../../src/database/dialects/sqlite/open-to-read.ts'
import type { Load } from '../loads/load.ts'
import type { Report } from '../loads/report.ts'
import { managedPolicyCount } from '../registries/large-policies.ts'
import { createLimitedUser, type LimitedUser, removeLargePolicy, setLargePolicy } from '../registries/limited-user.ts'
import type { Bench, Part, Subject } from './part.ts'
import { connections, manifestPath } from './rate-parts.ts'
import { timeDecisions } from './time-decisions.ts'

/** What it costs that policies decide. Only ecrd has any. */
export function policyParts(bench: Bench): readonly Part[] {
  const users = new Map<Subject, LimitedUser>()
  const aroundBoth = {
    async prepare(subject: Subject) {
      const { target, databasePath } = subject.registry
      if (databasePath === undefined) return
      if (!users.has(subject)) users.set(subject, await createLimitedUser(target))
      await setLargePolicy(target)
    },
    async finish(subject: Subject) {
      if (users.has(subject)) await removeLargePolicy(subject.registry.target)
    },
  }
  const userOf = (subject: Subject): LimitedUser | undefined => users.get(subject)
  return [
    { ...aroundBoth, ...manifestPart(bench, userOf) },
    { ...aroundBoth, ...decisionPart(bench, userOf) },
  ]
}

type UserOf = (subject: Subject) => LimitedUser | undefined

/** The user and root take turns within a round, who begins too: what else the machine does hits both. */
function manifestPart({ generator, seconds }: Bench, userOf: UserOf): Part {
  const load: Load = { kind: 'requests', method: 'GET', path: manifestPath, connections, seconds: seconds / 2 }
  let turns = 0
  return {
    name: 'manifest-get-by-user',
    figures: [
      { title: `manifest GET by a user with ${managedPolicyCount} large policies`, unit: 'requests/s', isRate: true },
      { title: '— by root', unit: 'requests/s', isRate: true },
      { title: '— user ÷ root', unit: 'times', isRate: false },
    ],
    async measure(subject) {
      const user = userOf(subject)
      if (user === undefined) return undefined
      const ask = (who: 'user' | 'root'): Promise<Report> =>
        generator.measure({ target: who === 'user' ? user.target : subject.registry.target, load })
      turns += 1
      const isUserFirst = turns % 2 === 1
      const first = await ask(isUserFirst ? 'user' : 'root')
      const second = await ask(isUserFirst ? 'root' : 'user')
      const [ofUser, ofRoot] = isUserFirst ? [first, second] : [second, first]
      return [
        { value: ofUser.rate, headroom: ofUser.headroom },
        { value: ofRoot.rate, headroom: ofRoot.headroom },
        { value: ofUser.rate / ofRoot.rate },
      ]
    },
  }
}

function decisionPart({ seconds }: Bench, userOf: UserOf): Part {
  return {
    name: 'decision',
    figures: [
      {
        title: `decision by ${managedPolicyCount} policies of 6 KiB and a repository’s of 10`,
        unit: 'µs',
        isRate: false,
      },
      { title: '— with the query whether they still hold', unit: 'µs', isRate: false },
    ],
    async measure(subject) {
      const user = userOf(subject)
      if (user === undefined) return undefined
      const database = openSqliteToRead(subject.registry.databasePath ?? '')
      const { evaluated, decided } = await timeDecisions(database, user.arn, seconds)
      await database.close()
      return [{ value: evaluated }, { value: decided }]
    },
  }
}
