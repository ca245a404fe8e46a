import { expect, test } from 'vitest'
import { sources } from './sources.ts'

test('an exported type has one meaning: no other file exports one of its name', () => {
  const files = [...sources()].flatMap(([file, text]) =>
    [...text.matchAll(/^export (?:type|interface|class) (\w+)/gm)].map(([, name = '']) => ({ name, file })),
  )
  const twice = [...Map.groupBy(files, ({ name }) => name)].filter(([, its]) => its.length > 1)
  const advice = 'name each after what it is of, such as JobOutcome and WhmcsCall, or share one'
  expect(twice.map(([name, its]) => `${name} in ${its.map(({ file }) => file).join(', ')}: ${advice}.`)).toEqual([])
})
