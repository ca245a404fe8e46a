import { MASK } from '../base/secrets/sealed.ts'
import type { SecretSettings } from '../catalog/secret-settings.ts'
import type { Section } from './section.ts'

type Item = Record<string, unknown>
type Values = Record<string, unknown> | readonly unknown[]

/** `wanted`, where secret values that it leaves out (in a list: that are null) are those of `present`. */
export function keepSecretParts({ secretParts }: Section, settings: SecretSettings, present: Item, wanted: Item): Item {
  if (!secretParts) return wanted
  const { field } = secretParts
  const [stored, given] = [present[field] as Values, wanted[field] as Values | undefined]
  if (given === undefined) return wanted
  const isSecret = secretParts.of(settings, { ...present, ...wanted })
  if (Array.isArray(given)) {
    const known = stored as readonly unknown[]
    const longest = Math.max(given.length, known.findLastIndex((_, index) => isSecret(String(index))) + 1)
    const values = Array.from({ length: longest }, (_, index) => {
      const value = given[index] ?? null
      return value ?? (isSecret(String(index)) ? (known[index] ?? '') : '')
    })
    return { ...wanted, [field]: values.slice(0, values.findLastIndex((value) => value !== '') + 1) }
  }
  const kept = Object.entries(stored).filter(([name]) => isSecret(name) && !Object.hasOwn(given, name))
  return { ...wanted, [field]: { ...given, ...Object.fromEntries(kept) } }
}

/** The value of a field as a diff shows it. */
export function maskSecretParts(
  { secretParts }: Section,
  settings: SecretSettings,
  item: Item,
  field: string,
): unknown {
  const value = item[field] as Values | undefined
  if (secretParts?.field !== field || value === undefined) return value
  const isSecret = secretParts.of(settings, item)
  return mapped(value, (inner, part) => (isSecret(part) && inner !== '' && inner !== null ? MASK : inner))
}

/** The item as an export has it, and the names of what is left out. */
export function dropSecretParts(
  { secretParts }: Section,
  settings: SecretSettings,
  item: Item,
): { item: Item; dropped: string[] } {
  const value = secretParts && (item[secretParts.field] as Values | undefined)
  if (!secretParts || value === undefined) return { item, dropped: [] }
  const { field } = secretParts
  const isSecret = secretParts.of(settings, item)
  const dropped = Object.entries(value).flatMap(([part, inner]) => (isSecret(part) && inner !== '' ? [part] : []))
  const rest = Array.isArray(value)
    ? value.map((inner, index) => (dropped.includes(String(index)) ? null : inner))
    : Object.fromEntries(Object.entries(value).filter(([part]) => !dropped.includes(part)))
  return { item: { ...item, [field]: rest }, dropped: dropped.map((part) => `${field}.${part}`) }
}

function mapped(values: Values, to: (value: unknown, part: string) => unknown): Values {
  if (Array.isArray(values)) return values.map((value, index) => to(value, String(index)))
  return Object.fromEntries(Object.entries(values).map(([part, value]) => [part, to(value, part)]))
}
