import { limitMemory } from './cli/limit-memory.ts'
import { environment } from './config/environment.ts'

/** The command `ecrd`. */
const args = process.argv.slice(2)
if (args[0] === 'serve') limitMemory(environment)
// Only now, so that a process that replaces itself has loaded next to nothing.
const [{ runCommand }, { printed }] = await Promise.all([
  import('./cli/run-command.ts'),
  import('./platform/terminal.ts'),
])
const exitCode = await runCommand(args, environment)
await printed()
process.exit(exitCode)
