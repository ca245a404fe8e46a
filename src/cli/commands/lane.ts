import type { Command } from 'commander'
import { asLocal, withLocal } from '../local.ts'
import { show, table, when } from '../output.ts'
import { wholeNumber } from '../settings.ts'

export function addLane(program: Command): void {
  const lane = program.command('lane').description('The lanes of panels: one for each server')

  asLocal(lane.command('list').description('List the lanes with what waits and runs in them')).action(
    async (options) => {
      const lanes = await withLocal(options, (local) => local.run('lane.list', {}))
      show(options, lanes, () =>
        lanes.length === 0
          ? 'There are no lanes yet: the first module action makes one'
          : table(
              ['LANE', 'STATE', 'WAITING', 'RUNNING', 'MISSED', 'HELD'],
              lanes.map(({ name, state, waiting, running, missedStarts, openUntil, holds }) => [
                ...[
                  name,
                  state === 'broken' && openUntil ? `broken until ${when(openUntil)}` : state,
                  waiting,
                  running,
                  missedStarts,
                ],
                holds.map(({ reason, why }) => why || reason).join(', ') || '-',
              ]),
            ),
      )
    },
  )

  asLocal(lane.command('pause <name>').description('Begin nothing more on a lane; what runs goes on'))
    .option('--why <text>', 'Why, for others to see', '')
    .action(async (name: string, options) => {
      const paused = await withLocal(options, (local) => local.run('lane.pause', { name, why: options.why }))
      show(options, paused, `Lane ${paused.name} is paused: ${paused.waiting} wait`)
    })

  asLocal(lane.command('resume <name>').description('Let a paused or broken lane go on')).action(
    async (name: string, options) => {
      const resumed = await withLocal(options, (local) => local.run('lane.resume', { name }))
      const held = resumed.holds.map(({ why, reason }) => why || reason).join(', ')
      show(options, resumed, held ? `Lane ${resumed.name} is still held: ${held}` : `Lane ${resumed.name} goes on`)
    },
  )

  asLocal(
    lane
      .command('maintenance')
      .argument('<server>', '', wholeNumber)
      .description('Contact a server no more, until it is called with --off'),
  )
    .option('--off', 'The maintenance is over')
    .action(async (server: number, options) => {
      const on = !options.off
      const asked = { serverId: server, on }
      const changed = await withLocal(options, (local) => local.run('lane.maintenance', asked))
      show(
        options,
        changed,
        on ? `Nothing contacts server ${server}: ${changed.waiting} wait` : `Server ${server} is back from maintenance`,
      )
    })
}
