import { SYSTEM } from '../../../src/access/actor.ts'
import type { TestApp } from '../../support/app.ts'

export type CallerName = 'full' | 'reader' | 'native' | 'outsider' | 'staff' | 'nobody' | 'disabled' | 'no-api'
export type Callers = Record<CallerName, Record<string, string>>

/** The credentials that cases name. */
export async function makeCallers({ provisor, demo }: TestApp): Promise<Callers> {
  const { roles, staff, credentials } = provisor.domain.access
  const admin = (await staff.list(SYSTEM))[0]!
  const role = async (name: string, permissions: string[]) => (await roles.create(SYSTEM, { name, permissions })).id
  const credential = async (name: string, input: { staffId?: number; roleIds?: number[]; numbers?: 'native' } = {}) => {
    const made = await credentials.create(SYSTEM, { name, staffId: admin.id, ...input })
    return { identifier: made.credential.identifier, secret: made.secret }
  }
  const member = async (username: string, permissions: string[]) =>
    staff.create(SYSTEM, { username, roleId: await role(`Role of ${username}`, permissions) })

  const everythingButPasswords = [
    'api.access',
    'system.*',
    'access.*',
    'activity.*',
    'clients.*',
    'catalog.*',
    'orders.*',
    'services.read',
    'services.write',
    'provisioning.*',
  ]
  const reader = await role('Without passwords', everythingButPasswords)
  const outsider = await role('Nothing but access', ['api.access'])
  const gone = await member('gone', ['*'])
  const noApi = await member('console-only', ['services.read'])
  const disabled = await credential('Of a disabled member', { staffId: gone.id })
  await staff.disable(SYSTEM, gone.id)
  return {
    full: demo.whmcs,
    reader: await credential('Without passwords', { roleIds: [reader] }),
    native: await credential('Native numbers', { numbers: 'native' }),
    outsider: await credential('Nothing but access', { roleIds: [outsider] }),
    staff: { username: demo.wbteampro.username, password: demo.wbteampro.passwordMd5 },
    nobody: {},
    disabled,
    'no-api': await credential('Member without API access', { staffId: noApi.id }),
  }
}
