import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Command } from 'commander'
import { makeClient, ProvisorError, type WorkerHandler } from '../../../client/src/index.ts'
import { Misuse } from '../failure.ts'
import { askHidden, isInteractive, readPassword } from '../prompt.ts'
import { untilSignal } from '../until-signal.ts'
import { outboundService, positiveNumber } from '../values.ts'

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('Take the starts of an outbound service and run a program for each, until Ctrl-C')
    .argument('<service>', 'Whose starts, such as 1-2-0/bob@example.com/example-service', outboundService)
    .argument('[arguments...]', 'For the program; put -- before them')
    .requiredOption(
      '--exec <program>',
      'What to run: it gets the start as JSON, and its exit status is the return code',
    )
    .option('--url <url>', 'Where the server is', 'http://127.0.0.1:8080')
    .option('--concurrency <number>', 'Starts at once', positiveNumber, 1)
    .option(
      '--name <name>',
      'Of this worker and no other one; the same after a restart, what it lost is noticed at once',
      `${hostname()}:${process.pid}`,
    )
    .option(
      '--password-file <file>',
      "Where the service's password is; else it is asked for, or read from standard input",
    )
    .action(async (service: string, given: string[], { exec, url, concurrency, name, passwordFile }) => {
      const account = service.slice(0, service.lastIndexOf('/'))
      const serviceName = service.slice(account.length + 1)
      const client = makeClient({ baseUrl: url, outbound: { account, password: await passwordFrom(passwordFile) } })
      const worker = client.worker(serviceName, runProgram(exec, given), { name, concurrency, onError: complain })
      process.stderr.write(`provisor: taking the starts of ${service} at ${url}\n`)
      await untilSignal()
      await worker.stop()
    })
}

/** One process for each start, without a shell. What it says goes where ours goes. */
const runProgram =
  (file: string, args: readonly string[]): WorkerHandler =>
  (start, signal) =>
    new Promise((resolve, reject) => {
      const child = spawn(file, args, { stdio: ['pipe', 'inherit', 'inherit'], shell: false, signal })
      child.on('error', (cause) => reject(new Error(`the program did not run: ${cause.message}`)))
      child.on('close', (status, by) => {
        if (status === null) reject(new Error(`the program was ended by ${by}`))
        else resolve(status)
      })
      // A program that does not read what it is told has its reasons.
      child.stdin.on('error', () => {})
      child.stdin.end(`${JSON.stringify(start)}\n`)
    })

async function passwordFrom(file: string | undefined): Promise<string> {
  if (file === undefined) return isInteractive() ? askHidden('Password of the service: ') : readPassword()
  const [line = ''] = readFileSync(file, 'utf8').split(/\r?\n/)
  if (line === '') throw new Misuse(`Expected a password in the first line of ${file}`)
  return line
}

function complain(error: unknown): void {
  const words = error instanceof Error ? error.message : String(error)
  const hint = error instanceof ProvisorError && error.hint ? ` (${error.hint})` : ''
  process.stderr.write(`provisor: ${words}${hint}; trying again\n`)
}
