import { startFake } from '../../src/fake-panels/fake-server.ts'
import type { FaultDial } from '../../src/fake-panels/fault.ts'
import { makeFakeWebhook, type Send, WEBHOOK_SECRET, type WebhookSeed } from '../../src/fake-panels/webhook/webhook.ts'
import { webhook } from '../../src/provisioning/backends/webhook/webhook.ts'
import type { PanelServer } from '../../src/provisioning/panel/server.ts'
import { fixedClock } from '../support/clock.ts'
import { type Bench, fakeTroubles, NOW, openBench } from './bench.ts'

/** The module for webhooks, with a receiver of its messages. */
export async function openReceiver(send?: Send) {
  const clock = fixedClock(NOW)
  const fake = await startFake(makeFakeWebhook({ clock, ...(send && { send }) }), { clock })
  return {
    fake,
    clock,
    backend: webhook,
    server: { settings: { url: `${fake.url}/provisor`, secret: WEBHOOK_SECRET } },
    packages: ['starter', 'plus'] as const,
    unknownPackage: 'There is no product “no-such-package”.',
    foreign: ({ username }) =>
      fake.model.seed({
        accounts: [
          {
            marker: 'theirs',
            username,
            domain: 'x.example.net',
            product: 'starter',
            state: 'active',
            reason: '',
            password: '',
          },
        ],
      }),
    ...fakeTroubles(fake),
  } satisfies Bench & Record<string, unknown>
}

type Changes = {
  settings?: Record<string, string>
  server?: Partial<PanelServer>
  seed?: WebhookSeed
  faults?: FaultDial[]
  send?: Send
}

/** One account or name of it, to be asked for. */
export async function openReceiverBench({ settings, server, seed = {}, faults = [], send }: Changes = {}) {
  const opened = await openReceiver(send)
  opened.fake.model.seed(seed)
  opened.fake.setFaults(faults)
  const one = await openBench(async () => ({
    ...opened,
    server: { ...server, settings: { ...opened.server.settings, ...settings } },
  }))
  return {
    ...one,
    clock: opened.clock,
    fake: opened.fake,
    create: () => one.run('create', { account: one.account(1) }),
  }
}

/** The messages that went out, as they were sent. */
export const messages = (ran: {
  trace: readonly { request: string; requestHeaders: Readonly<Record<string, string>> }[]
}) =>
  ran.trace.map(({ request, requestHeaders }) => ({
    headers: requestHeaders,
    ...JSON.parse(request.replace(/:\*\*\*/g, ':"***"')),
  }))
