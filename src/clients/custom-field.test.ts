import { expect, test } from 'vitest'
import { SYSTEM } from '../access/actor.ts'
import { openKept, sealText } from '../base/secrets/sealed.ts'
import { openSecretBox } from '../base/secrets/secrets.ts'
import {
  type CustomField,
  type CustomFieldValues,
  checkCustomField,
  checkPattern,
  fieldText,
  fillCustomFields,
  type StoredCustomFields,
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

const secrets = openSecretBox({ key: Buffer.alloc(32, 1) })
const filled = (
  fields: CustomField[],
  given: CustomFieldValues,
  strictness: typeof whole,
  before: StoredCustomFields = {},
) => fillCustomFields(secrets, fields, before, given, strictness)

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
  expect(await filled([field(1)], { 1: 'Google', 2: 'Bing' }, whole)).toEqual({ 1: 'Google' })
})

test('a required field must be filled in, and may be left alone by a partial change', async () => {
  const fields = [field(1, { required: true })]
  const refusal = { code: 'custom_field_required', name: 'Field 1' }
  expect(await refusalOf(() => filled(fields, {}, whole))).toEqual(refusal)
  expect(await refusalOf(() => filled(fields, { 1: '' }, whole))).toEqual(refusal)
  expect(await refusalOf(() => filled(fields, { 1: '' }, partial))).toEqual(refusal)
  expect(await filled(fields, {}, partial)).toEqual({})
})

test('nothing is required where the caller lifts it', async () => {
  const fields = [field(1, { required: true })]
  expect(await filled(fields, { 1: '' }, { complete: true, required: false })).toEqual({ 1: '' })
})

test.each([
  ['dropdown', { kind: 'dropdown', choices: ['Red', 'Blue'] }, 'Blue', 'Green'],
  ['link', { kind: 'link' }, 'https://example.com/a', 'example.com'],
  ['tickbox', { kind: 'tickbox' }, 'on', 'maybe'],
  ['pattern', { pattern: '^\\d{4}$' }, '1234', '12345'],
  ['length', {}, 'a'.repeat(10_000), 'a'.repeat(10_001)],
] as const)('the %s of a field decides what fits', async (_what, changes, fits, not) => {
  const fields = [field(7, changes)]
  expect(await filled(fields, { 7: fits }, whole)).toEqual({ 7: fits })
  expect(await refusalOf(() => filled(fields, { 7: not }, whole))).toMatchObject({
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
  expect(await filled(fields, { 1: '', 2: '', 3: '' }, whole)).toEqual({ 1: '', 2: '', 3: '' })
})

test.each([
  ['1', 'on'],
  ['Yes', 'on'],
  ['TRUE', 'on'],
  ['0', ''],
  ['off', ''],
  ['', ''],
])('a box given as %j is kept as %j', async (given, kept) => {
  expect(await filled([field(1, { kind: 'tickbox' })], { 1: given }, whole)).toEqual({ 1: kept })
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
  expect(await refusalOf(() => filled(fields, { 1: slow }, whole))).toMatchObject({
    code: 'custom_field_invalid',
  })
})

test('a field that is older than the rules for patterns takes every value', async () => {
  const fields = [field(1, { pattern: '^(?=.*\\d).{8,}$' })]
  expect(await filled(fields, { 1: 'short' }, whole)).toEqual({ 1: 'short' })
})

test('what stands in a password field is sealed, and not anew where it stays the same', async () => {
  const fields = [field(1, { kind: 'password' }), field(2)]
  const first = await filled(fields, { 1: 'hunter2', 2: 'Google' }, whole)
  expect(JSON.stringify(first)).not.toContain('hunter2')
  expect(openKept(secrets, first[1]!)).toBe('hunter2')
  expect(await filled(fields, { 1: 'hunter2', 2: 'Bing' }, partial, first)).toEqual({ 1: first[1], 2: 'Bing' })
  expect(await filled(fields, { 1: '' }, partial, first)).toEqual({ 1: '', 2: 'Google' })
})

test('only who may read passwords reads what is sealed', async () => {
  const sealed = sealText(secrets, 'hunter2')
  expect(fieldText(SYSTEM, secrets)(sealed)).toBe('hunter2')
  const reader = fieldText({ ...SYSTEM, permissions: new Set(['clients.read']) }, secrets)
  expect([reader(sealed), reader('Google')]).toEqual(['', 'Google'])
})
