import { expect, test } from 'vitest'
import { isOn, productSettings, type SettingDefinition, settingProblems } from './settings.ts'

const definitions: SettingDefinition[] = [
  { name: 'package', label: 'Package', kind: 'text', option: 'Package Name' },
  { name: 'shell', label: 'Shell access', kind: 'yesno', default: 'on' },
  { name: 'disk', label: 'Disk', kind: 'number' },
]

test('settings have their names by position; a default stands where nothing is set', () => {
  expect(productSettings(definitions, ['gold', '', '500', 'unknown to us'])).toEqual({
    package: 'gold',
    shell: 'on',
    disk: '500',
  })
  expect(productSettings(definitions, [])).toEqual({ package: '', shell: 'on', disk: '' })
})

test('what a client chose wins over the product', () => {
  expect(productSettings(definitions, ['gold'], { 'Package Name': 'silver', Disk: '9' })).toMatchObject({
    package: 'silver',
    disk: '',
  })
})

test('a yes is written in several ways', () => {
  expect(['on', 'Yes', '1', ' true '].map(isOn)).toEqual([true, true, true, true])
  expect(['', 'off', '0', undefined, 'onion'].map(isOn)).toEqual([false, false, false, false, false])
})

test('an author hears what is wrong with the settings', () => {
  const many = Array.from({ length: 25 }, (_, index) => ({ name: `s${index}`, label: '', kind: 'text' }) as const)
  expect(settingProblems(many)).toEqual(['expected at most 24 settings, got 25'])
  expect(settingProblems([...definitions, definitions[0]!, { name: 'ip', label: 'IP', kind: 'dropdown' }])).toEqual([
    'expected each setting once, got package twice',
    'expected choices for a dropdown and for nothing else, got ip',
  ])
})
