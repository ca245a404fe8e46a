import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { scratchName } from '../../../../test/support/scratch.ts'
import { openDatabase } from '../open.ts'
import { migrate } from '../schema/migrate.ts'
import { sql } from '../sql.ts'

test.each([
  ['deleted', (file: string) => rmSync(file)],
  [
    'replaced',
    (file: string) => {
      renameSync(file, `${file}.old`)
      writeFileSync(file, '')
    },
  ],
  ['left without what was written last', (file: string) => rmSync(`${file}-wal`)],
])('a database whose file is %s takes no more writes, says which file, and is not ready', async (_how, harm) => {
  const folder = mkdtempSync(scratchName('gone'))
  const database = await openDatabase(folder, '')
  onTestFinished(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })
  await migrate(database)
  const write = (name: string) =>
    database.transaction((q) => q.run(sql`INSERT INTO settings (name, value) VALUES (${name}, '')`))
  await write('before')
  harm(join(folder, 'provisor.db'))
  for (const name of ['one', 'two'])
    await expect(write(name)).rejects.toMatchObject({
      trouble: 'gone',
      message: expect.stringContaining(join(folder, 'provisor.db')),
    })
  await expect(database.requireReady()).rejects.toMatchObject({ trouble: 'gone' })
})
