import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { startFake } from '../../src/fake-panels/fake-server.ts'
import { makeFakeWhm, WHM_TOKEN } from '../../src/fake-panels/whm/whm.ts'
import { demonstration, openApp } from '../support/app.ts'
import { type Engine, forEachEngine } from '../support/databases.ts'

/** The demonstration with one more server, which is a fake WHM, and a client's service on it that is not set up yet. */
async function openWithWhm(engine: Engine) {
  const place = await engine.fresh(demonstration)
  const app = await openApp(place, { outgoingAllow: '127.0.0.1', commandSeconds: '20', listAfterFailures: '1' })
  const { provisor, http, demo, clock } = app
  const fake = await startFake(makeFakeWhm({ clock }), { clock })
  onTestFinished(() => fake.goDown())
  const { catalog, orders } = provisor.domain
  const server = await catalog.servers.create(SYSTEM, {
    ...{ name: 'Juno', hostname: '127.0.0.1', ipAddress: '127.0.0.1', port: fake.port, secure: false },
    ...{ module: 'cpanel', username: 'root', accessHash: WHM_TOKEN },
  })
  const group = await catalog.serverGroups.create(SYSTEM, { name: 'WHM', fill: 'least-full', serverIds: [server.id] })
  await catalog.products.update(SYSTEM, 1, { serverGroupId: group.id })
  const placed = await orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [{ productId: 1, domain: 'outage.example.com' }],
  })
  await orders.accept(SYSTEM, placed.orderId)
  await provisor.background.provisioning.start()

  const call = async (action: string, fields: Record<string, string | number> = {}) => {
    const form = { ...demo.whmcs, responsetype: 'json', action, ...fields }
    const answer = await http.inject({
      method: 'POST',
      url: '/includes/api.php',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(
        Object.entries(form).map(([name, value]): [string, string] => [name, String(value)]),
      ).toString(),
    })
    return answer.json()
  }
  const service = placed.serviceIds[0]!
  /** Far less than a worker's lease passes, which is prolonged by the real time. */
  const settled = async (holds: () => Promise<boolean>, stepMs = 0) => {
    const stop = performance.now() + 20_000
    while (!(await holds())) {
      if (performance.now() > stop) throw new Error('It never came to be')
      clock.advance(stepMs)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const verbs = () => fake.journal.filter(({ effect }) => effect === 'applied').map(({ verb }) => verb)
  return { ...app, fake, call, service, settled, verbs }
}

forEachEngine((engine) => {
  test('a suspension that failed in an outage is listed, and never happens once it is not wanted any more', async () => {
    const { fake, call, service, settled, verbs } = await openWithWhm(engine)
    const queue = async () => (await call('GetModuleQueue', { relatedId: service, serviceType: 'service' })).queue
    const status = async () => (await call('GetClientsProducts', { serviceid: service })).products.product[0].status
    await settled(async () => (await status()) === 'Active')

    fake.setFaults([{ name: 'down' }])
    const refused = await call('ModuleSuspend', { serviceid: service, suspendreason: 'Overdue' })
    expect(refused).toMatchObject({ result: 'error', message: expect.stringContaining('503') })
    expect(await queue()).toMatchObject([
      { moduleName: 'cpanel', moduleAction: 'SuspendAccount', lastAttemptError: refused.message, numRetries: '0' },
    ])
    expect(await call('ModuleUnsuspend', { accountid: service })).toMatchObject({ result: 'error' })
    expect((await queue()).map((entry: { moduleAction: string }) => entry.moduleAction)).toEqual(['UnsuspendAccount'])

    fake.setFaults([])
    await settled(async () => (await queue()).length === 0, 500)
    expect(verbs()).toEqual(['createacct', 'unsuspendacct'])
    expect(await status()).toBe('Active')
    expect(await call('ModuleSuspend', { serviceid: service })).toEqual({ result: 'success' })
    expect(verbs()).toEqual(['createacct', 'unsuspendacct', 'suspendacct'])
  })

  test('what was to be terminated in an outage is not, once its status says that it is active', async () => {
    const { fake, call, service, settled, verbs, clock } = await openWithWhm(engine)
    const queue = async () => (await call('GetModuleQueue', { relatedId: service, serviceType: 'service' })).queue
    const status = async () => (await call('GetClientsProducts', { serviceid: service })).products.product[0].status
    await settled(async () => (await status()) === 'Active')

    fake.setFaults([{ name: 'down' }])
    for (const action of ['ModuleSuspend', 'ModuleTerminate'])
      expect(await call(action, { serviceid: service })).toMatchObject({ result: 'error' })
    expect((await queue()).map((entry: { moduleAction: string }) => entry.moduleAction)).toEqual(['TerminateAccount'])
    expect(await call('UpdateClientProduct', { serviceid: service, status: 'Active' })).toMatchObject({
      result: 'success',
    })
    expect(await queue()).toEqual([])

    fake.setFaults([])
    clock.advance(20_000)
    // Whatever waited for the panel would have gone before this.
    expect(await call('ModuleChangePackage', { serviceid: service })).toEqual({ result: 'success' })
    expect(verbs()).toEqual(['createacct', 'changepackage'])
    expect(await status()).toBe('Active')
  })
})
