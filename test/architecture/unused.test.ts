import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('the check for unused code is part of what CI runs, and of what is run before a commit', () => {
  expect(readFileSync(join(root, '.ci/run'), 'utf8')).toMatch(/^for check in [a-z ]*\bunused\b.*; do$/m)
  expect(readFileSync(join(root, 'scripts/check.js'), 'utf8')).toContain('unused: checkUnused,')
})
