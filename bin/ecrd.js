#!/usr/bin/env node
// The command `ecrd`. Plain JavaScript that every Node from 12 on can parse, because its first task is to look at
// the version: an older Node would otherwise fail at the first word it doesn't know, which helps nobody.
import { spawn } from 'child_process'
import { existsSync } from 'fs'
import { constants } from 'os'
import { fileURLToPath } from 'url'

const neededMajor = 24

if (Number(process.versions.node.split('.')[0]) >= neededMajor) start()
else startWithNewerNode()

/** A checkout runs its sources as they are; an installed package has only what was built from them. */
function start() {
  const source = new URL('../src/main.ts', import.meta.url)
  const built = new URL('../dist/main.js', import.meta.url)
  import((existsSync(source) ? source : built).href)
}

/** In a checkout npm brings Node 24 along (tools/node): this process then only stands in for that one. */
function startWithNewerNode() {
  const brought = new URL(`../node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url)
  if (!existsSync(brought)) {
    console.error(`ecrd needs Node ${neededMajor} or newer, and this is Node ${process.versions.node}.`)
    process.exit(1)
  }
  const args = [fileURLToPath(import.meta.url)].concat(process.argv.slice(2))
  const child = spawn(fileURLToPath(brought), args, { stdio: 'inherit' })

  const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) {
    // A terminal sends its signals to both processes; a second SIGINT would mean "now, without finishing".
    const sentToBoth = atTerminal && (signal === 'SIGINT' || signal === 'SIGQUIT')
    process.on(signal, () => {
      if (!sentToBoth) child.kill(signal)
    })
  }
  // As a shell reports it: what a signal ended exits with 128 and its number.
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]))
}
