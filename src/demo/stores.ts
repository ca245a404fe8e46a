import type { SecretBox } from '../base/secrets/secrets.ts'
import type { Tx } from '../base/transaction.ts'
import type { WallClock } from '../base/wall-clock.ts'
import type { Stores } from '../storage/stores.ts'

export type DemoStores = Tx<Stores>
export type Sealing = { secrets: SecretBox; wallClock: WallClock }

/** What lets somebody in, per face. The names are the same everywhere, the secrets belong to this data folder. */
export type DemoCredentials = {
  admin: { username: string; password: string }
  whmcs: { identifier: string; secret: string }
  wbteampro: { username: string; passwordMd5: string }
  aculab: { username: string; apiKey: string; services: { name: string; password: string }[] }
  token: string
}
