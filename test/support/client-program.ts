import { type FinishedProcess, type ProcessOptions, runProcess, runSuccessfully } from './processes.ts'

/** A command line client with settings of its own, for one test. */
export interface ClientProgram {
  /** Runs it, whatever becomes of it. */
  readonly attempt: (...args: string[]) => Promise<FinishedProcess>
  /** Standard output of a command that has to succeed. */
  readonly run: (...args: string[]) => Promise<string>
}

/** `always` stands before the arguments of every command. */
export function clientProgram(
  command: string,
  always: readonly string[] = [],
  options: ProcessOptions = {},
): ClientProgram {
  return {
    attempt: (...args) => runProcess(command, [...always, ...args], options),
    run: (...args) => runSuccessfully(command, [...always, ...args], options),
  }
}
