import { type Command, InvalidArgumentError } from 'commander'
import type { Result } from '../../../local/connect.ts'
import { asLocal, withLocal } from '../../local.ts'
import { show, table, when } from '../../output.ts'
import { wholeNumber } from '../../settings.ts'

export function addAccounts(outbound: Command): void {
  const account = outbound.command('account').description('The accounts that own outbound services')

  asLocal(
    account
      .command('create <name>')
      .description('Make an account such as 1-2-0/bob@example.com; its key is shown once'),
  ).action(async (name: string, options) => {
    const made = await withLocal(options, (local) => local.run('outbound.account.create', { account: name }), {
      create: true,
    })
    show(options, made, keyText(`Account ${made.account}`, made.account, made.key))
  })

  asLocal(account.command('list').description('List the accounts')).action(async (options) => {
    const accounts = await withLocal(options, (local) => local.run('outbound.account.list', {}))
    show(options, accounts, () =>
      accounts.length === 0
        ? 'There is no account yet: provisor outbound account create'
        : table(
            ['ID', 'ACCOUNT', 'SERVICES', 'KEYS', 'CREATED'],
            accounts.map((each) => [each.id, each.account, each.services, each.keys, when(each.createdAt)]),
          ),
    )
  })

  asLocal(account.command('remove <name>').description('Remove an account that has no services')).action(
    async (name: string, options) => {
      const removed = await withLocal(options, (local) => local.run('outbound.account.remove', { account: name }))
      show(options, removed, `Account ${removed.account} is removed, and its keys with it`)
    },
  )

  addKeys(outbound)
}

function addKeys(outbound: Command): void {
  const key = outbound.command('key').description('The API access keys of an account')

  asLocal(key.command('create <account>').description('Make another key; it is shown once'))
    .requiredOption('--name <text>', 'What it is for')
    .option('--read-only', 'It may look, and neither start nor purge anything')
    .action(async (name: string, options) => {
      const asked = { account: name, name: options.name, readOnly: options.readOnly === true }
      const made = await withLocal(options, (local) => local.run('outbound.key.create', asked))
      show(options, made, keyText(made.readOnly ? 'A key that may only look' : 'A key', made.account, made.key))
    })

  asLocal(key.command('list <account>').description('List the keys of an account, revoked ones too')).action(
    async (name: string, options) => {
      const keys = await withLocal(options, (local) => local.run('outbound.key.list', { account: name }))
      show(options, keys, () =>
        table(
          ['ID', 'NAME', 'MAY', 'STATE', 'CREATED'],
          keys.map((each) => [
            ...[each.id, each.name, each.readOnly ? 'look' : 'do everything', stateOf(each), when(each.createdAt)],
          ]),
        ),
      )
    },
  )

  asLocal(key.command('rotate <account>').description('Make a new key that takes over from the ones before'))
    .option('--grace <hours>', 'How long the ones before go on', hours, 24)
    .action(async (name: string, options) => {
      const asked = { account: name, graceHours: options.grace }
      const made = await withLocal(options, (local) => local.run('outbound.key.rotate', asked))
      const grace = options.grace === 0 ? 'end now' : `end in ${options.grace} hours`
      show(options, made, `${keyText('A new key', made.account, made.key)}\nThe keys before it ${grace}.`)
    })

  asLocal(key.command('revoke').argument('<id>', '', wholeNumber).description('End a key at once, for good')).action(
    async (id: number, options) => {
      const revoked = await withLocal(options, (local) => local.run('outbound.key.revoke', { id }))
      show(options, revoked, `Key ${revoked.id} (${revoked.name}) is revoked`)
    },
  )
}

function hours(text: string): number {
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(text)) throw new InvalidArgumentError('Expected hours.')
  return Number(text)
}

const keyText = (what: string, account: string, key: string): string =>
  [
    `${what} is made. Sign in with:`,
    `User name  ${account}`,
    `Password   ${key}`,
    '',
    'The key is shown this once. Keep it now.',
  ].join('\n')

function stateOf({ revokedAt, expiresAt }: Result<'outbound.key.list'>[number]): string {
  if (revokedAt !== null) return `revoked ${when(revokedAt)}`
  return expiresAt === null ? 'in force' : `until ${when(expiresAt)}`
}
