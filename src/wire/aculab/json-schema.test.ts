import { expect, test } from 'vitest'
import { type ConfigurationSchema, patternOf, pythonText, validate } from './json-schema.ts'

const page: ConfigurationSchema = {
  type: ['null', 'object'],
  additionalProperties: false,
  properties: { address: { type: 'string', minLength: 8 }, method: { type: 'string', enum: ['GET', 'POST'] } },
}
const schema: ConfigurationSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['service_password'],
  properties: {
    service_password: { type: 'string', minLength: 1, maxLength: 5, writeOnly: true },
    uas: { type: 'object', properties: { application_name: { type: ['null', 'string'] } } },
    rest: { type: 'object', properties: { first_page: page } },
    cps: { type: 'number', minimum: 0.001, maximum: 10 },
    days: {
      type: 'array',
      items: { type: 'string', enum: ['mon', 'tue'] },
      uniqueItems: true,
      minItems: 1,
      maxItems: 3,
    },
    zone: { type: 'string', pattern: patternOf(/^\w+$/u) },
  },
}

test('the faults of the documents are told in the words of the documents', () => {
  const value = {
    service_password: null,
    uas: { application_name: 16 },
    rest: { first_page: { address: 'woiern', method: 'haha' } },
  }
  expect(validate(schema, value)).toEqual([
    "service_password None is not of type 'string'.",
    "uas.application_name 16 is not of type 'null' or 'string'.",
    "rest.first_page.address 'woiern' is too short.",
    "rest.first_page.method 'haha' is not one of ['GET', 'POST'].",
  ])
})

test.each([
  [{}, ["'service_password' is a required property."]],
  [[], ["[] is not of type 'object'."]],
  [null, ["None is not of type 'object'."]],
  [{ service_password: 'ok', a: 1 }, ["Additional properties are not allowed ('a' was unexpected)."]],
  [{ service_password: 'ok', a: 1, b: 1 }, ["Additional properties are not allowed ('a', 'b' were unexpected)."]],
  [{ service_password: 'secret' }, ["service_password '***' is too long."]],
  [{ service_password: 'ok', cps: 0 }, ['cps 0 is less than the minimum of 0.001.']],
  [{ service_password: 'ok', cps: 11 }, ['cps 11 is greater than the maximum of 10.']],
  [{ service_password: 'ok', cps: '1' }, ["cps '1' is not of type 'number'."]],
  [{ service_password: 'ok', days: ['mon', 'mon'] }, ["days ['mon', 'mon'] has non-unique elements."]],
  [{ service_password: 'ok', days: [] }, ['days [] is too short.']],
  [{ service_password: 'ok', days: ['sun'] }, ["days.0 'sun' is not one of ['mon', 'tue']."]],
  [{ service_password: 'ok', days: [1, 2, 3, 4] }, ['days [1, 2, 3, 4] is too long.']],
  [{ service_password: 'ok', zone: "a'b" }, ["zone \"a'b\" does not match '^\\\\w+$'."]],
  [{ service_password: '\u{1f600}'.repeat(5), rest: { first_page: null } }, []],
  [JSON.parse('{"service_password":"ok","__proto__":{"x":1}}'), [expect.stringContaining("'__proto__'")]],
])('%j has its faults told', (value, faults) => {
  expect(validate(schema, value)).toEqual(faults)
})

test.each([
  [null, 'None'],
  [true, 'True'],
  [1.5, '1.5'],
  ['a\n\u0001\\', "'a\\n\\x01\\\\'"],
  ['it\'s "so"', "'it\\'s \"so\"'"],
  [{ a: [false, null] }, "{'a': [False, None]}"],
  ['x'.repeat(300), `'${'x'.repeat(199)}...`],
  [[[[[1]]]], '[[[...]]]'],
])('%j is printed as Python would', (value, text) => {
  expect(pythonText(value)).toBe(text)
})
