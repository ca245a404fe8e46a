import type { Command, OptionValues } from 'commander'
import type { Result } from '../../local/connect.ts'
import { withAnswerStyle } from '../answer-style.ts'
import { asLocal, withLocal } from '../local.ts'
import { show, table, when } from '../output.ts'
import { askYesNo, isInteractive } from '../prompt.ts'
import { wholeNumber } from '../settings.ts'
import { addressOrNetwork, expiry } from '../values.ts'

export function addCredential(program: Command): void {
  const credential = program.command('credential').description('What programs sign in with')

  withAnswerStyle(asLocal(credential.command('create').description('Make an API credential; its secret is shown once')))
    .requiredOption('--staff <username>', 'The staff member for whom it acts')
    .requiredOption('--name <text>', 'What it is for')
    .option('--ip <address>', 'From where it may be used: an address or a network (CIDR); repeatable', addresses)
    .option('--role <name>', 'What it may do instead of what the staff member may; repeatable', collect)
    .option('--expires <when>', 'A date such as 2030-01-31, or days such as 90d', expiry)
    .option(
      '--requests-per-minute <count>',
      'How often it may call /api/v1, on each node; no limit without it',
      wholeNumber,
    )
    .option('--read-passwords', 'Let its answers hold service passwords (asked on a terminal)')
    .option('--no-read-passwords', 'Leave service passwords out of its answers')
    .action(async (options) => {
      const { staff, name, ip: addresses, role: roles, expires, numbers, httpStatus, stringifyColumns } = options
      const { requestsPerMinute } = options
      const readPasswords = await mayReadPasswords(options)
      const params = {
        staff,
        name,
        addresses,
        requestsPerMinute,
        roles,
        expires,
        numbers,
        httpStatus,
        stringifyColumns,
        readPasswords,
      }
      const made = await withLocal(options, (local) => local.run('credential.create', params))
      show(options, made, () => describe(made))
    })

  asLocal(credential.command('list').description('List API credentials, revoked ones too')).action(async (options) => {
    const credentials = await withLocal(options, (local) => local.run('credential.list', {}))
    show(options, credentials, () =>
      credentials.length === 0
        ? 'There is no API credential yet: provisor credential create'
        : table(
            ['ID', 'IDENTIFIER', 'NAME', 'STAFF', 'ROLES', 'ADDRESSES', 'STATE'],
            credentials.map((one) => [
              one.id,
              one.identifier,
              one.name,
              one.staff,
              one.roles.join(', ') || '(their own)',
              one.addresses.join(', ') || 'any',
              stateOf(one),
            ]),
          ),
    )
  })

  asLocal(
    credential.command('revoke <credential>').description('End a credential, by number or identifier, for good'),
  ).action(async (which: string, options) => {
    const revoked = await withLocal(options, (local) => local.run('credential.revoke', { credential: which }))
    const state = revoked.already ? 'was revoked before' : 'is revoked'
    show(options, revoked, `Credential ${revoked.id} (${revoked.name}) ${state}`)
  })
}

const addresses = (value: string, before: string[] = []): string[] => [...before, addressOrNetwork(value)]

const collect = (value: string, before: string[] = []): string[] => [...before, value]

/** The safe answer where nobody can be asked. */
async function mayReadPasswords({ readPasswords }: OptionValues): Promise<boolean> {
  if (readPasswords !== undefined) return readPasswords
  return isInteractive() && askYesNo('May its answers hold the passwords of services in clear text?')
}

function describe(made: Result<'credential.create'>): string {
  const { identifier, secret, token, staff, roles, addresses, expiresAt, readsPasswords, hasApiAccess } = made
  const lines = [
    `Identifier    ${identifier}`,
    `Secret        ${secret}`,
    `Bearer token  ${token}`,
    '',
    'The secret is shown this once. Keep it now.',
    `Acts for ${staff}, as ${roles.join(', ') || 'their own role allows'}.`,
    `Usable from ${addresses.join(', ') || 'any address'}${expiresAt === null ? '' : ` until ${when(expiresAt)}`}.`,
    `Service passwords are ${readsPasswords ? 'in' : 'left out of'} its answers.`,
  ]
  if (!hasApiAccess) lines.push(`It is of no use yet: the role of ${staff} lacks api.access.`)
  return lines.join('\n')
}

function stateOf({ revokedAt, expiresAt }: { revokedAt: string | null; expiresAt: string | null }): string {
  if (revokedAt !== null) return `revoked ${when(revokedAt)}`
  return expiresAt === null ? 'in force' : `until ${when(expiresAt)}`
}
