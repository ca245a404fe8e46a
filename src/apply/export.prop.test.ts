import { mkdtempSync, rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { isLong } from '../../test/support/long.ts'
import { scratchName } from '../../test/support/scratch.ts'
import { makeLog } from '../base/log.ts'
import { parseConfig } from '../config.ts'
import { type Opened, openProvisor } from '../open.ts'
import { applySetup } from './apply.ts'
import { exportSetup, setupText } from './export.ts'

const name = fc.stringMatching(/^[A-Za-zäÖ7 /:'"#-]{1,12}$/).filter((text) => text.trim() !== '')
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const flag = optional(fc.boolean())
const amount = fc.integer({ min: 0, max: 1_000_000 }).map((minor) => (minor / 100).toFixed(2))
const prices = fc.dictionary(
  fc.constantFrom('EUR', 'USD'),
  fc.dictionary(fc.constantFrom('monthly', 'annually'), fc.oneof(amount, fc.record({ price: amount, setup: amount })), {
    maxKeys: 2,
  }),
  { maxKeys: 2 },
)
const unique = <T>(item: fc.Arbitrary<T>, selector: (item: T) => string, maxLength = 3) =>
  fc.uniqueArray(item, { maxLength, selector })
const lower = ({ name: text }: { name: string }) => text.trim().toLowerCase()
/** Different ones have different slugs. */
const slugs = fc.stringMatching(/^[a-z]{1,6}$/)

const setups = fc.record({
  roles: unique(
    fc.record({
      name,
      permissions: fc.subarray(['services.*', 'clients.read', '!services.passwords', '*'], { minLength: 1 }),
    }),
    lower,
  ).map((roles) => [{ name: 'Any', permissions: ['*'] }, ...roles.filter((role) => role.name.trim() !== 'Any')]),
  staff: fc
    .array(
      fc.record({
        username: slugs,
        role: fc.constant('Any'),
        firstName: optional(name),
        active: flag,
        legacyLogin: flag,
        numbers: fc.constantFrom('documented', 'native'),
        httpStatus: fc.constantFrom('documented', 'always-200'),
        stringifyColumns: flag,
        notes: optional(name),
      }),
      { maxLength: 2 },
    )
    .map((members) => members.map((member, index) => ({ ...member, username: `${member.username}${index}` }))),
  allowedAddresses: fc.subarray(['10.0.0.0/8', '192.0.2.1', '2001:db8::/32']),
  departments: unique(fc.record({ name, description: optional(name), hidden: flag }), lower),
  currencies: fc.constantFrom(
    [{ code: 'EUR' }, { code: 'USD', prefix: '$', default: true }],
    [{ code: 'EUR', suffix: ' €' }, { code: 'USD' }],
  ),
  clientGroups: unique(fc.record({ name, colour: fc.constantFrom('', '#a0b0c0') }), lower),
  paymentMethods: unique(fc.record({ module: slugs, name }), ({ module }) => module),
  servers: unique(
    fc.record({
      name,
      module: fc.constantFrom('cpanel', 'webhook', 'demopanel'),
      port: optional(fc.integer({ min: 1, max: 65_535 })),
      secure: flag,
      nameservers: optional(fc.array(slugs.map((label) => `${label}.example.com`))),
    }),
    lower,
  ),
  productGroups: fc.constant([{ name: 'First' }, { name: 'Second', slug: 'other', hidden: true }]),
  products: unique(
    fc.record({
      group: fc.constantFrom('first', 'other'),
      name,
      slug: slugs,
      payType: fc.constant('recurring'),
      hidden: flag,
      stock: optional(fc.integer({ min: -5, max: 5 })),
      moduleSettings: optional(fc.array(fc.constantFrom('', 'x', '10'), { maxLength: 24 })),
      prices: optional(prices),
    }),
    ({ group, slug }) => `${group}/${slug}`,
  ),
  addons: fc.array(fc.record({ name, payType: fc.constant('recurring'), tax: flag, prices: optional(prices) }), {
    maxLength: 3,
  }),
  customFields: fc.array(
    fc.record({ name, kind: fc.constantFrom('text', 'tickbox'), required: flag, position: optional(fc.nat(3)) }),
    { maxLength: 3 },
  ),
})

async function onEmpty<T>(work: (provisor: Opened) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(scratchName('apply'))
  const provisor = await openProvisor(parseConfig({ dataDir }, {}), makeLog({ level: 'silent' }))
  try {
    return await work(provisor)
  } finally {
    await provisor.close()
    rmSync(dataDir, { recursive: true })
  }
}

test('whatever was set up: applied again it changes nothing, and exported it sets up the same', async () => {
  const property = fc.asyncProperty(setups, async (setup) => {
    const text = stringify(setup)
    const { exported, again } = await onEmpty(async (provisor) => {
      await applySetup(provisor, text)
      const again = await applySetup(provisor, text)
      return { again, exported: await exportSetup(provisor) }
    })
    expect(again.changes).toEqual([])
    const copy = await onEmpty(async (provisor) => {
      await applySetup(provisor, setupText(exported))
      expect((await applySetup(provisor, setupText(exported))).changes).toEqual([])
      return exportSetup(provisor)
    })
    expect(copy).toEqual(exported)
  })
  await fc.assert(property, { numRuns: isLong ? 100 : 8 })
}, 120_000)
