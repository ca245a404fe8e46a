import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeRestCalls, decodeUasCalls, isTelephoneNumber, MOST_STARTS, oneOfBoth } from './calls.ts'
import { FaceError } from './errors.ts'

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
  } catch (failure) {
    if (failure instanceof FaceError) return `${failure.code} ${failure.message}`
    throw failure
  }
  return 'taken'
}
const rest = (sent: unknown) => decodeRestCalls(typeof sent === 'string' ? sent : JSON.stringify(sent), 'rest_calls')
const uas = (outbound_parameters?: string, delimiter?: string, count?: number) =>
  decodeUasCalls({ outbound_parameters, delimiter, count })

describe('the calls of a REST application', () => {
  test.each([
    [{ to: 'sip:a@b' }, [{ to: 'sip:a@b' }]],
    [
      { to: '441908273800', from: '441908273801', token: 't' },
      [{ to: '441908273800', from: '441908273801', token: 't' }],
    ],
    [
      [{ to: 'con:room' }, { to: 'room', from: null, token: null, more: { deep: [1] } }],
      [{ to: 'con:room' }, { to: 'room' }],
    ],
    [{ to: 'room', token: '' }, [{ to: 'room', token: '' }]],
    [JSON.parse('{"to":"room","__proto__":{"token":"x"}}'), [{ to: 'room' }]],
  ])('%j', async (sent, calls) => {
    expect(await rest(sent)).toEqual(calls)
  })

  test.each([
    ['', '0002'],
    ['{', '0002'],
    ['null', '0002'],
    ['[]', '0002'],
    ['[[{"to":"a"}]]', '0002'],
    ['"441908273800"', '0002'],
    ['{}', '0001 The mandatory parameter rest_calls.to is missing'],
    ['[{"to":"room"},{"to":""}]', '0001 The mandatory parameter rest_calls[1].to is missing'],
    ['{"to":441908273800}', '0002'],
    ['{"to":["a"]}', '0002'],
    ['{"to":"441908273800"}', '0001 The mandatory parameter rest_calls.from is missing'],
    ['{"to":"44-1908-273800","from":""}', '0001'],
    ['{"to":"tel:+441908273800"}', '0001'],
    ['{"to":"room","token":7}', '0002'],
    ['{"to":"a\\u0000b"}', '0002'],
    ['{"to":"\\ud800"}', '0002'],
    ['{"to":"a\\nb"}', '0002'],
    ['{"to":"room","token":"\\u0000"}', '0002'],
    [`{"to":"${'x'.repeat(256)}"}`, '0002'],
    [`{"to":"room","token":"${'x'.repeat(5001)}"}`, '0002'],
    [
      '['.repeat(100_000),
      '0002 The parameter rest_calls is malformed: expected JSON text: an object, or a list of objects',
    ],
    [`[${'0,'.repeat(2_000_000)}0]`, '0002'],
    [`[${'{"to":"r"},'.repeat(MOST_STARTS)}{"to":"r"}]`, '0002'],
  ])('%.40s is refused', async (sent, code) => {
    expect(await codeOf(() => rest(sent))).toMatch(new RegExp(`^${code.replace(/[[\].]/g, '\\$&')}`))
  })

  test('whatever JSON is sent is taken or refused with a code, and what is taken can be stored', async () => {
    const object = fc.record(
      { to: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()), from: fc.jsonValue(), token: fc.jsonValue() },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), object, fc.array(object, { maxLength: 3 })), async (sent) => {
        const text = JSON.stringify(sent)
        if ((await codeOf(() => rest(text))) !== 'taken') return
        for (const call of await rest(text))
          for (const value of Object.values(call)) expect(value?.includes('\0') || !value?.isWellFormed()).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('stand under one of two names', async () => {
    expect(oneOfBoth(undefined, '{}')).toBe('{}')
    expect(await codeOf(() => oneOfBoth(undefined, undefined))).toMatch(/^0001/)
    expect(await codeOf(() => oneOfBoth('', undefined))).toMatch(/^0001/)
    expect(await codeOf(() => oneOfBoth('{}', '{}'))).toMatch(/^0003/)
  })
})

describe('the calls of a UAS application', () => {
  test.each([
    [undefined, undefined, undefined, ['']],
    ['one', undefined, undefined, ['one']],
    ['one', undefined, 3, ['one', 'one', 'one']],
    ['one,two', ',', 7, ['one', 'two']],
    ['one,two', undefined, 2, ['one,two', 'one,two']],
    ['one', ',', 2, ['one', 'one']],
    ['a|b', '|', undefined, ['a', 'b']],
    ['a\tb', '\t', undefined, ['a', 'b']],
    ['a€b', '€', undefined, ['a', 'b']],
    ['', ',', 2, ['', '']],
  ])('%j parted by %j, %j times', async (text, delimiter, count, parameters) => {
    expect(await uas(text, delimiter, count)).toEqual(parameters.map((each) => ({ parameters: each })))
  })

  test.each([
    ['é', undefined],
    ['a\nb', undefined],
    ['a^b', undefined],
    ['a|b', undefined],
    ['a\x7fb', undefined],
    ['a,b', ''],
    ['a,b', ',,'],
    ['a,,b', ','],
    ['a,b,', ','],
    [','.repeat(MOST_STARTS + 1), ','],
    ['x'.repeat(100_001), undefined],
  ])('%.20j parted by %j is refused', async (text, delimiter) => {
    expect(await codeOf(() => uas(text, delimiter))).toMatch(/^0002/)
  })

  test('what one text is multiplied to has an end', async () => {
    expect(await codeOf(() => uas('x'.repeat(100_000), undefined, 168))).toMatch(/^0002 The parameter count/)
    expect(await uas('x'.repeat(100_000), undefined, 167)).toHaveLength(167)
  })

  test('texts that are put together with a delimiter are parted again', async () => {
    const delimiter = fc.constantFrom(',', ';', '|', '\n')
    const text = fc.stringMatching(/^[ -+\--:<-\]_-{}~]{1,10}$/)
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 2, maxLength: 8 }),
        delimiter,
        fc.integer(),
        async (texts, by, count) => {
          expect((await uas(texts.join(by), by, count)).map(({ parameters }) => parameters)).toEqual(texts)
        },
      ),
      { numRuns: 100 },
    )
  })
})

test.each([
  ['441908273800', true],
  ['44-1908-273800', true],
  ['tel:441908273800', true],
  ['44--1908', false],
  ['-44', false],
  ['sip:44@example.com', false],
  ['44a', false],
])('%s is a telephone number: %j', (to, is) => {
  expect(isTelephoneNumber(to)).toBe(is)
})
