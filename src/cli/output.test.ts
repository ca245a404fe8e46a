import { Command } from 'commander'
import { expect, onTestFinished, test, vi } from 'vitest'
import { hasColours } from '../config.ts'
import { paint, paintState, shown } from './colours.ts'
import { type OutputOptions, oneLine, prepareOutput, show, showEach, table, when, withOutput } from './output.ts'

async function printed(options: OutputOptions, print: () => void): Promise<string> {
  await prepareOutput(options)
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    print()
    return write.mock.calls.map(([text]) => String(text)).join('')
  } finally {
    write.mockRestore()
  }
}

const BANS = [
  { id: 1, address: '192.0.2.7', reason: '=cmd()', by: { name: 'ann\u001b[2J' }, faces: ['whmcs', 'aculab'] },
  { id: 2, address: '192.0.2.8', reason: 'a, "b"', by: { name: null }, note: '\u009b2Jx' },
]

test.each<[OutputOptions, string]>([
  [{}, 'for people\n'],
  [{ output: 'table' }, 'for people\n'],
  [{ json: true }, `${JSON.stringify(BANS).replace('\u009b', '\\u009b')}\n`],
  [
    { output: 'csv' },
    'id,address,reason,by.name,faces,note\r\n' +
      `1,192.0.2.7,'=cmd(),ann [2J,"whmcs, aculab",\r\n2,192.0.2.8,"a, ""b""",,, 2Jx\r\n`,
  ],
])('a list is printed as %j says', async (options, expected) => {
  expect(await printed(options, () => show(options, BANS, 'for people'))).toBe(expected)
})

test('YAML says what JSON says, and has no control characters either', async () => {
  const text = await printed({ output: 'yaml' }, () => show({ output: 'yaml' }, BANS, ''))
  expect(text).not.toMatch(/(?!\n)\p{Cc}/u)
  const { parse } = await import('yaml')
  expect(parse(text)).toEqual(BANS)
})

test('CSV of one thing is one row, of a list inside its rows, and of nothing nothing', async () => {
  const csv = { output: 'csv' } as const
  expect(await printed(csv, () => show(csv, { id: 3, open: false }, ''))).toBe('id,open\r\n3,false\r\n')
  expect(await printed(csv, () => show(csv, { items: BANS, total: 2 }, '', [{ id: 1 }]))).toBe('id\r\n1\r\n')
  expect(await printed(csv, () => show(csv, [], 'none'))).toBe('')
})

test('results that come one after the other make one list', async () => {
  const twice = (options: OutputOptions) =>
    printed(options, () => {
      const print = showEach(options)
      for (const id of [1, 2]) print({ id }, () => `no. ${id}`)
    })
  expect(await twice({ output: 'csv' })).toBe('id\r\n1\r\n2\r\n')
  expect(await twice({ output: 'yaml' })).toBe('- id: 1\n- id: 2\n')
  expect(await twice({ json: true })).toBe('{"id":1}\n{"id":2}\n')
  expect(await twice({})).toBe('no. 1\nno. 2\n')
})

test('what contradicts itself is told before anything is done', async () => {
  await expect(prepareOutput({ json: true, output: 'yaml' })).rejects.toThrow('--json and --output yaml')
  const options = withOutput(new Command()).parse(['-o', 'csv'], { from: 'user' }).opts()
  expect(options).toEqual({ output: 'csv' })
})

test.each([
  ['a terminal', { isTTY: true }, {}, true],
  ['a pipe', {}, {}, false],
  ['NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
  ['a terminal without', { isTTY: true }, { TERM: 'dumb' }, false],
  ['FORCE_COLOR in a pipe', {}, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0 on a terminal', { isTTY: true }, { FORCE_COLOR: '0' }, false],
])('colours: %s', (_where, stream, env, expected) => {
  expect(hasColours(stream, env)).toBe(expected)
})

test('columns stand below each other with colours and without', () => {
  for (const force of ['0', '1']) {
    vi.stubEnv('FORCE_COLOR', force)
    const rows = [
      [1, 'failed', 'x\u001b[31m'],
      [12, 'active', '\ufdd2y'],
    ]
    const text = shown(table(['ID', 'STATE', 'NAME'], rows))
    const escapes = /\p{Cc}\[\d+m/gu
    expect(text.replace(escapes, '')).toBe('ID  STATE   NAME\n1   failed  x [31m\n12  active  y')
    expect(text.match(escapes)?.length ?? 0).toBe(force === '1' ? 6 : 0)
  }
  onTestFinished(() => void vi.unstubAllEnvs())
})

test('a state has the colour of its first word, and what strangers wrote has none', () => {
  expect(paintState('broken until 12:00')).toBe(paint('red', 'broken until 12:00'))
  expect(paintState('something else')).toBe('something else')
  expect(oneLine('a\r\n\u001b]0;x\u0007b\u202ec\ufdd2d')).toBe('a ]0;x b cd')
})

test('times that are near have seconds', () => {
  const now = Date.parse('2030-01-31T12:00:00Z')
  expect(when('2030-01-31T23:59:59.5Z', now)).toBe('2030-01-31 23:59:59 UTC')
  expect(when('2030-01-30T11:59:59Z', now)).toBe('2030-01-30 11:59 UTC')
  expect(when(null, now)).toBe('-')
})
