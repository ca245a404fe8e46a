// A process that migrates and dies at a write of its last migration, told by its arguments: data folder, url or '', at which.
import type { Database } from '../../src/storage/engine/database.ts'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { migrate } from '../../src/storage/engine/schema/migrate.ts'

const [dataDir = '', url = '', nth = '1'] = process.argv.slice(2)
const database = await openDatabase(dataDir, url)
let writes = 0
const mortal: Database = {
  ...database,
  transaction: (work) =>
    database.transaction((q) =>
      work({
        ...q,
        run: async (statement) => {
          const changed = await q.run(statement)
          if (statement.sql.startsWith('UPDATE events') && changed > 0 && ++writes === Number(nth)) {
            process.kill(process.pid, 'SIGKILL')
            for (;;);
          }
          return changed
        },
      }),
    ),
}
await migrate(mortal)
await database.close()
