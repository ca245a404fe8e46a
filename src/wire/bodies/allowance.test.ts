import { expect, test } from 'vitest'
import { Busy } from '../../base/refusal.ts'
import { makeAllowance, makeAllowances } from './allowance.ts'

const patient = new AbortController().signal

test('there is only so much, and who waits gets it in order', async () => {
  const allowance = makeAllowance(10)
  const six = await allowance.take(6, patient)
  const order: string[] = []
  const large = allowance.take(5, patient).then((release) => {
    order.push('large')
    return release
  })
  const small = allowance.take(1, patient).then(() => order.push('small'))
  expect(allowance.tryTake(1)).toBeUndefined()
  six()
  ;(await large)()
  await small
  expect(order).toEqual(['large', 'small'])
})

test('what is given back twice is there once', () => {
  const allowance = makeAllowance(2)
  const release = allowance.tryTake(2)!
  release()
  release()
  expect(allowance.tryTake(2)).toBeDefined()
  expect(allowance.tryTake(1)).toBeUndefined()
})

test('who gives up waiting is refused, and holds up nobody', async () => {
  const allowance = makeAllowance(2)
  const held = allowance.tryTake(1)!
  const impatient = new AbortController()
  const refused = allowance.take(2, impatient.signal)
  const next = allowance.take(1, patient)
  impatient.abort()
  await expect(refused).rejects.toThrow(Busy)
  await next
  await expect(allowance.take(1, AbortSignal.abort())).rejects.toThrow(Busy)
  held()
  expect(allowance.tryTake(1)).toBeDefined()
})

test('each has an allowance of their own, and is forgotten when nothing is held', async () => {
  const allowances = makeAllowances(1)
  const one = await allowances.take('a', 1, patient)
  const other = await allowances.take('b', 1, patient)
  await expect(allowances.take('a', 1, AbortSignal.abort())).rejects.toThrow(Busy)
  expect(allowances.size()).toBe(2)
  one()
  other()
  expect(allowances.size()).toBe(0)
})
