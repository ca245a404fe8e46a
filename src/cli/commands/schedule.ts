import { setTimeout as delay } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Local, Result } from '../../local/connect.ts'
import { asLocal, withLocal } from '../local.ts'
import { oneLine, show, table, when } from '../output.ts'
import { whileWaiting } from '../progress.ts'

const WAIT_MS = 60_000

export function addSchedule(program: Command): void {
  const schedule = program.command('schedule').description('What one node does for all at its times')

  asLocal(schedule.command('list').description('List the schedules with their last run and the next')).action(
    async (options) => {
      const listed = await withLocal(options, (local) => local.run('schedule.list', {}))
      show(options, listed, () => describe(listed))
    },
  )

  asLocal(schedule.command('run <name>').description('Run a schedule now, and wait for its end')).action(
    async (name: string, options) => {
      const ran = await whileWaiting(options, `Running ${name}`, () =>
        withLocal(options, (local) => runNow(local, name)),
      )
      show(options, ran, outcome(ran))
      if (!ran.asked && ran.outcome === 'failed') process.exitCode = 1
    },
  )
}

type Ran = Result<'schedule.run'>

/** A node of the installation begins it; without a server, this command does. */
async function runNow(local: Local, name: string): Promise<Ran> {
  const began = performance.now()
  let ran = await local.run('schedule.run', { name })
  while (ran.asked && performance.now() - began < WAIT_MS) {
    ran = await local.run('schedule.carryOn', { name, forMs: 1000 })
    if (ran.asked) await delay(200)
  }
  return ran
}

function outcome({ name, asked, running, node, fault, ...ran }: Ran): string {
  if (asked && running) return `${name} runs on ${node} and has not ended yet`
  if (asked) return `${name} is asked for, and no node has begun it yet`
  return ran.outcome === 'failed' ? `${name} failed: ${oneLine(fault)}` : `${name} is done`
}

const describe = (schedules: Result<'schedule.list'>): string =>
  table(
    ['SCHEDULE', 'RUNS', 'LAST', 'ENDED', 'NEXT', 'WHAT'],
    schedules.map(({ name, times, endedAt, beganAt, nextAt, description, ...one }) => [
      ...[name, 'dailyAt' in times ? `daily at ${times.dailyAt}` : every(times.everyMs), when(beganAt)],
      ...[one.running ? `runs on ${one.node}` : ended({ ...one, endedAt }), when(nextAt), description],
    ]),
  )

function ended(one: {
  lateSince: string | null
  outcome: string | null
  fault: string
  endedAt: string | null
}): string {
  if (one.lateSince !== null) return `late since ${when(one.lateSince)}`
  return one.outcome === 'failed' ? `failed: ${one.fault}` : when(one.endedAt)
}

/** `every 5 min`. */
function every(ms: number): string {
  const [unit, name] = ms % 3_600_000 === 0 ? [3_600_000, 'h'] : ms % 60_000 === 0 ? [60_000, 'min'] : [1000, 's']
  return `every ${ms / unit} ${name}`
}
