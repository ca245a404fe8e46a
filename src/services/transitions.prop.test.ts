import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TransitionRefused } from '../base/refusal.ts'
import { DOMAIN_STATUSES, DOMAIN_TRANSITIONS } from './domains/domain-status.ts'
import { ORDER_STATUSES, ORDER_TRANSITIONS } from './orders/order-status.ts'
import { SERVICE_STATUSES, SERVICE_TRANSITIONS } from './status.ts'
import { allows, applyTransition, type TransitionTable } from './transitions.ts'

const tables: { name: string; states: readonly string[]; table: TransitionTable<string> }[] = [
  { name: 'services and add-ons', states: SERVICE_STATUSES, table: SERVICE_TRANSITIONS },
  { name: 'domains', states: DOMAIN_STATUSES, table: DOMAIN_TRANSITIONS },
  { name: 'orders', states: ORDER_STATUSES, table: ORDER_TRANSITIONS },
]

describe.each(tables)('the table of $name', ({ states, table }) => {
  const anyState = fc.constantFrom(...states)
  const anyVerb = fc.constantFrom(...Object.keys(table))

  test('names only states that exist, and no state twice', () => {
    for (const { from, to } of Object.values(table)) {
      expect(states).toEqual(expect.arrayContaining([...from, to]))
      expect(new Set(from).size).toBe(from.length)
    }
  })

  test('any verbs in any order lead to a known state or are refused with the evidence', () => {
    fc.assert(
      fc.property(anyState, fc.array(anyVerb, { maxLength: 30 }), (start, verbs) => {
        let state = start
        for (const verb of verbs) {
          if (allows(table, state, verb)) {
            state = applyTransition(table, 'thing', state, verb)
            expect(states).toContain(state)
          } else {
            const refused = { facts: { noun: 'thing', from: state, verb } }
            expect(() => applyTransition(table, 'thing', state, verb)).toThrow(TransitionRefused)
            expect(() => applyTransition(table, 'thing', state, verb)).toThrow(expect.objectContaining(refused))
          }
        }
      }),
    )
  })

  test('every state can be reached from Pending', () => {
    const reached = new Set(['Pending'])
    for (const state of reached)
      for (const { from, to } of Object.values(table)) if (from.includes(state)) reached.add(to)
    expect([...reached].sort()).toEqual([...states].sort())
  })
})

test.each([
  ['services and add-ons', SERVICE_TRANSITIONS],
  ['domains', DOMAIN_TRANSITIONS],
])('a verb of %s that was taken may be taken again and changes nothing', (_, table: TransitionTable<string>) => {
  for (const [verb, { to }] of Object.entries(table)) expect(applyTransition(table, 'thing', to, verb)).toBe(to)
})

test.each([
  ['Suspended', 'activate'],
  ['Pending', 'suspend'],
  ['Terminated', 'unsuspend'],
  ['Fraud', 'activate'],
  ['Terminated', 'cancel'],
  ['Terminated', 'reopen'],
  ['Completed', 'suspend'],
] as const)('a %s service cannot take the step %s', (from, verb) => {
  expect(allows(SERVICE_TRANSITIONS, from, verb)).toBe(false)
})

test('a service in any state can be terminated', () => {
  for (const status of SERVICE_STATUSES)
    expect(applyTransition(SERVICE_TRANSITIONS, 'service', status, 'terminate')).toBe('Terminated')
})

test.each([
  ['Active', 'accept'],
  ['Cancelled', 'accept'],
  ['Cancelled', 'cancel'],
  ['Active', 'cancel'],
] as const)('an order that is %s cannot take the step %s', (from, verb) => {
  expect(allows(ORDER_TRANSITIONS, from, verb)).toBe(false)
})

test('a name that went to another registrar is not renewed', () => {
  expect(allows(DOMAIN_TRANSITIONS, 'Transferred Away', 'renew')).toBe(false)
})
