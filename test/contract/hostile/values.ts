import { isLong } from '../../support/long.ts'

/** Form text for one parameter: `{}` stands for its name. Percent-encoded, so that bytes can be wrong too. */
export type HostileValue = { readonly name: string; readonly form: string }

const KB = 1024
const escaped = encodeURIComponent
const base64 = (text: string) => escaped(Buffer.from(text, 'latin1').toString('base64'))

const texts = (list: readonly string[]): HostileValue[] =>
  list.map((text) => ({ name: `the text ${JSON.stringify(text).slice(0, 40)}`, form: `{}=${escaped(text)}` }))

/** What a serialised map must not be. */
const serialised = (list: readonly string[]): HostileValue[] =>
  list.map((text) => ({ name: `serialised ${JSON.stringify(text).slice(0, 40)}`, form: `{}=${base64(text)}` }))

const forms = (list: Readonly<Record<string, string>>): HostileValue[] =>
  Object.entries(list).map(([name, form]) => ({ name, form }))

/** Each kind of wrong once. */
const HOSTILE_VALUES: readonly HostileValue[] = [
  ...texts(['-1', '0', '1e308', '9'.repeat(400), '9007199254740993', '999999999999999', '90071992547409.91']),
  ...texts(['', 'a\nb', '\u0001\u001f\u007f', 'maybe', '😀👩‍👩‍👧‍👦', '__proto__', '%', '2026-02-30', '1,2,,abc']),
  ...texts(["' OR '1'='1", "'; DROP TABLE clients; --"]),
  ...serialised(['O:8:"stdClass":1:{s:1:"1";s:1:"x";}', 'a:999999999:{}', 'a:1:{i:1;s:2:"\xff\xfe";}']),
  ...serialised(['{"__proto__":{"polluted":1}}', '{"1":{"optionid":{"a":1},"qty":[1]}}', '[[[[[[[[1]]]]]]]]']),
  ...forms({
    '64 KB of letters': `{}=${'x'.repeat(64 * KB)}`,
    '64 KB of emoji': `{}=${escaped('😀'.repeat(16 * KB))}`,
    NUL: '{}=a%00b',
    'half a surrogate pair': '{}=%ED%A0%80',
    'an overlong slash': '{}=%C0%AF',
    'a list': '{}[]=1&{}[]=2',
    'a list of nonsense': '{}[]=x&{}[]=-1&{}[]=',
    'a map': '{}[key]=1',
    'a map of maps': '{}[0][0]=1&{}[0][1]=2&{}[1][0]=3',
    'a deep map': '{}[1][2][3][4][5]=x',
    'a map too deep': '{}[1][2][3][4][5][6]=x',
    'a prototype': '{}[__proto__]=1&{}[constructor][prototype][polluted]=1',
    'a prototype in a map': '{}[__proto__][polluted]=1&{}[1][__proto__][polluted]=1',
    'text and list': '{}=1&{}[]=2',
  }),
]

/** Each kind in every way, for the long runs and for mixtures. */
export const MORE_HOSTILE_VALUES: readonly HostileValue[] = [
  ...HOSTILE_VALUES,
  ...texts(['00', '+1', '1.5', '0x10', '1e3', '-1e308', 'NaN', 'Infinity', '-9223372036854775809', '4294967296.00']),
  ...texts(['٣', '90071992547409.92', '0000-00-00', '9999-12-31', '10000-01-01', 'true', 'null', '[object Object]']),
  ...texts([
    ' ',
    '\t',
    'a\r\nb',
    '\u0085',
    '\ufeffbom',
    '\uffff\ufffe',
    '\u202egnirts',
    'e\u0301',
    'İıſẞ',
    '\u{10ffff}',
  ]),
  ...texts(['"; SELECT pg_sleep(60); --', '$1', '?', '_%\\', '\\', 'constructor', '../../etc/passwd', '{{7*7}}']),
  ...texts(['<script>alert(1)</script>', ']]><x a="', 'a:1:{i:1;s:1:"x";}']),
  ...serialised(['a:1:{i:1;O:8:"DateTime":0:{}}', 'a:2:{i:1;s:1:"x";i:2;R:2;}', 'a:1:{i:1;s:999999999:"x";}']),
  ...serialised(['a:1:{i:1;s:1:"x"', 's:1:"x";', 'i:1;', 'a:1:{i:1;d:NAN;}', 'a:1:{i:1;s:1:"\0";}', '{', 'null']),
  ...serialised(['a:1:{s:9:"__proto__";s:1:"x";}', '{"1":1e999}', '{"1":null,"2":true,"3":-1}', '{"1":"\\ud800"}']),
  ...serialised([`${'a:1:{i:1;'.repeat(200)}i:1;${'}'.repeat(200)}`]),
  ...forms({
    '64 KB of digits': `{}=${'7'.repeat(64 * KB)}`,
    '64 KB of commas': `{}=${','.repeat(64 * KB)}`,
    'the other half of the pair': '{}=%ED%BF%BF',
    'half a character': '{}=%E2%82',
    'Latin-1': '{}=caf%E9',
    'a percent sign alone': '{}=100%',
    'a percent sign and no digits': '{}=%zz',
    'no value': '{}',
    'a list of nothing': '{}[]=',
    'a list of 900': Array.from({ length: 900 }, (_, index) => `{}[${index}]=1`).join('&'),
    'a map deeper than sense': `{}${'[0]'.repeat(80)}=x`,
    'an unclosed bracket': '{}[1=1',
    'list and text': '{}[]=2&{}=1',
    'a large key': '{}[999999999999999999999]=1',
    'a negative key': '{}[-1]=1&{}[]=2',
  }),
]

/**
 * Gives each parameter a few values, and others to the next one: each kind is seen often enough in a quick run. A long
 * run gives all to each.
 */
export function makeTurns(each: number): () => readonly HostileValue[] {
  if (isLong) return () => MORE_HOSTILE_VALUES
  let turn = 0
  return () => Array.from({ length: each }, () => HOSTILE_VALUES[turn++ % HOSTILE_VALUES.length]!)
}

export const formOf = (value: HostileValue, parameter: string): string =>
  value.form.replaceAll('{}', escaped(parameter))
