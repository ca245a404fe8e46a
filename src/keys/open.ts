import type { Log } from '../base/log.ts'
import { loadSecretKeys } from '../base/secrets/secret-key.ts'
import { type KeyRing, openSecretBox } from '../base/secrets/secrets.ts'
import type { Transaction } from '../base/transaction.ts'
import { makeKeyKeeper, WrongSecretKey } from './keeper.ts'
import { openKeyFile } from './key-file.ts'
import { makeKeys } from './keys.ts'
import type { KeyStores } from './store.ts'

/** Where a process has its secret keys from. */
export type KeySource = { dataDir: string; secretKey: string }

/** With a key that opens what the database holds, where it `remembers` one. */
export async function openKeyRing({ dataDir, secretKey }: KeySource, remembered: string | undefined): Promise<KeyRing> {
  const [key, ...oldKeys] = await loadSecretKeys(dataDir, secretKey, remembered)
  const secrets = openSecretBox({ key: key!, oldKeys })
  if (remembered !== undefined && !secrets.has(remembered)) throw new WrongSecretKey(remembered, secrets.names())
  return secrets
}

type Setup = {
  read: KeyStores
  transaction: Transaction<KeyStores>
  secrets: KeyRing
  source: KeySource
  /** Of this process, unique among those that run. */
  node: { name: string; version: string }
  log: Log
}

/** Enters the database as a node of it. Beside the keys of the installation, what looks after the secret key. */
export async function openKeys({ source, log, ...given }: Setup) {
  const file = openKeyFile(source.dataDir, source.secretKey.trim() !== '')
  const keeper = makeKeyKeeper({ ...given, file, log })
  const installation = await keeper.join()
  const failed = (what: string) => (fault: unknown) => log.error({ err: fault }, `${what} failed`)
  return {
    installation,
    verbs: makeKeys({ ...given, file, keeper }),
    start: () => keeper.start(failed('looking after the secret keys')),
    close: async () => {
      await keeper.stop()
      await keeper.leave().catch(failed('telling that this node is gone'))
    },
  }
}
