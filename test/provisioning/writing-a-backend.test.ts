import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')
const blocks = [...read('docs/writing-a-backend.md').matchAll(/^```ts file=(\S+)\n([\s\S]*?)^```$/gm)]

test('the guide shows the code that the suite runs', () => {
  expect(blocks.map(([, file]) => file)).toEqual(
    ['acorn-fake.ts', 'acorn.ts', 'acorn.test.ts'].map((name) => `test/provisioning/example/${name}`),
  )
  for (const [, file, code] of blocks) expect([file, code]).toEqual([file, read(file!)])
})

test('a backend for a REST panel needs at most 80 lines', () => {
  expect(read('test/provisioning/example/acorn.ts').trimEnd().split('\n').length).toBeLessThanOrEqual(80)
})
