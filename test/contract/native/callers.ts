import { SYSTEM } from '../../../src/access/actor.ts'
import type { CredentialDetails } from '../../../src/access/credentials/credentials.ts'
import { seedDemo } from '../../../src/demo/seed.ts'
import type { Opened } from '../../../src/open.ts'
import { NOW } from '../../support/app.ts'
import { placeWithCallers } from '../harness/callers.ts'

/** The tokens with which cases call. */
export type Callers = Awaited<ReturnType<typeof makeCallers>>
export type CallerName = keyof Callers

/** The demonstration data, and those who call. */
export const { place: nativePlace, readCallers } = placeWithCallers('native_contract', async ({ provisor }) => {
  const { token } = await seedDemo(provisor)
  return makeCallers(provisor, token)
})

async function makeCallers({ domain }: Opened, full: string) {
  const { roles, staff, credentials } = domain.access
  const admin = (await staff.list(SYSTEM))[0]!
  const role = async (name: string, permissions: string[]) => (await roles.create(SYSTEM, { name, permissions })).id
  const create = async (name: string, input: Partial<CredentialDetails> & { staffId?: number } = {}) => {
    const { credential, secret } = await credentials.create(SYSTEM, { name, staffId: admin.id, ...input })
    return { id: credential.id, token: `${credential.identifier}.${secret}` }
  }
  const tokenOf = async (...of: Parameters<typeof create>) => (await create(...of)).token

  const services = await role('Services', ['services.read'])
  const orders = await role('Orders', ['orders.read'])
  const sales = await role('Sales', ['orders.read', 'orders.write'])
  const consoleOnly = await staff.create(SYSTEM, { username: 'console-only', roleId: services })
  const [adminRole] = (await roles.list(SYSTEM)).filter(({ id }) => id === admin.roleId)
  const former = await staff.create(SYSTEM, { username: 'former', roleId: adminRole!.id })
  const disabled = await tokenOf('Of a disabled member', { staffId: former.id })
  await staff.disable(SYSTEM, former.id)
  const revoked = await create('Revoked')
  await credentials.revoke(SYSTEM, revoked.id)
  return {
    /** May do everything. */
    full,
    /** May read services, but not their passwords. */
    reader: await tokenOf('Services', { roleIds: [services] }),
    /** May not read services. */
    outsider: await tokenOf('Orders', { roleIds: [orders] }),
    /** May place and accept orders, but not provision. */
    seller: await tokenOf('Sales', { roleIds: [sales] }),
    disabled,
    'no-api': await tokenOf('Of a member without the API', { staffId: consoleOnly.id }),
    revoked: revoked.token,
    /** Until an hour after the start. */
    brief: await tokenOf('Brief', { expiresAt: NOW + 3_600_000 }),
    /** From one network only. */
    bound: await tokenOf('From one network', { addresses: ['203.0.113.0/24'] }),
    'wrong-secret': `${full.split('.')[0]}.${'x'.repeat(32)}`,
    unknown: `${'x'.repeat(32)}.${'x'.repeat(32)}`,
    nobody: '',
  }
}
