import { expect, test } from 'vitest'
import { sources } from './sources.ts'

test('zod is imported as a namespace, of which the bundle keeps what is used: else it is 9 MiB of an idle server', () => {
  const whole = [...sources()].filter(([, text]) => /import \{[^}]*\bz\b[^}]*\} from 'zod'/.test(text))
  expect(whole.map(([file]) => file)).toEqual([])
})
