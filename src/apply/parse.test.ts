import { expect, test } from 'vitest'
import { parseSetup } from './parse.ts'
import { SetupRefused } from './problems.ts'

function problemsOf(text: string, environment: Record<string, string> = {}): unknown {
  try {
    const { problems } = parseSetup(text, environment)
    return new SetupRefused(problems).facts.problems
  } catch (failure) {
    if (failure instanceof SetupRefused) return failure.facts.problems
    throw failure
  }
}

test.each([
  ['', []],
  ['# nothing but words', []],
  ['roles:', []],
  ['{ "currencies": [{ "code": "EUR" }] }', []],
  ['- roles', ['line 1: Expected sections, such as servers:']],
  ['unknown: 1', ['line 1, unknown: There is no such key']],
  [
    'roles:\n  - name: A\n    permissions: []\n    more: 1',
    [/^line 3, roles\[0\]\.permissions: /, /^line 4, .*more: /],
  ],
  ['staff:\n\n  - role: a', [/^line 3, staff\[0\]\.username: .*expected string/]],
  ['staff: { username: a }', ['line 1, staff: Expected a list']],
  [
    'servers: [{ name: 1, module: 2, port: x, colour: red }, 5]',
    [/name: /, /module: /, /port: /, /colour: There is no such key/, /^line 1, servers\[1\]: /],
  ],
  ['servers: [{ name: a, module: b, port: "80" }]', [/port: .*expected number/]],
  ['products: [{ group: g, name: n, prices: { EUR: { weekly: 1 } } }]', [/prices\.EUR\.weekly: /]],
  ['products: [{ group: g, name: n, prices: { EUR: { monthly: 1.234 } } }]', [/Expected an amount such as 9\.95/]],
  ['products: [{ group: g, name: n, prices: { EUR: { monthly: -1 } } }]', [/Expected an amount such as 9\.95/]],
  ['addons: [{ name: a, products: [nowhere] }]', [/Expected <group>\/<product>, got "nowhere"/]],
  ['configOptions: [{ name: a, kind: radio, products: [], choices: [{ name: b }] }]', [/one product at least/]],
  ['customFields: [{ name: a, kind: text, product: g/p, addon: b }]', [/a product or an add-on, got both/]],
  ['allowedAddresses: [10.0.0.0/33]', [/^line 1, allowedAddresses\[0\]\.address: Invalid address/]],
  ['roles: [a, b', [/^line 1: /]],
  ['roles: 1\nroles: 2', [/^line 2: .*unique/]],
  ['roles: !!js/function "x"', [/^line 1: Unresolved tag/]],
  ['--- 1\n--- 2', [/^line \d: .*multiple documents/]],
  ['a: &a [*a]', [/./]],
  ['['.repeat(50_000), [/./]],
  [`a: &a [${'x,'.repeat(20)}]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]`, [/^The file cannot be read: /]],
  ['x'.repeat(4 * 1024 * 1024 + 1), ['The file is larger than 4194304 bytes']],
])('file %# is told what is wrong with it', (text, expected) => {
  const problems = problemsOf(text)
  // What cannot be read at all is told of in many places.
  if (!/[*[]{2}|\*/.test(text)) expect(problems).toHaveLength((expected as (string | RegExp)[]).length)
  ;(expected as (string | RegExp)[]).forEach((pattern, index) => {
    const problem = (problems as string[])[index]
    if (typeof pattern === 'string') expect(problem).toBe(pattern)
    else expect(problem).toMatch(pattern)
  })
})

test('a secret comes from the environment that was handed over, or is missed', () => {
  const text = (source: string) => `servers:\n  - name: a\n    module: b\n    passwordFrom: ${source}`
  const { items } = parseSetup(text('env:PANEL'), { PANEL: 'hunter2' })
  expect(items.get('servers')).toMatchObject([{ item: { name: 'a', module: 'b', password: 'hunter2' } }])
  expect(problemsOf(text('env:PANEL'))).toEqual(['line 4, servers[0].passwordFrom: The environment has no PANEL'])
  expect(problemsOf(text('/etc/passwd'))).toEqual([
    'line 4, servers[0].passwordFrom: Expected env:NAME, got "/etc/passwd"',
  ])
  expect(parseSetup('accessKey: { keyFrom: env:KEY }', { KEY: 'open' }).items.get('accessKey')).toMatchObject([
    { item: { key: 'open' } },
  ])
  expect(problemsOf('accessKey: { keyFrom: env:KEY }')).toEqual([
    'line 1, accessKey.keyFrom: The environment has no KEY',
  ])
  expect(problemsOf(`${text('env:PANEL')}\n    password: x`, { PANEL: 'y' })).toEqual([
    'line 4, servers[0].passwordFrom: There is password as well',
  ])
})

test('what can be written in two ways is one thing afterwards', () => {
  const { items } = parseSetup(
    `
allowedAddresses: [10.1.*.*, { address: 10.1.0.0/16 }]
products:
  - { group: Shared Hosting, name: A, prices: { EUR: { monthly: 9.9 } }, moduleSettings: [10, x, '', ''] }
  - { group: shared-hosting, name: A, prices: { EUR: { monthly: { price: '9.90', setup: 0 } } }, moduleSettings: ['10', x] }`,
    {},
  )
  for (const list of items.values()) expect(list[0]!.item).toEqual(list[1]!.item)
})
