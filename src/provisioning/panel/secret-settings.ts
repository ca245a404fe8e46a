import type { SecretSettings } from '../../catalog/secret-settings.ts'
import type { Registry } from './registry.ts'

/** Settings of the kind `password`, and of a server also those that its module does not know. */
export const makeSecretSettings = (registry: Registry): SecretSettings => ({
  ofServer(module) {
    const definitions = registry.find(module)?.serverSettings ?? []
    const plain = new Set(definitions.filter(({ kind }) => kind !== 'password').map(({ name }) => name))
    return (name) => !plain.has(name)
  },
  ofProduct(module) {
    const definitions = registry.find(module)?.productSettings ?? []
    return (index) => definitions[index]?.kind === 'password'
  },
})
