import { expect, test } from 'vitest'
import { FaceError } from './errors.ts'
import { decodeParameters, type EndpointParameters, flag, positive, requiredText, text } from './parameters.ts'
import { referenceParameters } from './references.ts'

const decode = async (parameters: EndpointParameters, sent: Record<string, string[]>) => {
  try {
    return await decodeParameters(parameters, new Map(Object.entries(sent)))
  } catch (failure) {
    if (failure instanceof FaceError) return `${failure.code} ${failure.message}`
    throw failure
  }
}

test.each([
  [{ n: ['1'] }, { n: 1 }],
  [{ n: ['007'] }, { n: 7 }],
  [{}, { n: undefined }],
  [{ n: ['0'] }, '0004 The parameter n is zero, which is not allowed'],
  [{ n: ['00'] }, '0004 The parameter n is zero, which is not allowed'],
  [{ n: ['1', '1'] }, '0003 The parameter n was given more than once'],
  [{ n: ['11'] }, '0002 The parameter n is malformed: expected a whole number from 1 to 10'],
  [{ n: ['-1'] }, expect.stringMatching(/^0002/)],
  [{ n: [''] }, expect.stringMatching(/^0002/)],
  [{ n: ['1.0'] }, expect.stringMatching(/^0002/)],
  [{ n: ['٣'] }, expect.stringMatching(/^0002/)],
  [{ n: ['9'.repeat(400)] }, expect.stringMatching(/^0002/)],
])('a count of %j', async (sent, expected) => {
  expect(await decode({ n: positive(10, '') }, sent)).toEqual(expected)
})

test.each([
  [{}, false],
  [{ on: [''] }, false],
  [{ on: ['1'] }, true],
  [{ on: ['true'] }, true],
  [{ on: ['0'] }, false],
])('a flag of %j', async (sent, on) => {
  expect(await decode({ on: flag('') }, sent)).toEqual({ on })
})

test('a flag that is none, a text that is missing, and one that came under two names', async () => {
  expect(await decode({ on: flag('') }, { on: ['yes'] })).toMatch(/^0002/)
  expect(await decode({ id: requiredText('') }, { id: [''] })).toBe('0001 The mandatory parameter id is missing')
  expect(await decode({ a: text('', { aliases: ['b'] }) }, { a: ['1'], b: ['2'] })).toMatch(/^0003/)
  expect(await decode({ a: text('', { aliases: ['b'] }) }, { b: ['2'], c: ['3'] })).toEqual({ a: '2' })
})

test.each([
  [{ service_ref: ['a'] }, ['a'], true],
  [{ service_refs: ['a'] }, ['a'], true],
  [{ service_refs: ['["a"]'] }, ['a'], false],
  [{ service_refs: ['a, b,a,'] }, ['a', 'b'], false],
  [{ service_refs: ['a', 'b'], service_ref: ['c'] }, ['a', 'b', 'c'], false],
  [{ service_refs: ['["a","b,c"]', 'd'] }, ['a', 'b,c', 'd'], false],
])('references sent as %j', async (sent, references, isOne) => {
  expect(await decode(referenceParameters, sent)).toEqual({ service_refs: { references, isOne } })
})

test.each([
  [{}, '0001'],
  [{ service_refs: ['', ' , '] }, '0001'],
  [{ service_refs: ['[]'] }, '0001'],
  [{ service_refs: ['["a"'] }, '0002'],
  [{ service_refs: ['[1]'] }, '0002'],
  [{ service_refs: ['["\\u0000"]'] }, '0002'],
  [{ service_refs: ['a,'.repeat(100_001)] }, 'taken'],
  [{ service_refs: [Array.from({ length: 100_001 }, (_, n) => n).join(',')] }, '0002'],
])('references sent as %.60j', async (sent, code) => {
  const answer = await decode(referenceParameters, sent)
  expect(typeof answer === 'string' ? answer.slice(0, 4) : 'taken').toBe(code)
})
