import { expect, test } from 'vitest'
import { type CustomField, checkCustomField, checkCustomFields, maskCustomFields } from './custom-field.ts'

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

const refusalOf = (check: () => unknown) => {
  try {
    check()
  } catch (why) {
    const { code, facts } = why as { code: string; facts: object }
    return { code, ...facts }
  }
}

test('values of unknown fields are passed over', () => {
  expect(checkCustomFields([field(1)], { 1: 'Google', 2: 'Bing' }, whole)).toEqual({ 1: 'Google' })
})

test('a required field must be filled in, and may be left alone by a partial change', () => {
  const fields = [field(1, { required: true })]
  const refusal = { code: 'custom_field_required', name: 'Field 1' }
  expect(refusalOf(() => checkCustomFields(fields, {}, whole))).toEqual(refusal)
  expect(refusalOf(() => checkCustomFields(fields, { 1: '' }, whole))).toEqual(refusal)
  expect(refusalOf(() => checkCustomFields(fields, { 1: '' }, partial))).toEqual(refusal)
  expect(checkCustomFields(fields, {}, partial)).toEqual({})
})

test('nothing is required where the caller lifts it', () => {
  const fields = [field(1, { required: true })]
  expect(checkCustomFields(fields, { 1: '' }, { complete: true, required: false })).toEqual({ 1: '' })
})

test.each([
  ['dropdown', { kind: 'dropdown', choices: ['Red', 'Blue'] }, 'Blue', 'Green'],
  ['link', { kind: 'link' }, 'https://example.com/a', 'example.com'],
  ['tickbox', { kind: 'tickbox' }, 'on', 'maybe'],
  ['pattern', { pattern: '^\\d{4}$' }, '1234', '12345'],
  ['length', {}, 'a'.repeat(10_000), 'a'.repeat(10_001)],
] as const)('the %s of a field decides what fits', (_what, changes, fits, not) => {
  const fields = [field(7, changes)]
  expect(checkCustomFields(fields, { 7: fits }, whole)).toEqual({ 7: fits })
  expect(refusalOf(() => checkCustomFields(fields, { 7: not }, whole))).toMatchObject({
    code: 'custom_field_invalid',
    name: 'Field 7',
  })
})

test('an empty value fits every kind', () => {
  const fields = [
    field(1, { kind: 'dropdown', choices: ['Red'] }),
    field(2, { kind: 'link' }),
    field(3, { pattern: 'x' }),
  ]
  expect(checkCustomFields(fields, { 1: '', 2: '', 3: '' }, whole)).toEqual({ 1: '', 2: '', 3: '' })
})

test.each([
  ['1', 'on'],
  ['Yes', 'on'],
  ['TRUE', 'on'],
  ['0', ''],
  ['off', ''],
  ['', ''],
])('a box given as %j is kept as %j', (given, kept) => {
  expect(checkCustomFields([field(1, { kind: 'tickbox' })], { 1: given }, whole)).toEqual({ 1: kept })
})

test('a definition that could take no value is refused', () => {
  const { id: _id, ...definition } = field(1)
  expect(refusalOf(() => checkCustomField(definition))).toBeUndefined()
  expect(refusalOf(() => checkCustomField({ ...definition, name: ' ' }))).toMatchObject({ field: 'name' })
  expect(refusalOf(() => checkCustomField({ ...definition, kind: 'dropdown' }))).toMatchObject({ field: 'choices' })
  expect(refusalOf(() => checkCustomField({ ...definition, pattern: '(' }))).toMatchObject({ field: 'pattern' })
})

test('what stands in a password field is masked, other values are not', () => {
  const fields = [field(1, { kind: 'password' }), field(2)]
  expect(maskCustomFields(fields, { 1: 'hunter2', 2: 'Google' })).toEqual({ 1: '***', 2: 'Google' })
})
