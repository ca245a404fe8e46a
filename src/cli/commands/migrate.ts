import type { Command } from 'commander'
import { asLocal, withLocal } from '../local.ts'
import { show } from '../output.ts'

export function addMigrate(program: Command): void {
  asLocal(
    program.command('migrate').description('Bring the database to the schema of this version; serve does it too'),
  ).action(async (options) => {
    const hello = await withLocal(options, (local) => local.run('hello', {}), { create: true })
    const { schema, database } = hello
    // A running server migrated when it started, which is not what this command did.
    const applied = hello.pid === process.pid ? hello.applied : []
    show(options, { schema, database, applied }, () =>
      applied.length === 0
        ? `Nothing to do: schema ${schema}, ${database}`
        : applied.map((name) => `Applied ${name}`).join('\n'),
    )
  })
}
