import { expect, test } from 'vitest'
import { SYSTEM } from '../../../src/access/actor.ts'
import { ACTIONS } from '../../../src/wire/whmcs/registry.ts'
import { demonstration, openApp } from '../../support/app.ts'
import { sqlite } from '../../support/databases-sqlite.ts'

test('every action is refused to who has every right but the one that it names', async () => {
  const { http, provisor } = await openApp(await sqlite.fresh(demonstration), { banMinutes: '0' })
  const { roles, credentials } = provisor.domain.access
  const failures: string[] = []
  const byRight = Map.groupBy(ACTIONS, ({ permission }) => permission)
  byRight.delete('api.access')
  for (const [permission, actions] of byRight) {
    const role = await roles.create(SYSTEM, { name: `without ${permission}`, permissions: ['*', `!${permission}`] })
    const { credential, secret } = await credentials.create(SYSTEM, {
      name: permission,
      staffId: 1,
      roleIds: [role.id],
    })
    for (const { name } of actions) {
      const form = new URLSearchParams({
        action: name,
        identifier: credential.identifier,
        secret,
        responsetype: 'json',
      })
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const payload = form.toString()
      const answer = await http.inject({ method: 'POST', url: '/includes/api.php', headers, payload })
      const refused = `Invalid Permissions: API action "${name.toLowerCase()}" is not allowed`
      if (answer.statusCode !== 403 || answer.json().message !== refused) failures.push(`${name}: ${answer.body}`)
    }
  }
  expect(failures).toEqual([])
})
