import { expect, test } from 'vitest'
import { makeAddressList } from '../base/ip-addresses.ts'
import { makeAdmission } from './admission.ts'

const admit = (total: number, perAddress: number) =>
  makeAdmission({ total, perAddress }, makeAddressList(['10.0.0.0/8']))

test('lets so many in from one address, or one /64 of IPv6, and others still', () => {
  const { enter } = admit(0, 2)
  expect(['192.0.2.1', '192.0.2.1', '::ffff:192.0.2.1', '192.0.2.2'].map((from) => !!enter(from))).toEqual([
    ...[true, true, false, true],
  ])
  expect(['2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8:0:1::1'].map((from) => !!enter(from))).toEqual([
    ...[true, true, false, true],
  ])
})

test('lets so many in altogether', () => {
  const { enter } = admit(3, 0)
  expect([1, 2, 3, 4].map((host) => !!enter(`192.0.2.${host}`))).toEqual([true, true, true, false])
})

test('never counts who is here, or a trusted proxy', () => {
  const { enter, blocks } = admit(1, 1)
  expect(enter('192.0.2.1')).toBeDefined()
  const spared = ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '10.1.2.3', '::ffff:10.1.2.3']
  for (const from of [...spared, ...spared]) expect(enter(from)).toBeDefined()
  expect(blocks()).toBe(1)
})

test('forgets who has gone', () => {
  const { enter, blocks } = admit(2, 2)
  const leave = [enter('192.0.2.1')!, enter('192.0.2.1')!]
  expect([enter('192.0.2.1'), blocks()]).toEqual([undefined, 1])
  leave[0]!()
  expect(enter('192.0.2.1')).toBeDefined()
  expect(enter('192.0.2.9')).toBeUndefined()
  leave[1]!()
  expect([enter('192.0.2.9'), blocks()]).toEqual([expect.any(Function), 2])
})

test('zero is no limit', () => {
  const { enter } = admit(0, 0)
  for (let times = 0; times < 1000; times++) expect(enter('192.0.2.1')).toBeDefined()
})
