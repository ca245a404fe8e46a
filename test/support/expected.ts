import { expect } from 'vitest'

/** What a placeholder stands for. `<id:order>` also remembers the value, and must be the same wherever it stands again. */
const PLACEHOLDERS: Record<string, (value: unknown) => boolean> = {
  id: (value) => /^[1-9]\d*$/.test(String(value)) && ['string', 'number'].includes(typeof value),
  digits: (value) => typeof value === 'string' && /^[1-9]\d*$/.test(value),
  number: (value) => typeof value === 'number',
  text: (value) => typeof value === 'string' && value !== '',
  instant: (value) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(value)),
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
  /** Of an outbound start. */
  reference: (value) => /^[0-9a-f]{8}_\d+\.\d{10}\.\d+$/.test(String(value)),
  /** Of the run of one. */
  instance: (value) => /^[0-9a-f]{8}-\d+-\d{10}-\d+$/.test(String(value)),
  any: () => true,
}

export type Remembered = Map<string, string>

/** Compares a whole body, the order of keys included. */
export function expectBody(actual: unknown, expected: unknown, remembered: Remembered = new Map()): void {
  const shown = withPlaceholders(actual, expected, remembered)
  expect(shown).toEqual(expected)
  expect(keysOf(shown)).toEqual(keysOf(expected))
}

/** `actual` with the expectation's placeholders put where they fit, so that a difference shows the real value. */
function withPlaceholders(actual: unknown, expected: unknown, remembered: Remembered): unknown {
  if (typeof expected === 'string') return fits(actual, expected, remembered) ? expected : actual
  if (Array.isArray(expected) && Array.isArray(actual))
    return actual.map((item, index) => withPlaceholders(item, expected[index], remembered))
  if (isObject(expected) && isObject(actual))
    return Object.fromEntries(
      Object.entries(actual).map(([key, value]) => [key, withPlaceholders(value, expected[key], remembered)]),
    )
  return actual
}

function fits(actual: unknown, expected: string, remembered: Remembered): boolean {
  const [, kind, name] = /^<([a-z]+)(?::([a-z0-9-]+))?>$/.exec(expected) ?? []
  if (!kind || !PLACEHOLDERS[kind]?.(actual)) return false
  if (!name) return true
  const before = remembered.get(name)
  remembered.set(name, before ?? String(actual))
  return before === undefined || before === String(actual)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysOf)
  return isObject(value) ? Object.entries(value).map(([key, child]) => [key, keysOf(child)]) : null
}
