import { expect, test } from 'vitest'
import { type Bench, openBench } from '../../../../test/provisioning/bench.ts'
import { conforms, conformsAsRegistrar, given } from '../../../../test/provisioning/conformance.ts'
import { makeDemopanel } from './demopanel.ts'
import type { DemoTrouble } from './panel.ts'

const open = (failures: string) => async () => {
  const { backend, panel } = makeDemopanel({ seed: 7 })
  return {
    backend,
    server: { settings: { failures, missingPlans: 'gold, no-such-package' } },
    packages: ['starter', 'plus'] as const,
    unknownPackage: 'There is no plan “no-such-package” on this server',
    accounts: () =>
      panel.accounts().map(({ username, domain, plan, state }) => ({ username, domain, package: plan, state })),
    foreign: ({ username }) =>
      panel.put(1, { marker: 'theirs', username, domain: 'x.example.net', plan: 'plus', state: 'active', reason: '' }),
    trouble: (name: DemoTrouble, calls: 'changing' | 'asking' = 'changing') => panel.setTrouble({ name, calls }),
    calm: () => panel.setTrouble(undefined),
    silence: panel.silence,
    close: () => {},
  } satisfies Bench
}

conforms('demopanel', open('0'))
conformsAsRegistrar('demopanel', open('0'))

async function creations(count: number) {
  const { run, account } = await openBench(open('30'))
  const seen: string[][] = []
  for (let id = 1; id <= count; id++) {
    const tries: string[] = []
    for (let attempt = 1; !['done', 'already'].includes(tries.at(-1) ?? ''); attempt++)
      tries.push((await run('create', { account: account(id) }, { attempt })).outcome.class)
    seen.push(tries)
  }
  return seen
}

test('it fails now and then, in the same places every time, and never three times in a row', async () => {
  const first = await creations(100)
  expect(await creations(100)).toEqual(first)
  const failures = first.filter((tries) => tries.length > 1)
  expect(failures.length).toBeGreaterThan(15)
  expect(failures.length).toBeLessThan(45)
  expect(new Set(first.flat())).toEqual(new Set(['done', 'already', 'transient', 'unknown']))
  expect(Math.max(...first.map((tries) => tries.length))).toBeLessThanOrEqual(3)
})

test('what we hold to be there is there, though the panel has forgotten everything', async () => {
  const { run, account } = await openBench(open('0'))
  const state = async (id: number, status: string) =>
    given(await run('accountState', { account: account(id, 'starter', { status }) })).state
  expect([
    await state(1, 'Active'),
    await state(2, 'Suspended'),
    await state(3, 'Pending'),
    await state(4, 'Terminated'),
  ]).toEqual(['active', 'suspended', 'absent', 'absent'])
  await run('terminate', { account: account(1, 'starter', { status: 'Active' }) })
  expect(['absent', 'terminated']).toContain(await state(1, 'Active'))
})

test('it takes its time', async () => {
  const { run, account, time } = await openBench(open('0'))
  for (const id of [1, 2, 3]) await run('create', { account: account(id) })
  expect(new Set(time.pauses).size).toBe(3)
  for (const ms of time.pauses) expect(ms).toBeGreaterThanOrEqual(20)
})

test('each server has accounts of its own', async () => {
  const { backend, panel } = makeDemopanel()
  panel.put(1, { marker: 'm', username: 'u', domain: 'd.example', plan: '', state: 'active', reason: '' })
  const bench = (id: number) =>
    openBench(async () => ({ ...(await open('0')()), backend, server: { id, settings: { failures: '0' } } }))
  const listed = async (id: number) =>
    given(await (await bench(id)).run('listAccounts', { cursor: null })).accounts.length
  expect([await listed(1), await listed(2)]).toEqual([1, 0])
})
