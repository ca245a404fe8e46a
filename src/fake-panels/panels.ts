import type { Clock } from '../base/clock.ts'
import type { FakePanelModel } from './panel.ts'
import { makeFakeWebhook, WEBHOOK_SECRET } from './webhook/webhook.ts'
import { makeFakeWhm, WHM_TOKEN } from './whm/whm.ts'

type FakePanel = {
  about: string
  make(options: { clock: Clock }): FakePanelModel
  /** What a server of ours needs in order to speak to it. */
  server(port: number): Record<string, unknown>
}

/** Every fake, by the name under which it is started. */
export const FAKE_PANELS: Readonly<Record<string, FakePanel>> = {
  whm: {
    about: 'cPanel and WHM, through WHM API 1',
    make: makeFakeWhm,
    server: (port) => ({
      module: 'cpanel',
      hostname: '127.0.0.1',
      port,
      secure: false,
      username: 'root',
      accessHash: WHM_TOKEN,
    }),
  },
  webhook: {
    about: 'a program that takes our signed messages, for accounts and domain names',
    make: makeFakeWebhook,
    server: (port) => ({ module: 'webhook', settings: { url: `http://127.0.0.1:${port}/`, secret: WEBHOOK_SECRET } }),
  },
}
