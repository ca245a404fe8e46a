import { expect, test } from 'vitest'
import { type LogLevel, makeLog } from './log.ts'

function setup({ isTTY = false, level }: { isTTY?: boolean; level?: LogLevel } = {}) {
  const lines: string[] = []
  const log = makeLog({ ...(level && { level }), destination: { isTTY, write: (text: string) => lines.push(text) } })
  return { log, lines }
}

test('away from a terminal, a line is one JSON object with level, time and facts', () => {
  const { log, lines } = setup()
  log.warn({ lane: 'cpanel-1' }, 'the panel is slow')
  expect(lines).toHaveLength(1)
  const line = JSON.parse(lines[0]!)
  expect(line).toMatchObject({ level: 'warn', lane: 'cpanel-1', msg: 'the panel is slow' })
  expect(new Date(line.time).toISOString()).toBe(line.time)
})

test('lines below the level are not written', () => {
  const { log, lines } = setup({ level: 'error' })
  log.info('no')
  log.error('yes')
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['yes'])
})

test('a child carries its facts into every line', () => {
  const { log, lines } = setup({ isTTY: true })
  log.child({ request: 'r-1' }).info('served')
  expect(lines.join('')).toMatch(/^\d\d:\d\d:\d\d info {2}served {2}request=r-1\n$/)
})

test('on a terminal a line is short, and odd values are quoted', () => {
  const { log, lines } = setup({ isTTY: true })
  log.warn({ url: 'http://127.0.0.1:8080/', count: 3, text: 'two words', none: null }, 'hello')
  expect(lines.join('')).toMatch(
    /^\d\d:\d\d:\d\d warn {2}hello {2}url=http:\/\/127.0.0.1:8080\/ count=3 text="two words" none=null\n$/,
  )
})

test('on a terminal an error shows its stack and its cause below the line', () => {
  const { log, lines } = setup({ isTTY: true })
  log.error({ err: new Error('lost the database', { cause: new Error('ECONNRESET') }) }, 'a fault')
  const [first, ...below] = lines.join('').split('\n')
  expect(first).toMatch(/^\d\d:\d\d:\d\d error a fault$/)
  expect(below[0]).toBe('    Error: lost the database')
  expect(below.join('\n')).toContain('caused by: Error: ECONNRESET')
  expect(below.join('\n')).toContain('log.test.ts')
})

test('nothing that was logged can steer the terminal', () => {
  const { log, lines } = setup({ isTTY: true })
  const codes = '\u001b[2J\u009b1m\u202e'
  log.info({ [`na${codes}me`]: `va${codes}lue`, err: new Error(codes) }, `mes${codes}sage\nforged`)
  expect(lines.join('')).toContain('mes\\u001b[2J\\u009b1m\\u202esage\\u000aforged')
  expect(lines.join('').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
})

test('away from a terminal nothing that was logged can end a line or steer the terminal of who looks at it', () => {
  const { log, lines } = setup()
  const codes = '\u001b[2J\u009b1m\u202e\u2028\u0085\u007f\n'
  log.info({ [`na${codes}me`]: `va${codes}lue`, err: new Error(codes) }, `mes${codes}sage`)
  expect(lines.join('').slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u)
  expect(JSON.parse(lines.join(''))).toMatchObject({ msg: `mes${codes}sage`, [`na${codes}me`]: `va${codes}lue` })
})
