import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LogLevel, makeLog, redactQuery } from './log.ts'

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

test.each([
  ['/includes/api.php', '/includes/api.php'],
  ['/includes/api.php?', '/includes/api.php?'],
  ['/includes/api.php?action=GetClients&limitnum=5', '/includes/api.php?action=GetClients&limitnum=5'],
  ['/a?username=admin&password=5f4dcc3b&action=X', '/a?username=***&password=***&action=X'],
  ['/a?identifier=abc&secret=def&accesskey=ghi', '/a?identifier=***&secret=***&accesskey=***'],
  ['/a?password2=x&servicepassword=y&apikey=z&token=t', '/a?password2=***&servicepassword=***&apikey=***&token=***'],
  ['/a?PassWord=x&API_KEY=y&access-token=z', '/a?PassWord=***&API_KEY=***&access-token=***'],
  ['/a?password=x&password=y&password=', '/a?password=***&password=***&password=***'],
  ['/a?password[]=x&secret%5B0%5D=y&username[a][b]=z', '/a?password[]=***&secret%5B0%5D=***&username[a][b]=***'],
  ['/a?%70assword=x&se%63ret=y', '/a?%70assword=***&se%63ret=***'],
  ['/a?%zz=1&%=2&pass%word=x', '/a?%zz=1&%=2&pass%word=***'],
  ['/a?+password=x&%20secret=y', '/a?+password=***&%20secret=***'],
  ['/a?secret=a=b==&x=1', '/a?secret=***&x=1'],
  ['/a?secret=a;b?c#d&x=1', '/a?secret=***&x=1'],
  ['/a?x=1?password=y&z=2', '/a?x=1?password=***&z=2'],
  ['/a?x=1;password=y;z=2', '/a?x=1;password=***'],
  ['/a?url=http://b/?token=y', '/a?url=http://b/?token=***'],
  ['/a?password', '/a?password'],
  ['/a?userid=5&username2=bob&domain=a.com&keyword=x', '/a?userid=5&username2=bob&domain=a.com&keyword=x'],
  ['http://host:1/a?secret=x', 'http://host:1/a?secret=***'],
])('%s is logged as %s', (url, logged) => {
  expect(redactQuery(url)).toBe(logged)
})

test('no spelling of a credential name lets its value through, and the other parameters stay', () => {
  const name = fc.constantFrom(
    'username',
    'password',
    'password2',
    'secret',
    'identifier',
    'accesskey',
    'apikey',
    'token',
  )
  const spelled = name.chain((text) =>
    fc.tuple(...[...text].map((letter) => fc.constantFrom(letter, letter.toUpperCase(), percent(letter)))),
  )
  const other = fc.stringMatching(/^[a-f]{1,5}=[0-9]{0,5}$/)
  fc.assert(
    fc.property(
      fc.array(other),
      spelled,
      fc.stringMatching(/^[!-%'-~]{0,20}$/),
      fc.array(other),
      (before, letters, value, after) => {
        const query = (shown: string) => `/p?${[...before, `${letters.join('')}=${shown}`, ...after].join('&')}`
        expect(redactQuery(query(`S3CR3T${value}`))).toBe(query('***'))
      },
    ),
  )
})

const percent = (letter: string) => `%${letter.charCodeAt(0).toString(16)}`
