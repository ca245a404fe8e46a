import { expect, test } from 'vitest'
import { cpanel } from '../backends/cpanel/cpanel.ts'
import { failed } from './outcome.ts'
import { withPlainCause } from './plain-cause.ts'

const account = { username: 'anna1', domain: 'anna1.example.com' }
const causeOf = (text: string, cause?: string) =>
  withPlainCause(cpanel, { account }, failed('permanent', text, cause === undefined ? {} : { cause }))

test.each([
  ['User anna1 (uid 1042) of anna1.example.com is unwell. \n', 'User … (uid …) of … is unwell.'],
  ['The hamster is tired.', 'The hamster is tired.'],
  ['', ''],
])('the cause of %j holds no name, number or blank end', (text, cause) => {
  expect(causeOf(text)).toMatchObject({ text, cause })
})

test('what the module declares stays as it is', () => {
  const outcome = withPlainCause(cpanel, { account }, failed('configuration', 't', { cause: 'unknown package gold2' }))
  expect(outcome).toMatchObject({ cause: 'unknown package gold2' })
})
