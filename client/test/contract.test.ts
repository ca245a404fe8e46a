import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generate } from '../../scripts/generators/client-contract.ts'

test('the types of the client are those that the contract of the server makes now ("npm run generate")', () => {
  for (const [path, content] of Object.entries(generate()))
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(content)
})
