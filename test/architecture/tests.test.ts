import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** TypeScript of tests and for them, by its path from the root of the clone. */
const files = ['src', 'test', 'client/test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => (folder === 'src' ? file.endsWith('.test.ts') : file.endsWith('.ts'))),
)

test('a test in src/ lies beside what it tests and bears its name', () => {
  const strays = files.filter((file) => {
    const name = /^src\/(.*?)(?:\.prop|\.long)?\.test\.ts$/.exec(file)?.[1]
    return (
      name !== undefined && !['ts', 'js', 'sql'].some((ending) => existsSync(join(root, 'src', `${name}.${ending}`)))
    )
  })
  const advice = 'give it the name of the file that it tests, or move it to test/ when it tests several'
  expect(strays.map((file) => `${file} has nothing beside it: ${advice}.`)).toEqual([])
})

test('a test is called test, everywhere', () => {
  const others = files.filter((file) => {
    const names = /^import \{([^}]*)\} from 'vitest'$/m.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? ''
    return names.split(',').some((name) => name.trim() === 'it')
  })
  expect(others.map((file) => `${file} says "it": say "test".`)).toEqual([])
})
