import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshFolder, run, startServer } from '../support/command.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

/** Everything below a folder with its mode, but for the folder itself. */
const modes = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [`${entry.isDirectory() ? 'folder ' : ''}${path.slice(folder.length + 1)}`, modeOf(path)]
    }),
  )

/** The demonstration has something for a person to do, which ends a check with 1. */
async function warnings(folder: string) {
  const { stdout } = await run(['check', '--json', '--no-servers', '--data-dir', folder])
  const found = JSON.parse(stdout) as { warnings: { message: string; hint: string }[] }
  return found.warnings.filter(({ message }) => message.startsWith('Others on this machine'))
}

test('whatever the folder was, nobody else can read what the server makes in it; check warns of what is wider', async () => {
  const folder = freshFolder()
  mkdirSync(folder)
  chmodSync(folder, 0o777)
  const server = await startServer(['--demo', '--data-dir', folder])

  const made = modes(folder)
  expect(Object.keys(made)).toEqual(
    expect.arrayContaining(
      'provisor.db provisor.db-wal provisor.db-shm owner.lock provisor.sock secret.key demo.json'.split(' '),
    ),
  )
  expect(Object.keys(made).some((path) => /^files\/..\/./.test(path))).toBe(true)
  for (const [path, mode] of Object.entries(made))
    expect([path, mode]).toEqual([path, path.startsWith('folder ') ? '700' : '600'])

  expect(await warnings(folder)).toEqual([
    { message: `Others on this machine are let in: ${folder} (mode 777)`, hint: `chmod 700 ${folder}` },
  ])
  chmodSync(folder, 0o700)
  expect(await warnings(folder)).toEqual([])
  chmodSync(join(folder, 'provisor.db'), 0o640)
  chmodSync(join(folder, 'demo.json'), 0o644)
  const [db, demo] = [join(folder, 'provisor.db'), join(folder, 'demo.json')]
  expect(await warnings(folder)).toEqual([
    {
      message: `Others on this machine are let in: ${db} (mode 640), ${demo} (mode 644)`,
      hint: `chmod 600 ${db} ${demo}`,
    },
  ])
  await server.stop()
})
