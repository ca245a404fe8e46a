import type { Command } from 'commander'
import type { Local } from '../../../local/connect.ts'
import { Misuse } from '../../failure.ts'
import { asLocal, withLocal } from '../../local.ts'
import { show, when } from '../../output.ts'
import { passwordFrom } from '../../prompt.ts'
import { wholeNumber } from '../../settings.ts'
import { limit } from '../../values.ts'
import { rateText } from './shown.ts'

export function addSteer(outbound: Command): void {
  asLocal(
    outbound.command('purge <service>').description('Take back everything that waits; a day long it can be undone'),
  )
    .option('--why <text>', 'Why, for others to see', '')
    .option('--references', 'Print the references of what was taken, one a line')
    .action(async (service: string, options) => {
      await withLocal(options, async (local) => {
        const purged = await local.run('outbound.purge', { service, why: options.why })
        if (options.references) return printPurged(local, purged.purge)
        const undo = purged.count === 0 ? '' : `\nUndo with: provisor outbound undo ${purged.purge}`
        show(options, purged, `Purged ${purged.service}: ${purged.count} starts are taken back${undo}`)
      })
    })

  asLocal(
    outbound
      .command('purged')
      .argument('<purge>', '', wholeNumber)
      .description('Print the references of what a purge took, one a line'),
  ).action(async (purge: number, options) => {
    await withLocal(options, (local) => printPurged(local, purge))
  })

  asLocal(
    outbound
      .command('undo')
      .argument('<purge>', '', wholeNumber)
      .description('Let wait again what a purge took, in its old places'),
  ).action(async (purge: number, options) => {
    const undone = await withLocal(options, (local) => local.run('outbound.undo', { purge }))
    show(options, undone, `Undid purge ${undone.purge} of ${when(undone.at)}: its ${undone.count} starts wait again`)
  })

  asLocal(outbound.command('pause <service>').description('Begin nothing more; what runs goes on')).action(
    async (service: string, options) => {
      const paused = await withLocal(options, (local) => local.run('outbound.pause', { service }))
      show(options, paused, `${paused.service} is paused: ${paused.waiting} wait`)
    },
  )

  asLocal(outbound.command('resume <service>').description('Let a paused service go on')).action(
    async (service: string, options) => {
      const resumed = await withLocal(options, (local) => local.run('outbound.resume', { service }))
      const state = resumed.state === 'running' ? 'goes on' : `is no longer paused, but held: ${resumed.state}`
      show(options, resumed, `${resumed.service} ${state}`)
    },
  )

  asLocal(
    outbound
      .command('rate <service>')
      .argument('[per-second]', '', limit)
      .description('Set how many begin in a second; none is no limit'),
  )
    .option('--concurrency <number>', 'How many may run at once; none is no limit', limit)
    .action(async (service: string, perSecond: number | null | undefined, options) => {
      if (perSecond === undefined && options.concurrency === undefined)
        throw new Misuse('Expected a number of starts in a second, or --concurrency')
      const asked = { service, perSecond, concurrency: options.concurrency }
      const { concurrency, startsPerSecond, ...queue } = await withLocal(options, (local) =>
        local.run('outbound.rate', asked),
      )
      const atOnce = concurrency === null ? 'any number' : `at most ${concurrency}`
      show(
        options,
        { ...queue, startsPerSecond, concurrency },
        `${queue.service}: ${rateText(startsPerSecond)}, ${atOnce} at once`,
      )
    })

  addPassword(outbound)
}

function addPassword(outbound: Command): void {
  asLocal(
    outbound.command('password <service>').description('Set what starts of a service sign in with; it is asked for'),
  )
    .option('--password-stdin', 'Read the password from standard input')
    .action(async (service: string, options) => {
      const password = await passwordFrom(options)
      const changed = await withLocal(options, (local) => local.run('outbound.password', { service, password }))
      show(options, changed, `Changed the password of ${changed.account}/${changed.service}`)
    })
}

async function printPurged(local: Local, purge: number): Promise<void> {
  for (let after = 0; ; ) {
    const page = await local.run('outbound.purged', { purge, after })
    if (page.length === 0) return
    process.stdout.write(`${page.map(({ reference }) => reference).join('\n')}\n`)
    after = page.at(-1)!.id
  }
}
