import { SYSTEM } from '../../src/access/actor.ts'
import { PERMISSIONS, type Permission } from '../../src/access/permissions.ts'
import { WHM_TOKEN } from '../../src/fake-panels/whm/whm.ts'
import { BLANK_SERVICE } from '../../src/services/blank.ts'
import type { Place } from './fill.ts'
import { openHouse } from './outbound-house.ts'

/** One in a hundred has a package that the panel does not have. */
export const packageOf = (n: number): string => (n % 100 === 99 ? 'gold' : 'starter')
export const usernameOf = (n: number): string =>
  `${[17576, 676, 26, 1].map((of) => String.fromCharCode(97 + (Math.floor(n / of) % 26))).join('')}flood`
export const domainOf = (n: number): string => `flood-${n}.example.com`

/** Services that wait to be set up on the panel at this port; answers their ids, and a token for `/api/v1`. */
export async function fillFlood(
  place: Place,
  services: number,
  port: number,
): Promise<{ ids: number[]; token: string }> {
  const house = await openHouse(place)
  const { access, catalog, clients } = house.domain
  try {
    const currency = await clients.currencies.create(SYSTEM, { code: 'USD', prefix: '$', suffix: ' USD' })
    await catalog.paymentMethods.replace(SYSTEM, [{ module: 'paypal', displayName: 'PayPal' }])
    const group = await catalog.productGroups.create(SYSTEM, { name: 'Shared Hosting' })
    const products = new Map<string, number>()
    for (const name of ['starter', 'gold']) {
      const settings = { groupId: group.id, payType: 'free', module: 'cpanel', moduleSettings: { 1: name } } as const
      products.set(name, (await catalog.products.create(SYSTEM, { name, ...settings })).id)
    }
    const server = await catalog.servers.create(SYSTEM, {
      ...{ name: 'Juno', hostname: '127.0.0.1', ipAddress: '127.0.0.1', port, secure: false },
      ...{ module: 'cpanel', username: 'root', accessHash: WHM_TOKEN, settings: { settleSeconds: '1' } },
    })
    const { client } = await clients.create(SYSTEM, {
      ...{ firstName: 'Ada', lastName: 'Flood', email: 'ada@example.com', currencyId: currency.id },
      ...{ address1: '1 High Street', city: 'Cambridge', state: 'Cambs', postcode: 'CB1 1AA', country: 'GB' },
      phoneNumber: '01223 000000',
    })
    const passwordSealed = house.secrets.seal('Secret-123456')
    const ids: number[] = []
    await house.transaction(async (tx) => {
      for (let n = 0; n < services; n++)
        ids.push(
          await tx.services.insert(
            {
              ...{ ...BLANK_SERVICE, clientId: client.id, serverId: server.id, status: 'Pending', passwordSealed },
              ...{ productId: products.get(packageOf(n))!, domain: domainOf(n), username: usernameOf(n) },
              ...{ paymentMethod: 'paypal', billingCycle: 'free' },
            },
            tx.at,
          ),
        )
    })
    const permissions = Object.keys(PERMISSIONS) as Permission[]
    const role = await access.roles.create(SYSTEM, { name: 'All', permissions })
    const staff = await access.staff.create(SYSTEM, { username: 'bench', roleId: role.id })
    const { credential, secret } = await access.credentials.create(SYSTEM, { name: 'Bench', staffId: staff.id })
    return { ids, token: `${credential.identifier}.${secret}` }
  } finally {
    await house.close()
  }
}
