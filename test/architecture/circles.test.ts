import { expect, test } from 'vitest'
import { importsOf, sources } from './sources.ts'

type Way = { readonly file: string; readonly target: string }

/** Every group of files that reach themselves again over their imports, as the imports within it: `a.ts -> b.ts`. */
function circles(imports: readonly Way[]): string[][] {
  const rest = peeled(imports)
  const ways = rest.filter(({ file, target }) => reachable(target, rest).has(file))
  // Nothing leads out of a circle any more, so all that a file reaches is its circle.
  const each = Map.groupBy(ways, ({ file }) => [...reachable(file, ways)].sort().join())
  return [...each.values()].map((its) => [...new Set(its.map(({ file, target }) => `${file} -> ${target}`))].sort())
}

/** Without the imports of files that nobody imports, and of what imports nothing, as often as there are any. */
function peeled(imports: readonly Way[]): readonly Way[] {
  const importing = new Set(imports.map(({ file }) => file))
  const imported = new Set(imports.map(({ target }) => target))
  const rest = imports.filter(({ file, target }) => imported.has(file) && importing.has(target))
  return rest.length === imports.length ? rest : peeled(rest)
}

/** The file itself, and whatever it imports at any depth. */
function reachable(start: string, ways: readonly Way[]): Set<string> {
  const reached = new Set([start])
  for (const from of reached) for (const { file, target } of ways) if (file === from) reached.add(target)
  return reached
}

test('no file of the source imports itself over others, types included', () => {
  const found = circles([...sources()].flatMap(([file, text]) => importsOf(file, text)))
  const advice = 'move what they share into a file below them: types and small helpers go down, behaviour stays up'
  expect(found.map((ways) => `${ways.join(', ')}: ${advice}.`)).toEqual([])
})

test.each([
  ['nothing', [], []],
  ['a path', ['a b', 'b c', 'a c'], []],
  ['a file that imports itself', ['a a'], [['a -> a']]],
  ['two that import each other', ['a b', 'b a', 'a b'], [['a -> b', 'b -> a']]],
  ['a circle with ways to it and from it', ['x a', 'a b', 'b c', 'c a', 'c y'], [['a -> b', 'b -> c', 'c -> a']]],
  [
    'two circles with a way between',
    ['a b', 'b a', 'b c', 'c d', 'd c'],
    [
      ['a -> b', 'b -> a'],
      ['c -> d', 'd -> c'],
    ],
  ],
  ['two circles that share a file', ['a b', 'b a', 'b c', 'c b'], [['a -> b', 'b -> a', 'b -> c', 'c -> b']]],
])('circles in %s', (_, imports, expected) => {
  const ways = imports.map((way) => way.split(' ')).map(([file = '', target = '']) => ({ file, target }))
  expect(circles(ways)).toEqual(expected)
})
