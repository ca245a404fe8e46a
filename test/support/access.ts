import { mkdtempSync, rmSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { makeAccess } from '../../src/access/access.ts'
import { type Actor, SYSTEM } from '../../src/access/actor.ts'
import type { Refusals } from '../../src/access/refusals/refusals.ts'
import { makePasswords, md5Hex } from '../../src/access/sign-in/passwords.ts'
import type { AccessStores } from '../../src/access/store.ts'
import { openSecretBox } from '../../src/base/secrets/secrets.ts'
import type { Transaction } from '../../src/base/transaction.ts'
import { accessStore } from '../../src/storage/access/access.ts'
import type { Database, Queries } from '../../src/storage/engine/database.ts'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { migrate } from '../../src/storage/engine/schema/migrate.ts'
import { eventStore } from '../../src/storage/events/events.ts'
import { settingStore } from '../../src/storage/events/settings.ts'
import { fixedClock } from './clock.ts'
import type { Engine, Template } from './databases.ts'
import { scratchName } from './scratch.ts'

export const NOW = Date.UTC(2026, 1, 3, 10, 11, 12)
export const MINUTE = 60_000
/** For tests in which nobody asks who was refused. */
export const NO_REFUSALS: Refusals = { signIn: () => {}, request: () => {} }
/** Under which the activity log is sealed here. */
export const CHAIN_KEY = Buffer.alloc(32, 8)
export const LIMITS = { tries: 3, windowMs: 15 * MINUTE, banMs: 15 * MINUTE, delayMs: 0 }
export const SESSION_LIMITS = { idleMs: 8 * 60 * MINUTE, lifeMs: 7 * 24 * 60 * MINUTE }

/** The verbs of access over an empty database, and further processes on the same one. */
export async function openAccess(
  database?: Database,
  options: { limits?: Partial<typeof LIMITS>; demonstration?: boolean; refusals?: Refusals } = {},
) {
  const shelf = database ?? (await openScratch())
  const clock = fixedClock(NOW)
  const { read, transaction } = bindAccess(shelf, clock)
  const parts = {
    read,
    transaction,
    clock,
    passwords: makePasswords({ clock, memoryCost: 8, timeCost: 1 }),
    limits: { ...LIMITS, ...options.limits },
    sessionLimits: SESSION_LIMITS,
    secrets: openSecretBox({ key: Buffer.alloc(32, 6) }),
    refusals: options.refusals ?? NO_REFUSALS,
    digestKey: Buffer.alloc(32, 7),
    chainKey: CHAIN_KEY,
    demonstration: options.demonstration ?? false,
    trustsLoopback: true,
  }
  return {
    ...parts,
    database: shelf,
    access: makeAccess(parts),
    /** Another process: it shares the database and the time, and remembers on its own. */
    another: () => makeAccess(parts),
    /** What happened so far, oldest first. */
    happenings: () => read.events.unsealed(1000),
  }
}

export type AccessWorld = Awaited<ReturnType<typeof openAccess>>

function bindAccess(database: Database, clock: { now(): number }) {
  const storesOf = (q: Queries): AccessStores => ({
    access: accessStore(q, clock.now),
    events: eventStore(q),
    settings: settingStore(q),
  })
  const transaction: Transaction<AccessStores> = (work) =>
    database.transaction((q) => work({ ...storesOf(q), at: clock.now() }))
  return { read: storesOf(database.reader), transaction }
}

/** The same on an engine. */
export async function withAccess<T>(engine: Engine, work: (world: AccessWorld) => Promise<T>): Promise<T> {
  const place = await engine.fresh(EMPTY)
  const database = await openDatabase(place.dataDir, place.url ?? '')
  try {
    return await work(await openAccess(database))
  } finally {
    await database.close()
    await place.drop()
  }
}

const EMPTY: Template = {
  name: 'access',
  async prepare({ dataDir, url }) {
    const database = await openDatabase(dataDir, url ?? '')
    await migrate(database)
    await database.close()
  },
}

async function openScratch(): Promise<Database> {
  const folder = mkdtempSync(scratchName('access'))
  const database = await openDatabase(folder, '')
  onTestFinished(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })
  await migrate(database)
  return database
}

/** A role that may use the API and read services, a member of it with a password, and a credential of theirs. */
export async function hireBob({ access }: AccessWorld) {
  const role = await access.roles.create(SYSTEM, { name: 'Support', permissions: ['api.access', 'services.read'] })
  const bob = await access.staff.create(SYSTEM, {
    username: 'Bob',
    email: 'bob@example.com',
    roleId: role.id,
    password: 'correct horse',
    legacyLogin: true,
  })
  const { credential, secret } = await access.credentials.create(SYSTEM, { name: 'monitor', staffId: bob.id })
  return { role, bob, credential, secret, passwordMd5: md5Hex('correct horse') }
}

/** The system with fewer rights. */
export const actorWith = (...permissions: Parameters<Actor['permissions']['has']>[0][]): Actor => ({
  ...SYSTEM,
  permissions: new Set(permissions),
})
