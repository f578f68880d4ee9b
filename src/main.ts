import { boundMemory } from './cli/bound-memory.ts'
import { runCommand } from './cli/run-command.ts'
import { environment } from './config/environment.ts'

/** The command `ecrd`. */
const args = process.argv.slice(2)
if (args[0] === 'serve') boundMemory(environment)
process.exit(await runCommand(args, environment))
