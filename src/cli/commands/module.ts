import { Argument, type Command } from 'commander'
import type { Params } from '../../local/connect.ts'
import { asLocal, withLocal } from '../local.ts'
import { show } from '../output.ts'
import { whileWaiting } from '../progress.ts'
import { readPassword } from '../prompt.ts'
import { wholeNumber } from '../settings.ts'

type Asked = Params<'module.command'>

const TYPES = ['service', 'addon', 'domain'] as const satisfies Asked['type'][]
const COMMANDS = [
  ...['create', 'suspend', 'unsuspend', 'terminate', 'change-package', 'change-password', 'renew', 'custom'],
  ...['register', 'transfer'],
] as Asked['command'][]

/** Secrets come over standard input: a command line is seen by everybody who lists processes. */
export function addModule(program: Command): void {
  asLocal(program.command('module').description('Have a module do something for a service, add-on or domain'))
    .addArgument(new Argument('<command>', 'What it shall do').choices(COMMANDS))
    .addArgument(new Argument('<type>', 'For what').choices(TYPES))
    .argument('<id>', 'Its id', wholeNumber)
    .option('--reason <text>', 'Why it is suspended')
    .option('--name <name>', "Of `custom`: one of the module's own commands")
    .option('--years <number>', 'For how long a domain is renewed', wholeNumber)
    .option('--password-stdin', 'Of `change-password`: the new one is read from standard input; else the stored one')
    .option('--epp-code-stdin', 'Of `transfer`: the code is read from standard input; else the stored one')
    .action(async (command: Asked['command'], type: Asked['type'], id: number, options) => {
      const { reason, name, years } = options
      const password = options.passwordStdin ? await readPassword() : undefined
      const eppCode = options.eppCodeStdin ? await readPassword() : undefined
      const asked = { command, type, id, reason, name, years, password, eppCode }
      const given = await whileWaiting(options, 'Waiting for the panel', () =>
        withLocal(options, (local) => local.run('module.command', asked)),
      )
      show(options, given, `Done: ${command} of ${type} ${id}`)
    })
}
