import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { randomToken } from '../../base/ids.ts'
import type { Patch } from '../../base/merge.ts'
import { accountName } from '../../outbound/accounts/account.ts'
import type { OutboundServiceChanges } from '../../outbound/services/service.ts'
import {
  type OutboundService,
  PAGE_METHODS,
  RUNNER_NAMES,
  SERVICE_DEFAULTS,
  SERVICE_KINDS,
  WEEKDAYS,
} from '../../outbound/services/service.ts'
import { openNames } from '../references.ts'
import { section } from '../section.ts'
import { outboundAccountName } from './outbound-accounts.ts'

const flag = z.boolean().optional()
const limit = z.number().nullable().optional()
/** An address alone is asked with POST. */
const page = z.union([
  z.string().transform((address) => ({ address, method: 'POST' as const })),
  z.strictObject({ address: z.string(), method: z.enum(PAGE_METHODS).default('POST') }),
])
const pageField = page.nullable().optional()

const item = z.strictObject({
  account: outboundAccountName,
  name: z.string(),
  password: z.string().optional(),
  kind: z.enum(SERVICE_KINDS).optional(),
  runner: z.enum(RUNNER_NAMES).optional(),
  applicationName: z.string().nullable().optional(),
  firstPage: pageField,
  fallbackPage: pageField,
  finalPage: pageField,
  startsPerSecond: limit,
  concurrency: limit,
  queueLimit: limit,
  expireAfterSeconds: limit,
  runLimitSeconds: z.number().optional(),
  callingWindow: z
    .strictObject({
      zone: z.string(),
      days: z.array(z.enum(WEEKDAYS)).default([...WEEKDAYS]),
      from: z.string(),
      until: z.string(),
    })
    .nullable()
    .optional(),
  weight: z.number().optional(),
  onLost: z.enum(['fail', 'repeat']).optional(),
  enabled: flag,
  paused: flag,
})
type Item = z.infer<typeof item>

const { expireAfterMs, runLimitMs, callingWindow: _, ...same } = SERVICE_DEFAULTS

/** What accounts start. A service that is new gets the password that the file gives, or one that nobody is told. */
export const outboundServices = section({
  name: 'outboundServices',
  item,
  keyOf: ({ account, name }) => `${account}/${name}`,
  fixed: ['account', 'name'],
  defaults: {
    ...same,
    kind: 'rest',
    callingWindow: null,
    expireAfterSeconds: expireAfterMs,
    runLimitSeconds: runLimitMs / 1000,
  },
  secrets: ['password'],
  async open({ domain: { outbound } }) {
    const { accounts, services } = outbound
    const named = (await accounts.list(SYSTEM)).map((account) => ({ id: account.id, name: accountName(account) }))
    const names = openNames('account', 'the name of an outbound account', named)
    const present = await services.list(SYSTEM)
    return {
      present: present.map((service) => ({ id: service.id, item: itemOf(service, names.nameOf(service.accountId)) })),
      holds: (id, _field, password) => services.hasPassword(SYSTEM, { id }, password),
      add: ({ account, name, password = randomToken(32), ...settings }) =>
        services.put(SYSTEM, { name, accountId: names.idOf(account) }, { ...changesOf(settings), password }),
      change: (id, differing) => services.update(SYSTEM, { id }, changesOf(differing)),
    }
  },
})

function itemOf(service: OutboundService, account: string): Item {
  const { id, accountId, laneId, createdAt, updatedAt, expireAfterMs, runLimitMs, callingWindow, ...same } = service
  return {
    account,
    ...same,
    expireAfterSeconds: expireAfterMs === null ? null : expireAfterMs / 1000,
    runLimitSeconds: runLimitMs / 1000,
    callingWindow: callingWindow && { ...callingWindow, days: [...callingWindow.days] },
  }
}

function changesOf({
  account,
  name,
  expireAfterSeconds,
  runLimitSeconds,
  ...same
}: Patch<Item>): OutboundServiceChanges {
  return {
    ...same,
    expireAfterMs: expireAfterSeconds == null ? expireAfterSeconds : Math.round(expireAfterSeconds * 1000),
    runLimitMs: runLimitSeconds === undefined ? undefined : Math.round(runLimitSeconds * 1000),
  }
}
