import { runCommand } from './cli/run-command.ts'
import { environment } from './config/environment.ts'

/** The command `ecrd`. */
process.exit(await runCommand(process.argv.slice(2), environment))
