import { expect, test } from 'vitest'
import {
  type CustomField,
  checkCustomField,
  checkCustomFields,
  checkPattern,
  maskCustomFields,
} from './custom-field.ts'

const field = (id: number, changes: Partial<CustomField> = {}): CustomField => ({
  id,
  owner: 'client',
  ownerId: 0,
  name: `Field ${id}`,
  description: '',
  kind: 'text',
  choices: [],
  pattern: '',
  required: false,
  onOrderForm: false,
  staffOnly: false,
  position: 0,
  ...changes,
})

const whole = { complete: true, required: true }
const partial = { complete: false, required: true }

const refusalOf = async (check: () => unknown) => {
  try {
    await check()
  } catch (why) {
    const { code, facts } = why as { code: string; facts: object }
    return { code, ...facts }
  }
}

test('values of unknown fields are passed over', async () => {
  expect(await checkCustomFields([field(1)], { 1: 'Google', 2: 'Bing' }, whole)).toEqual({ 1: 'Google' })
})

test('a required field must be filled in, and may be left alone by a partial change', async () => {
  const fields = [field(1, { required: true })]
  const refusal = { code: 'custom_field_required', name: 'Field 1' }
  expect(await refusalOf(() => checkCustomFields(fields, {}, whole))).toEqual(refusal)
  expect(await refusalOf(() => checkCustomFields(fields, { 1: '' }, whole))).toEqual(refusal)
  expect(await refusalOf(() => checkCustomFields(fields, { 1: '' }, partial))).toEqual(refusal)
  expect(await checkCustomFields(fields, {}, partial)).toEqual({})
})

test('nothing is required where the caller lifts it', async () => {
  const fields = [field(1, { required: true })]
  expect(await checkCustomFields(fields, { 1: '' }, { complete: true, required: false })).toEqual({ 1: '' })
})

test.each([
  ['dropdown', { kind: 'dropdown', choices: ['Red', 'Blue'] }, 'Blue', 'Green'],
  ['link', { kind: 'link' }, 'https://example.com/a', 'example.com'],
  ['tickbox', { kind: 'tickbox' }, 'on', 'maybe'],
  ['pattern', { pattern: '^\\d{4}$' }, '1234', '12345'],
  ['length', {}, 'a'.repeat(10_000), 'a'.repeat(10_001)],
] as const)('the %s of a field decides what fits', async (_what, changes, fits, not) => {
  const fields = [field(7, changes)]
  expect(await checkCustomFields(fields, { 7: fits }, whole)).toEqual({ 7: fits })
  expect(await refusalOf(() => checkCustomFields(fields, { 7: not }, whole))).toMatchObject({
    code: 'custom_field_invalid',
    name: 'Field 7',
  })
})

test('an empty value fits every kind', async () => {
  const fields = [
    field(1, { kind: 'dropdown', choices: ['Red'] }),
    field(2, { kind: 'link' }),
    field(3, { pattern: 'x' }),
  ]
  expect(await checkCustomFields(fields, { 1: '', 2: '', 3: '' }, whole)).toEqual({ 1: '', 2: '', 3: '' })
})

test.each([
  ['1', 'on'],
  ['Yes', 'on'],
  ['TRUE', 'on'],
  ['0', ''],
  ['off', ''],
  ['', ''],
])('a box given as %j is kept as %j', async (given, kept) => {
  expect(await checkCustomFields([field(1, { kind: 'tickbox' })], { 1: given }, whole)).toEqual({ 1: kept })
})

test('a definition that could take no value is refused', async () => {
  const { id: _id, ...definition } = field(1)
  expect(await refusalOf(() => checkCustomField(definition))).toBeUndefined()
  expect(await refusalOf(() => checkCustomField({ ...definition, name: ' ' }))).toMatchObject({ field: 'name' })
  expect(await refusalOf(() => checkCustomField({ ...definition, kind: 'dropdown' }))).toMatchObject({
    field: 'choices',
  })
})

test.each(['(', '(?=.*\\d)', '(?<!a)b', '(a)\\1', 'a{1001}', 'a++', '(?:(?:ab|cd){1,30}e){1,30}'])(
  'the pattern %j is refused: it is none, or could take for ever',
  async (pattern) => {
    expect(await refusalOf(() => checkPattern(pattern))).toMatchObject({ code: 'invalid', field: 'pattern' })
  },
)

test('a pattern that goes over a value again and again takes it once', async () => {
  const fields = [field(1, { pattern: '^(\\w+\\s?)+$' })]
  await checkPattern(fields[0]!.pattern)
  const slow = `${'a'.repeat(9999)}!`
  expect(await refusalOf(() => checkCustomFields(fields, { 1: slow }, whole))).toMatchObject({
    code: 'custom_field_invalid',
  })
})

test('a field that is older than the rules for patterns takes every value', async () => {
  const fields = [field(1, { pattern: '^(?=.*\\d).{8,}$' })]
  expect(await checkCustomFields(fields, { 1: 'short' }, whole)).toEqual({ 1: 'short' })
})

test('what stands in a password field is masked, other values are not', async () => {
  const fields = [field(1, { kind: 'password' }), field(2)]
  expect(maskCustomFields(fields, { 1: 'hunter2', 2: 'Google' })).toEqual({ 1: '***', 2: 'Google' })
})
