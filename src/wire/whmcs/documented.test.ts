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

test('an action that the index does not list has no group', () => {
  expect(() => groupOf('GetNothing')).toThrow('no action GetNothing')
})
