/**
 * `npm run test:faults`: each kind of fault at each access to the storage, on SQLite and files and on PostgreSQL and S3. It takes
 * an hour or so; `npm test` takes a part of it. The last line says how many flows passed and failed.
 */
import { conclude } from './conclude.ts'
import { compileGoPrograms } from './go-programs.ts'
import { runSteps } from './step.ts'
import { vitestStep } from './vitest-step.ts'

const s3Server = compileGoPrograms()('an S3 server', ['versitygw'])
const faults = { environment: { FAULTS: 'all' } }
const onBoth = ['failing-storage', 'failing-postgres-and-s3'].map((project) => vitestStep([project], 'shown', faults))

conclude([...(await runSteps([s3Server])), ...(await runSteps(onBoth))])
