import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { coverage, groupOf } from './documented.ts'
import { ACTIONS } from './registry.ts'

test('every action that is answered stands in the public index, in one group', () => {
  const listed = coverage()
  for (const { name } of ACTIONS) {
    const rows = listed.filter((row) => row.name === name)
    expect(rows).toEqual([expect.objectContaining({ group: groupOf(name) })])
  }
  expect(new Set(listed.map(({ name }) => name)).size).toBe(listed.length)
})

test('the table has a row for each of the 162 documented actions, with its group and, where it is refused, why', () => {
  const rows = readFileSync(new URL('../../../docs/compatibility.md', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, name, group, state, reason] =
        /^\| (\w+) \| ([\w ]+) \| \**(full|partial|refused)\** \| (.+) \|$/.exec(line) ?? []
      return name ? [{ name, group, state, reason }] : []
    })
  expect(rows).toHaveLength(162)
  const byGroup = Map.groupBy(rows, ({ group }) => group)
  expect(Object.fromEntries([...byGroup].map(([group, list]) => [group, list.length]))).toEqual(GROUP_SIZES)
  for (const { name, group } of rows) expect(groupOf(name!)).toBe(group)
  expect(rows.filter(({ state, reason }) => state === 'refused' && reason === 'Not built yet')).toEqual([])
})

/** As the public index has them. */
const GROUP_SIZES = {
  Addons: 1,
  Affiliates: 2,
  Authentication: 6,
  Billing: 24,
  Client: 17,
  Domains: 17,
  Module: 5,
  Orders: 11,
  Products: 1,
  'Project Management': 10,
  Servers: 2,
  Service: 9,
  Support: 15,
  System: 24,
  Tickets: 9,
  Users: 9,
}

test('an action that the index does not list has no group', () => {
  expect(() => groupOf('GetNothing')).toThrow('no action GetNothing')
})
