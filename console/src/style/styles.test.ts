import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('..', import.meta.url))
const read = (pattern: string) =>
  globSync(pattern, { cwd: SRC })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${SRC}${file}`, 'utf8'))
    .join('\n')

/** Without comments and texts, in which dots are no classes. */
const styles = read('style/*.css').replace(/\/\*[^*]*\*\/|"[^"]*"/g, '')
const words = new Set(read('**/*.{ts,tsx}').match(/[\w-]+/g))

test('every class that a style names is somewhere on a page', () => {
  const classes = new Set([...styles.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => name!))
  expect(classes.size).toBeGreaterThan(50)
  expect([...classes].filter((name) => !words.has(name))).toEqual([])
})
