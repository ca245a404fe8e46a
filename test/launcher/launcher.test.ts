import { chmodSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeClone, oldNode, start, startThroughShell } from './clone.ts'

const bundled = existsSync(new URL('../../node_modules/node/bin/node', import.meta.url))

describe('a clone', () => {
  test('builds what was never built, with the migrations beside it', async () => {
    const { folder } = makeClone()
    expect(await start(folder, ['exit', '3']).closed).toMatchObject({ code: 3, said: '' })
    expect(readFileSync(join(folder, 'dist/migrations/0001_start.sql'), 'utf8')).toBe('SELECT 1;\n')
  })

  test('builds again after a change, and only then', async () => {
    const { folder, write } = makeClone()
    await start(folder, ['exit', '0']).closed
    const built = statSync(join(folder, 'dist/main.js')).mtimeMs
    await start(folder, ['exit', '0']).closed
    expect(statSync(join(folder, 'dist/main.js')).mtimeMs).toBe(built)
    write('src/words.ts', "export const farewell = 'so long'\n")
    const { child, ready, closed } = start(folder, ['serve'])
    await ready
    child.kill('SIGTERM')
    expect(await closed).toMatchObject({ code: 0, said: expect.stringContaining('so long') })
  })

  test('starts right when two start it at once', async () => {
    const { folder } = makeClone()
    const both = await Promise.all([start(folder, ['exit', '4']).closed, start(folder, ['exit', '5']).closed])
    expect(both.map(({ code, said }) => ({ code, said }))).toEqual([
      { code: 4, said: '' },
      { code: 5, said: '' },
    ])
  })

  test('does not wait for a start that was killed while it built', async () => {
    const { folder, write } = makeClone()
    write('.cache/build.lock', '4194304 1')
    expect(await start(folder, ['exit', '0']).closed).toMatchObject({ code: 0 })
  })

  test('says what is wrong with the sources when they do not build', async () => {
    const { folder, write } = makeClone()
    write('src/words.ts', 'export const farewell =')
    expect(await start(folder, ['serve']).closed).toMatchObject({
      code: 1,
      said: expect.stringContaining('words.ts:1'),
    })
  })

  test('ends soon after the npm that started it was killed', async () => {
    const { folder } = makeClone()
    const { child, ready, closed } = startThroughShell(folder, ['serve'], { npm_lifecycle_event: 'start' })
    await ready
    child.kill('SIGKILL')
    expect((await closed).said).toContain('bye')
  })
})

describe.skipIf(!bundled)('a clone under a Node that is too old, on a machine that it brings one for', () => {
  const node = ['--import', oldNode]

  test('runs on the bundled Node, with the arguments and the exit code as they are', async () => {
    const { folder } = makeClone()
    expect(await start(folder, ['exit', '6'], { node }).closed).toMatchObject({ code: 6 })
    expect(readFileSync(join(folder, 'dist/reference.html'), 'utf8')).toMatch(/^24\./)
    const { child, ready } = start(folder, ['serve', '--port', '0'], { node })
    expect(await ready).toMatch(/^ready v24\.\S+ serve --port 0$/m)
    child.kill('SIGTERM')
  })

  test('passes SIGTERM on and waits for the orderly end', async () => {
    const { folder } = makeClone()
    const { child, ready, closed } = start(folder, ['serve'], { node })
    await ready
    child.kill('SIGTERM')
    expect(await closed).toMatchObject({ code: 0, said: expect.stringContaining('bye') })
  })

  test('ends by the signal that its child ended by', async () => {
    const { folder } = makeClone()
    const { child, ready, closed } = start(folder, ['serve'], { node })
    await ready
    child.kill('SIGHUP')
    expect(await closed).toMatchObject({ code: null, signal: 'SIGHUP' })
  })

  test('leaves no server behind when it is killed outright', async () => {
    const { folder } = makeClone()
    const { child, ready, closed } = start(folder, ['serve'], { node })
    await ready
    child.kill('SIGKILL')
    expect((await closed).said).toContain('bye')
  })
})

describe('a clone with packages missing', () => {
  /** Notes what it was asked, takes a while, and "installs" by linking the packages of this clone. */
  function fakeNpm(clone: ReturnType<typeof makeClone>, exitCode = 0) {
    const script = `#!/bin/sh\necho "$@" >> "${clone.folder}/asked"\nsleep 0.5\nln -sfn "${clone.modules}" "${clone.folder}/node_modules"\nexit ${exitCode}\n`
    clone.write('path/npm', script)
    chmodSync(join(clone.folder, 'path/npm'), 0o755)
    return { PATH: `${join(clone.folder, 'path')}:${process.env.PATH}` }
  }

  test('installs what the server needs, once, by the lock file', async () => {
    const clone = makeClone({ installed: false })
    const env = fakeNpm(clone)
    await Promise.all([1, 2].map(() => start(clone.folder, ['exit', '0'], { env }).closed))
    const asked = readFileSync(join(clone.folder, 'asked'), 'utf8')
    expect(asked).toBe(
      'ci --include-workspace-root --workspace=runtime --workspace=client --workspace=console --include=dev --loglevel=error\n',
    )
  })

  test('tops up without taking away what a running server uses', async () => {
    const clone = makeClone({ installed: false })
    clone.write('node_modules/.package-lock.json', JSON.stringify({ packages: {} }))
    const env = fakeNpm(clone, 1)
    const { code, said } = await start(clone.folder, ['exit', '0'], { env }).closed
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringContaining('"npm install --no-save" did not succeed'),
    })
  })

  test('says that npm is missing', async () => {
    const clone = makeClone({ installed: false })
    const { code, said } = await start(clone.folder, ['exit', '0'], { env: { PATH: '/nowhere' } }).closed
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('is it in PATH?') })
  })
})

describe('a published package', () => {
  test('runs what it was built with', async () => {
    const { folder, write } = makeClone()
    rmSync(join(folder, 'src'), { recursive: true })
    rmSync(join(folder, 'scripts'), { recursive: true })
    write('dist/main.js', 'process.exit(7)')
    expect(await start(folder, []).closed).toMatchObject({ code: 7 })
  })

  test('says which Node it needs', async () => {
    const { folder } = makeClone()
    rmSync(join(folder, 'src'), { recursive: true })
    const { code, said } = await start(folder, [], { node: ['--import', oldNode] }).closed
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('needs Node.js 24 or newer; this is v') })
  })
})
