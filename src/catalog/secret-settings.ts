import type { SecretBox } from '../base/secrets/secrets.ts'

/**
 * Which settings of a module are secret. The catalog keeps them sealed and does not know the modules; whoever does answers
 * this.
 */
export type SecretSettings = {
  /** By the setting's name. What no module says is not a secret is one. */
  ofServer(module: string): (name: string) => boolean
  /** By the setting's position, counted from 0. */
  ofProduct(module: string): (index: number) => boolean
}

/** What seals the secrets among the settings of modules. */
export type SettingSeals = { secrets: SecretBox; secretSettings: SecretSettings }
