import { expect, test } from 'vitest'
import { isSealed, maskKept, maskSealed, openKept, sealChange, sealText } from './sealed.ts'
import { openSecretBox } from './secrets.ts'

const secrets = openSecretBox({ key: Buffer.alloc(32, 1) })

test('a text is sealed and opens again; an empty one is no secret', () => {
  const kept = sealText(secrets, 'hunter2')
  expect(isSealed(kept)).toBe(true)
  expect(JSON.stringify(kept)).not.toContain('hunter2')
  expect(openKept(secrets, kept)).toBe('hunter2')
  expect(maskKept(kept)).toBe('***')
  expect(sealText(secrets, '')).toBe('')
})

test('a text in clear stays what it is, even where it looks like a sealed one', () => {
  const lookalike = secrets.seal('hunter2')
  expect(openKept(secrets, lookalike)).toBe(lookalike)
  expect(maskKept(lookalike)).toBe(lookalike)
})

test('the same secret is not sealed anew', () => {
  const before = sealText(secrets, 'hunter2')
  expect(sealChange(secrets, 'hunter2', before)).toBe(before)
  expect(sealChange(secrets, 'hunter3', before)).not.toEqual(before)
  expect(isSealed(sealChange(secrets, 'hunter2', 'hunter2'))).toBe(true)
})

test('what is sealed is masked at any depth, and all else stays', () => {
  const kept = sealText(secrets, 'hunter2')
  expect(maskSealed({ settings: [{ secret: kept, url: 'https://x' }, null, 3], at: undefined })).toEqual({
    settings: [{ secret: '***', url: 'https://x' }, null, 3],
    at: undefined,
  })
})
