import { expect, test } from 'vitest'
import { run, runJson, startServer } from '../support/command.ts'
import { forEachEngine } from '../support/databases.ts'

forEachEngine((engine) => {
  test('commands find the data with and without a server, which tells them where its database is', async () => {
    const { dataDir, url } = await engine.fresh()
    const folder = ['--data-dir', dataDir]
    const database = url === undefined ? [] : ['--database-url', url]
    expect(await run(['staff', 'create', 'ann', '--no-password', ...folder, ...database])).toMatchObject({ code: 0 })

    const server = await startServer([...folder, ...database])
    expect(await runJson(['staff', 'list', ...folder])).toMatchObject([{ username: 'ann' }])
    expect(await run(['staff', 'create', 'bob', '--no-password', ...folder])).toMatchObject({ code: 0 })
    expect(await runJson(['staff', 'list', ...folder, ...database])).toMatchObject([
      { username: 'ann' },
      { username: 'bob' },
    ])
    expect(await server.stop()).toMatchObject({ code: 0 })

    const log = await runJson<{ activity: { entry: { description: string }[] } }>([
      'call',
      'GetActivityLog',
      ...folder,
      ...database,
    ])
    expect(log.activity.entry.map(({ description }) => description)).toContain('Created staff member bob')
  })
})
