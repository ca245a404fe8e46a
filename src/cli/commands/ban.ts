import { type Command, Option } from 'commander'
import type { Params } from '../../local/connect.ts'
import { asLocal, withLocal } from '../local.ts'
import { show, table, when } from '../output.ts'
import { address, banOrAddress, positiveNumber } from '../values.ts'

const FACES: Record<Params<'ban.add'>['face'], true> = { whmcs: true, wbteampro: true, aculab: true, native: true }

export function addBan(program: Command): void {
  const ban = program.command('ban').description('Addresses that a face does not listen to')

  asLocal(ban.command('list').description('List the bans in force'))
    .option('--all', 'Those that are over or lifted too')
    .action(async (options) => {
      const bans = await withLocal(options, (local) => local.run('ban.list', { all: options.all ?? false }))
      show(options, bans, () =>
        bans.length === 0
          ? 'No address is banned'
          : table(
              ['ID', 'FACE', 'ADDRESS', 'UNTIL', ...(options.all ? ['LIFTED'] : []), 'REASON'],
              bans.map(({ id, face, address, expiresAt, liftedAt, reason }) => [
                ...[id, face, address, expiresAt === null ? 'lifted' : when(expiresAt)],
                ...(options.all ? [when(liftedAt)] : []),
                reason,
              ]),
            ),
      )
    })

  asLocal(ban.command('add').alias('create').argument('<address>', '', address).description('Ban an address'))
    .addOption(
      new Option('--face <name>', 'The face that stops listening').choices(Object.keys(FACES)).makeOptionMandatory(),
    )
    .option('--minutes <number>', 'How long; without it until it is lifted', positiveNumber)
    .option('--reason <text>', 'Why', 'Banned by hand')
    .action(async (address: string, options) => {
      const { face, minutes, reason } = options as Omit<Params<'ban.add'>, 'address'>
      const made = await withLocal(options, (local) => local.run('ban.add', { address, face, minutes, reason }))
      const until = made.expiresAt === null ? 'it is lifted' : when(made.expiresAt)
      show(options, made, `Banned ${made.address} on ${made.face} until ${until} (ban ${made.id})`)
    })

  asLocal(
    ban
      .command('lift')
      .argument('<ban>', '', banOrAddress)
      .description('Lift a ban by its number, or all bans of an address'),
  ).action(async (which: string, options) => {
    const lifted = await withLocal(options, (local) => local.run('ban.lift', { ban: which }))
    show(options, lifted, () =>
      lifted.map(({ id, face, address }) => `Lifted ban ${id}: ${address} on ${face}`).join('\n'),
    )
  })
}
