import type { Command } from 'commander'
import { asLocal, withLocal } from '../local.ts'
import { NO_TABLE, show } from '../output.ts'

export function addExport(program: Command): void {
  asLocal(
    program.command('export').description('Print a setup file that makes an empty installation like this one'),
    NO_TABLE,
  )
    .addHelpText('after', '\nSecrets are left out: passwords of staff and servers, credentials, and the access key.')
    .action(async (options) => {
      const { setup, text } = await withLocal(options, (local) => local.run('export', {}))
      show(options, setup, text.trimEnd())
    })
}
