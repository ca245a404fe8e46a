import type { Command } from 'commander'
import { asLocal, withLocal } from '../local.ts'
import { show, table } from '../output.ts'

export function addRole(program: Command): void {
  const role = program.command('role').description('Roles: named sets of permissions. provisor apply makes them')
  asLocal(role.command('list').description('List roles and their permissions')).action(async (options) => {
    const roles = await withLocal(options, (local) => local.run('role.list', {}))
    show(options, roles, () =>
      table(
        ['ID', 'ROLE', 'PERMISSIONS'],
        roles.map(({ id, name, permissions }) => [id, name, permissions.join(', ')]),
      ),
    )
  })
}
