import { expect, test, vi } from 'vitest'
import type { ProjectTx } from './parts.ts'
import { readSettings, writeSetting } from './setting.ts'

function setup() {
  const stored = new Map<string, string>()
  const all = vi.fn(async () => new Map(stored))
  const set = async (name: string, value: string) => void stored.set(name, value)
  return { all, stores: { projectSettings: { all, set } } as unknown as ProjectTx }
}

test('the settings are read once in a transaction, and anew in the next one', async () => {
  const { all, stores } = setup()
  const tx = { ...stores, at: 1 }
  await Promise.all([await readSettings(tx), await readSettings(tx)])
  expect(all).toHaveBeenCalledTimes(1)
  await readSettings({ ...stores, at: 1 })
  expect(all).toHaveBeenCalledTimes(2)
})

test('who asks after one was set in the transaction is told the new value', async () => {
  const tx = { ...setup().stores, at: 1 }
  expect((await readSettings(tx))['action.expiring_days']).toBe(2)
  await writeSetting(tx, 'action.expiring_days', 5)
  expect((await readSettings(tx))['action.expiring_days']).toBe(5)
})

test('outside a transaction nothing is remembered', async () => {
  const { all, stores } = setup()
  for (let n = 0; n < 2; n++) await readSettings({ projectSettings: stores.projectSettings })
  expect(all).toHaveBeenCalledTimes(2)
})
