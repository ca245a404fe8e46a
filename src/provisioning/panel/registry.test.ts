import { expect, test } from 'vitest'
import { type Backend, CONTRACT_VERSION } from './backend.ts'
import { done } from './outcome.ts'
import { makeRegistry } from './registry.ts'

const backend: Backend = {
  contractVersion: CONTRACT_VERSION,
  name: 'acorn',
  displayName: 'Acorn',
  productSettings: [],
  serverSettings: [],
  secrets: {},
  settleMs: 0,
}

test('a backend is found by its name in any case', () => {
  const registry = makeRegistry([backend])
  expect(registry.find('Acorn')).toBe(backend)
  expect(registry.find('oak')).toBeUndefined()
})

test.each<[string, Partial<Backend>, string]>([
  ['of another contract', { contractVersion: 2 as never }, 'expected contract version 1, got 2'],
  ['with a name that is none', { name: 'Acorn Panel' }, 'expected a name of lower case letters and digits'],
  ['that creates and cannot look', { create: async () => done({}) }, 'without it no lost answer can be decided'],
  ['with commands that it does not tell', { custom: async () => done({}) }, 'expected commands beside custom'],
  ['with a setting twice', { productSettings: Array(2).fill({ name: 'a', label: 'A', kind: 'text' }) }, 'got a twice'],
])('a backend %s is not registered', (_, changes, problem) => {
  expect(() => makeRegistry([{ ...backend, ...changes }])).toThrow(problem)
})

test('two backends of one name are not registered', () => {
  expect(() => makeRegistry([backend, { ...backend }])).toThrow('expected each backend once')
})
