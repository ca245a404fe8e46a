import type { Command, OptionValues } from 'commander'
import { withAnswerStyle } from '../answer-style.ts'
import { asLocal, withLocal } from '../local.ts'
import { show, table } from '../output.ts'
import { askChoice, isInteractive, passwordFrom } from '../prompt.ts'

export function addStaff(program: Command): void {
  const staff = program.command('staff').description('The people who work here')

  withAnswerStyle(
    asLocal(staff.command('create <username>').description('Add a staff member; the password is asked for')),
  )
    .option('--role <name>', 'Their role; asked for on a terminal, else that of a full administrator')
    .option('--email <address>', 'Their e-mail address')
    .option('--first-name <name>', 'Their first name')
    .option('--last-name <name>', 'Their last name')
    .option('--password-stdin', 'Read the password from standard input')
    .option('--no-password', 'Without a password: only API credentials act for them')
    .option('--legacy-login', 'Let them sign in to the APIs with the MD5 of their password, as old scripts do')
    .action(async (username: string, options) => {
      const { email, firstName, lastName, legacyLogin, numbers, httpStatus, stringifyColumns } = options
      const role = options.role ?? (await askRole(options))
      const password = options.password === false ? undefined : await passwordFrom(options)
      const style = { numbers, httpStatus, stringifyColumns }
      const details = { username, password, role, email, firstName, lastName, legacyLogin, ...style }
      const made = await withLocal(options, (local) => local.run('staff.create', details), { create: true })
      show(options, made, () => createdText(made))
    })

  asLocal(staff.command('password <username>').description('Set the password of a staff member; it is asked for'))
    .option('--password-stdin', 'Read the password from standard input')
    .option('--legacy-login', 'Let them sign in to the APIs with the MD5 of their password, as old scripts do')
    .option('--no-legacy-login', 'From here on the MD5 of their password is worth nothing')
    .action(async (username: string, options) => {
      const { legacyLogin } = options
      const password = await passwordFrom(options)
      const given = { username, password, legacyLogin }
      const changed = await withLocal(options, (local) => local.run('staff.password', given))
      show(options, changed, `Changed the password of ${changed.username}; ${legacyText(changed)}`)
    })

  for (const [verb, active, about] of ACTIVITY)
    asLocal(staff.command(`${verb} <username>`).description(about)).action(async (username: string, options) => {
      const changed = await withLocal(options, (local) => local.run('staff.active', { username, active }))
      show(options, changed, `${changed.username} is ${changed.active ? 'active' : 'disabled'}`)
    })

  asLocal(
    staff
      .command('link <username> <subject>')
      .description('Who comes from the identity provider with this subject is that member'),
  ).action(async (username: string, subject: string, options) => {
    const linked = await withLocal(options, (local) => local.run('staff.link', { username, subject }))
    show(options, linked, `${linked.username} is ${linked.subject} at the identity provider`)
  })

  asLocal(
    staff
      .command('reset-second-factors <username>')
      .description('For who lost them: take all second factors away, and end every session'),
  ).action(async (username: string, options) => {
    const changed = await withLocal(options, (local) => local.run('staff.resetSecondFactors', { username }))
    show(options, changed, `${changed.username} signs in with the password alone until there is another second factor`)
  })

  asLocal(staff.command('list').description('List the staff')).action(async (options) => {
    const members = await withLocal(options, (local) => local.run('staff.list', {}))
    show(options, members, () =>
      members.length === 0
        ? 'There is no staff yet: provisor staff create <username>'
        : table(
            ['ID', 'USERNAME', 'NAME', 'E-MAIL', 'ROLE', 'STATE'],
            members.map(({ id, username, name, email, role, active }) => [
              id,
              username,
              name,
              email,
              role,
              active ? 'active' : 'disabled',
            ]),
          ),
    )
  })
}

const ACTIVITY = [
  ['disable', false, 'From here on neither the member nor their API credentials are let in'],
  ['enable', true, 'Let a staff member in again'],
] as const

type Created = {
  username: string
  role: string
  permissions: readonly string[]
  requiresSecondFactor: boolean
  legacyLogin: boolean
}

const createdText = (made: Created): string =>
  [
    `Created staff member ${made.username} with the role ${made.role}`,
    `May: ${made.permissions.join(', ')}${made.permissions.includes('*') ? ' (everything)' : ''}`,
    ...(made.requiresSecondFactor ? ['A second factor is set up at the first sign-in'] : []),
    `Old sign-in: ${legacyText(made)}`,
  ].join('\n')

const legacyText = ({ legacyLogin }: { legacyLogin: boolean }): string =>
  legacyLogin
    ? 'the MD5 of the password works on the WHMCS and Remote APIs'
    : 'the MD5 of the password is not taken (--legacy-login)'

/** On a terminal, by its number or its name. */
async function askRole(options: OptionValues): Promise<string | undefined> {
  if (!isInteractive()) return undefined
  const choices = await withLocal(options, (local) => local.run('role.choices', {}), { create: true })
  return askChoice('Role', choices)
}
