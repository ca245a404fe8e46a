import { expect, test } from 'vitest'
import { isSealed } from '../../base/secrets/sealed.ts'
import { openSecretBox } from '../../base/secrets/secrets.ts'
import { type ModuleSettingChanges, type ModuleSettings, updateModuleSettings } from './module-settings.ts'

const secrets = openSecretBox({ key: Buffer.alloc(32, 1) })

/** Of a module whose second setting is a secret. */
const updated = (before: ModuleSettings, changes: ModuleSettingChanges, secret = -1) =>
  updateModuleSettings(
    { secrets, secretSettings: { ofServer: () => () => false, ofProduct: () => (index) => index === secret } },
    'any',
    before,
    changes,
  )

test('settings are changed by position, and what is not named stays', () => {
  expect(updated([], { 1: 'Gold', 3: 'on' })).toEqual(['Gold', '', 'on'])
  expect(updated(['Gold', '', 'on'], { 2: '10', 3: undefined })).toEqual(['Gold', '10', 'on'])
})

test('emptied settings at the end are dropped', () => {
  expect(updated(['Gold', '', 'on'], { 3: '' })).toEqual(['Gold'])
  expect(updated(['Gold'], { 1: '' })).toEqual([])
})

test('there are 24 of them', () => {
  expect(updated([], { 24: 'last' })).toHaveLength(24)
  for (const position of [0, 25, -1, 1.5])
    expect(() => updated([], { [position]: 'x' })).toThrow('Invalid module setting')
})

test('a secret one is sealed, stays when its mask comes back, and goes when it is emptied', () => {
  const [plan, secret] = updated(['Gold'], { 2: 'hunter2' }, 1)
  expect(plan).toBe('Gold')
  expect(secrets.open(secret && isSealed(secret) ? secret.sealed : '')).toBe('hunter2')
  expect(updated(['Gold', secret!], { 1: 'Silver', 2: '***' }, 1)).toEqual(['Silver', secret])
  expect(updated(['Gold', secret!], { 2: 'hunter2' }, 1)).toEqual(['Gold', secret])
  expect(updated(['Gold', secret!], { 2: '' }, 1)).toEqual(['Gold'])
})

test('what becomes secret because the module does is sealed with the next change', () => {
  const [, secret] = updated(['Gold', 'hunter2'], { 1: 'Silver' }, 1)
  expect(secret && isSealed(secret)).toBe(true)
})
