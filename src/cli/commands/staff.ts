import type { Command } from 'commander'
import { withAnswerStyle } from '../answer-style.ts'
import { asLocal, withLocal } from '../local.ts'
import { show, table } from '../output.ts'
import { passwordFrom } from '../prompt.ts'

export function addStaff(program: Command): void {
  const staff = program.command('staff').description('The people who work here')

  withAnswerStyle(
    asLocal(staff.command('create <username>').description('Add a staff member; the password is asked for')),
  )
    .option('--role <name>', 'Their role; without it that of a full administrator')
    .option('--email <address>', 'Their e-mail address')
    .option('--first-name <name>', 'Their first name')
    .option('--last-name <name>', 'Their last name')
    .option('--password-stdin', 'Read the password from standard input')
    .option('--no-password', 'Without a password: only API credentials act for them')
    .option('--legacy-login', 'Let them sign in to the APIs with the MD5 of their password, as old scripts do')
    .action(async (username: string, options) => {
      const { role, email, firstName, lastName, legacyLogin, numbers, httpStatus, stringifyColumns } = options
      const password = options.password === false ? undefined : await passwordFrom(options)
      const style = { numbers, httpStatus, stringifyColumns }
      const details = { username, password, role, email, firstName, lastName, legacyLogin, ...style }
      const made = await withLocal(options, (local) => local.run('staff.create', details), { create: true })
      show(options, made, `Created staff member ${made.username} with the role ${made.role}`)
    })

  asLocal(staff.command('password <username>').description('Set the password of a staff member; it is asked for'))
    .option('--password-stdin', 'Read the password from standard input')
    .action(async (username: string, options) => {
      const password = await passwordFrom(options)
      const changed = await withLocal(options, (local) => local.run('staff.password', { username, password }))
      show(options, changed, `Changed the password of ${changed.username}`)
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
