import { SYSTEM } from '../../../src/access/actor.ts'
import type { CredentialDetails } from '../../../src/access/credentials/credentials.ts'
import { md5Hex } from '../../../src/access/sign-in/passwords.ts'
import { seedDemo } from '../../../src/demo/seed.ts'
import type { DemoCredentials } from '../../../src/demo/stores.ts'
import type { Opened } from '../../../src/open.ts'
import { NOW } from '../../support/app.ts'
import { placeWithCallers } from '../harness/callers.ts'

/** The credential fields that each caller sends. */
export type Callers = Awaited<ReturnType<typeof makeCallers>>
export type CallerName = keyof Callers

const HOUR_MS = 3_600_000

/** The demonstration data, and those who call. */
export const { place: contractPlace, readCallers } = placeWithCallers('whmcs_contract', async ({ provisor }) =>
  makeCallers(provisor, await seedDemo(provisor)),
)

async function makeCallers({ domain }: Opened, demo: DemoCredentials) {
  const { roles, staff, credentials } = domain.access
  const admin = (await staff.list(SYSTEM))[0]!
  const role = async (name: string, permissions: string[]) => (await roles.create(SYSTEM, { name, permissions })).id
  const create = async (name: string, input: Partial<CredentialDetails> & { staffId?: number } = {}) => {
    const { credential, secret } = await credentials.create(SYSTEM, { name, staffId: admin.id, ...input })
    return { id: credential.id, fields: { identifier: credential.identifier, secret } }
  }
  const pair = async (...of: Parameters<typeof create>) => (await create(...of)).fields

  const reader = await role('Everything but passwords', ['*', '!services.passwords'])
  const outsider = await role('Nothing but access', ['api.access'])
  const queueOnly = await role('Module queue', ['provisioning.read'])
  const loggerOnly = await role('Write the log', ['activity.write'])
  const servicesOnly = await role('Services', ['services.read'])

  const gone = await staff.create(SYSTEM, { username: 'gone', roleId: reader })
  const disabled = await pair('Of a disabled member', { staffId: gone.id })
  await staff.disable(SYSTEM, gone.id)
  const consoleOnly = await staff.create(SYSTEM, { username: 'console-only', roleId: servicesOnly })
  const password = 'correct horse battery'
  await staff.create(SYSTEM, { username: 'modern', roleId: reader, password, legacyLogin: false })
  const revoked = await create('Revoked')
  await credentials.revoke(SYSTEM, revoked.id)
  const full = demo.whmcs

  return {
    /** May do everything. */
    full,
    /** The same under the old names of the fields. */
    'full-old-names': { username: full.identifier, password: full.secret },
    /** May do everything but read service passwords. */
    reader: await pair('Everything but passwords', { roleIds: [reader] }),
    native: await pair('Native numbers', { numbers: 'native' }),
    /** May do nothing. */
    outsider: await pair('Nothing but access', { roleIds: [outsider] }),
    logger: await pair('Write the log', { roleIds: [loggerOnly] }),
    'queue-only': await pair('Module queue', { roleIds: [queueOnly] }),
    'two-roles': await pair('Module queue and services', { roleIds: [queueOnly, servicesOnly] }),
    /** Signs in with the MD5 of the password. */
    staff: { username: demo.wbteampro.username, password: demo.wbteampro.passwordMd5 },
    /** The right password of somebody who may not sign in that way. */
    'modern-staff': { username: 'modern', password: md5Hex(password) },
    nobody: {},
    disabled,
    'no-api': await pair('Of a member without API access', { staffId: consoleOnly.id }),
    revoked: revoked.fields,
    'expires-in-an-hour': await pair('For an hour', { expiresAt: NOW + HOUR_MS }),
    'office-only': await pair('From the office', { addresses: ['203.0.113.0/24', '2001:db8:1::/48'] }),
    /** One that was never given out. */
    stranger: { identifier: 'x'.repeat(32), secret: 'y'.repeat(32) },
  } satisfies Record<string, Record<string, string>>
}
