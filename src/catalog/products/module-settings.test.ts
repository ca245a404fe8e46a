import { expect, test } from 'vitest'
import { updateModuleSettings } from './module-settings.ts'

test('settings are changed by position, and what is not named stays', () => {
  expect(updateModuleSettings([], { 1: 'Gold', 3: 'on' })).toEqual(['Gold', '', 'on'])
  expect(updateModuleSettings(['Gold', '', 'on'], { 2: '10', 3: undefined })).toEqual(['Gold', '10', 'on'])
})

test('emptied settings at the end are dropped', () => {
  expect(updateModuleSettings(['Gold', '', 'on'], { 3: '' })).toEqual(['Gold'])
  expect(updateModuleSettings(['Gold'], { 1: '' })).toEqual([])
})

test('there are 24 of them', () => {
  expect(updateModuleSettings([], { 24: 'last' })).toHaveLength(24)
  for (const position of [0, 25, -1, 1.5])
    expect(() => updateModuleSettings([], { [position]: 'x' })).toThrow('Invalid module setting')
})
