import { keepOldKey, readSecretKeys, writeSecretKeys } from '../base/secrets/secret-key.ts'
import { fingerprint } from '../base/secrets/secrets.ts'

/** Where this node's secret keys are kept: the data folder's file, or its environment, which only a restart changes. */
export type KeyFile = {
  /** The keys that it holds now, the newest first; none for the environment. */
  read(): Promise<Buffer[]>
  /** Puts a new key before those that it has. False for the environment. */
  prepend(key: Buffer): Promise<boolean>
  /** Takes a key out and puts it aside; answers where. Undefined for the environment. */
  retire(name: string): Promise<string | undefined>
}

export function openKeyFile(dataDir: string, fromEnvironment: boolean): KeyFile {
  if (fromEnvironment) return { read: async () => [], prepend: async () => false, retire: async () => undefined }
  const read = async () => (await readSecretKeys(dataDir)) ?? []
  return {
    read,
    async prepend(key) {
      await writeSecretKeys(dataDir, [key, ...(await read())])
      return true
    },
    async retire(name) {
      const keys = await read()
      const old = keys.find((key) => fingerprint(key) === name)
      if (!old) return undefined
      const path = await keepOldKey(dataDir, name, old)
      await writeSecretKeys(
        dataDir,
        keys.filter((key) => key !== old),
      )
      return path
    },
  }
}
