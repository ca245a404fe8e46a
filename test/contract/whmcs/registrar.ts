import { onTestFinished } from 'vitest'
import { SYSTEM } from '../../../src/access/actor.ts'
import type { CalendarDate } from '../../../src/base/calendar.ts'
import { toMinor } from '../../../src/base/money.ts'
import { usualAddon, usualDomain, usualService } from '../../../src/demo/usual.ts'
import { startFake } from '../../../src/fake-panels/fake-server.ts'
import { makeFakeWebhook, WEBHOOK_SECRET } from '../../../src/fake-panels/webhook/webhook.ts'
import { markerOf } from '../../../src/provisioning/panel/account.ts'
import type { TestApp } from '../../support/app.ts'

const day = (text: string) => text as CalendarDate

/**
 * A program of the operator's that is registrar and panel, with modules at work: server 11. Domains 921-925 of client 1: to
 * be registered, to be transferred, to be renewed, one that the registrar never heard of, and one without a registrar.
 * Service 331 has add-on 431, which has this module of its own, and 432, which has none. Cases need `outgoingAllow`.
 */
export async function addRegistrar({ provisor, clock }: TestApp): Promise<void> {
  const fake = await startFake(makeFakeWebhook({ clock }), { clock })
  onTestFinished(() => fake.goDown())
  const { catalog } = provisor.domain
  await catalog.servers.create(SYSTEM, {
    ...{ id: 11, name: 'Registrar', module: 'webhook' },
    settings: { url: `${fake.url}/provisor`, secret: WEBHOOK_SECRET },
  })
  await catalog.addonDefinitions.create(SYSTEM, {
    ...{ id: 21, name: 'Mail Filter', payType: 'free', productIds: [9] },
    ...{ module: 'webhook', moduleSettings: { 1: 'plus' }, autoSetup: 'accepted' },
  })
  await provisor.transaction(async (tx) => {
    const name = { ...usualDomain, clientId: 1, registrar: 'webhook', recurring: toMinor(1400) }
    await tx.domains.insert({ ...name, id: 921, name: 'new.example.com', status: 'Pending' }, tx.at)
    const epp = provisor.secrets.seal('auth-code')
    const moving = { kind: 'Transfer', status: 'Pending', eppCodeSealed: epp } as const
    await tx.domains.insert({ ...name, ...moving, id: 922, name: 'moving.example.com' }, tx.at)
    const held = { registeredOn: day('2025-06-30'), expiresOn: day('2026-06-30'), nextDueOn: day('2026-06-30') }
    await tx.domains.insert({ ...name, ...held, id: 923, name: 'held.example.com' }, tx.at)
    await tx.domains.insert({ ...name, ...held, id: 924, name: 'unheard.example.com' }, tx.at)
    await tx.domains.insert({ ...name, ...held, id: 925, name: 'own.example.com', registrar: '' }, tx.at)
    const service = { ...usualService, clientId: 1, productId: 9, domain: 'own.example.com', username: 'own' }
    await tx.services.insert({ ...service, id: 331, passwordSealed: provisor.secrets.seal('pass-word') }, tx.at)
    const addon = { ...usualAddon, clientId: 1, serviceId: 331, status: 'Pending' } as const
    await tx.addons.insert({ ...addon, id: 431, definitionId: 21, serverId: 11 }, tx.at)
    await tx.addons.insert({ ...addon, id: 432, name: 'By hand' }, tx.at)
  })
  const installation = (await provisor.read.settings.get('installation'))!
  const marker = markerOf(installation, 'domain', 923)
  fake.model.seed({ names: [{ marker, name: 'held.example.com', expiresOn: '2026-06-30', pending: false }] })
  await provisor.background.provisioning.start()
}
