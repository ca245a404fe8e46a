import { mkdirSync } from 'node:fs'
import { SYSTEM } from '../../src/access/actor.ts'
import { systemClock } from '../../src/base/clock.ts'
import { makeLog } from '../../src/base/log.ts'
import { parseConfig } from '../../src/config.ts'
import { type Opened, openProvisor } from '../../src/open.ts'
import type { OutboundServiceConfig } from '../../src/outbound/services/service.ts'
import type { Place } from './fill.ts'

export const ACCOUNT = { cloudId: '1-2-0', username: 'bench@example.com' }
export const SECRET = 'a secret for the bench, shared by all'

export async function openHouse(place: Place): Promise<Opened> {
  mkdirSync(place.dataDir, { recursive: true })
  return openProvisor(parseConfig({ ...place, logLevel: 'silent' }, {}), makeLog({ level: 'silent' }), systemClock)
}

/** One account whose services wait for a worker unless they say otherwise; answers the account's id. */
export async function addServices(
  { domain: { outbound } }: Opened,
  names: readonly string[],
  config: OutboundServiceConfig = {},
): Promise<number> {
  const accounts = await outbound.accounts.list(SYSTEM)
  const account = accounts[0] ?? (await outbound.accounts.create(SYSTEM, { ...ACCOUNT, key: SECRET })).account
  for (const name of names)
    await outbound.services.put(
      SYSTEM,
      { name, accountId: account.id },
      { password: SECRET, kind: 'uas', runner: 'worker', ...config },
    )
  return account.id
}
