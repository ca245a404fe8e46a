import { expect, test } from 'vitest'
import { makeClone, startScript } from './clone.ts'

async function closingLine(files: Record<string, string>) {
  const { folder, write } = makeClone()
  write('vitest.config.ts', "export default { test: { include: ['test/**/*.test.ts'] } }\n")
  for (const [name, content] of Object.entries(files)) {
    write(`test/${name}.test.ts`, `import { beforeAll, expect, it } from 'vitest'\n${content}`)
  }
  const { code, said } = await startScript(folder, 'test.js', ['--root', folder]).closed
  return { code, line: said.trimEnd().split('\n').at(-1) }
}

const good = "it('holds', () => {})\n"

test.each([
  ['what passed', { a: good, b: `${good}it.skip('later', () => {})` }, 0, '2 passed, 0 failed'],
  ['a test that fails', { a: good, b: "it('fails', () => expect(1).toBe(2))" }, 1, '1 passed, 1 failed'],
  ['a file that does not load', { a: good, b: "import './nowhere.ts'" }, 1, '1 passed, 1 failed'],
  [
    'a hook that throws',
    { a: good, b: `beforeAll(() => { throw new Error('no') })\n${good}` },
    1,
    '1 passed, 1 failed',
  ],
  ['an error outside of any test', { a: `${good}Promise.reject(new Error('late'))` }, 1, '1 passed, 1 failed'],
  [
    'a test process that dies',
    { a: "it('dies', () => void process.kill(process.pid, 'SIGKILL'))" },
    1,
    '0 passed, 1 failed',
  ],
  ['a run without a test', {}, 1, '0 passed, 1 failed'],
])('npm test closes with a count of %s', async (_, files, code, line) => {
  expect(await closingLine(files)).toEqual({ code, line })
})
