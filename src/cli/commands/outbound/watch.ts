import { setTimeout as delay } from 'node:timers/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { asLocal, withLocal } from '../../local.ts'
import { isForPeople, NO_TABLE, type OutputOptions, showEach } from '../../output.ts'
import { queueTable, type ShownQueue } from './shown.ts'

type View = { show(queues: readonly ShownQueue[], at: Date): void }

export function addWatch(outbound: Command): void {
  asLocal(outbound.command('watch [service...]').description('Watch the queues until Ctrl-C'), NO_TABLE)
    .option('--account <name>', 'Of this account')
    .option('--every <seconds>', 'How often to look', seconds, 1)
    .option('--until-empty', 'End when nothing waits and nothing runs')
    .action(async (services: string[], options) => {
      const view = !isForPeople(options) ? makeRecords(options) : process.stdout.isTTY ? makeScreen() : makeLines()
      for (;;) {
        // The way to the data is opened for each look, so that a server may start and stop meanwhile.
        const asked = { account: options.account, services }
        const queues = await withLocal(options, (local) => local.run('outbound.list', asked))
        view.show(queues, new Date())
        if (options.untilEmpty && queues.every(({ waiting, running }) => waiting + running === 0)) return
        await delay(options.every * 1000)
      }
    })
}

function seconds(text: string): number {
  const value = /^\d{1,5}(\.\d{1,3})?$/.test(text) ? Number(text) : 0
  if (value < 0.1) throw new InvalidArgumentError('Expected seconds, at least 0.1.')
  return value
}

/** For programs: all queues at each look. */
function makeRecords(options: OutputOptions): View {
  const print = showEach(options)
  return { show: (queues, at) => print({ at: at.toISOString(), queues }, () => '') }
}

/** The table in place, with what has changed since the last look. Nothing is wider or longer than the screen. */
function makeScreen(): View {
  let drawn = 0
  return {
    show(queues, at) {
      const { rows = 24, columns = 80 } = process.stdout
      const head = `${at.toISOString().slice(11, 19)} UTC   ${total(queues, 'waiting')} wait, ${total(queues, 'running')} run   Ctrl-C ends this`
      const lines = [head, '', ...queueTable(queues).split('\n')].map((line) => line.slice(0, columns - 1))
      const fitting =
        lines.length < rows ? lines : [...lines.slice(0, rows - 2), `… and ${lines.length - rows + 2} more`]
      // Up to where the last table began, each line cleared as it is written, and the rest of the screen below it.
      const up = drawn > 0 ? `\u001b[${drawn}A` : ''
      process.stdout.write(`${up}${fitting.map((line) => `\u001b[2K${line}\n`).join('')}\u001b[J`)
      drawn = fitting.length
    },
  }
}

/** For a pipe or a file: a line for each service that is otherwise than at the last look. */
function makeLines(): View {
  const before = new Map<number, string>()
  return {
    show(queues, at) {
      const time = at.toISOString().slice(0, 19).replace('T', ' ')
      for (const { id, account, service, state, waiting, running } of queues) {
        const line = `${account}/${service}  ${state}  ${waiting} waiting  ${running} running`
        if (before.get(id) !== line) process.stdout.write(`${time}  ${line}\n`)
        before.set(id, line)
      }
    },
  }
}

const total = (queues: readonly ShownQueue[], what: 'waiting' | 'running') =>
  queues.reduce((sum, queue) => sum + queue[what], 0)
