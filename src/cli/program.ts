import { Command } from 'commander'
import { unknownSettings } from '../config.ts'
import { addBulk } from './api/bulk.ts'
import { addApiDoor } from './api/raw.ts'
import { addApiNouns } from './api/register.ts'
import { shown } from './colours.ts'
import { readCommandLine } from './command-line.ts'
import { addApply } from './commands/apply.ts'
import { addAttention } from './commands/attention.ts'
import { addAudit } from './commands/audit.ts'
import { addBackup } from './commands/backup/backup.ts'
import { addBan } from './commands/ban.ts'
import { addCall } from './commands/call.ts'
import { addCredential } from './commands/credential.ts'
import { addEvent } from './commands/event.ts'
import { addExport } from './commands/export.ts'
import { addCheck } from './commands/installation/check.ts'
import { addDoctor } from './commands/installation/doctor.ts'
import { addHold } from './commands/installation/hold.ts'
import { addMigrate } from './commands/installation/migrate.ts'
import { addKey } from './commands/key.ts'
import { addLane } from './commands/lane.ts'
import { addMail } from './commands/mail.ts'
import { addModule } from './commands/module.ts'
import { addOutbound } from './commands/outbound.ts'
import { addPanel } from './commands/panel.ts'
import { addProject, addTask } from './commands/project.ts'
import { addQueue } from './commands/queue.ts'
import { addRole } from './commands/role.ts'
import { addSchedule } from './commands/schedule.ts'
import { addServe } from './commands/serve.ts'
import { addStaff } from './commands/staff.ts'
import { addTimesheet } from './commands/timesheet.ts'
import { addWebhook } from './commands/webhook.ts'
import { addWorker } from './commands/worker.ts'
import { addCompletion, completionsOf } from './complete.ts'
import { tell } from './failure.ts'
import { addMcp } from './mcp/command.ts'
import { prepareOutput } from './output.ts'
import { settingsOf } from './settings.ts'
import { addVersion } from './version.ts'

/** Runs one command line and gives its exit code: 0, 1 when it failed, 2 when it cannot be meant so. */
export async function run(argv: readonly string[]): Promise<number> {
  const words = argv.slice(2)
  mindPipes()
  try {
    const program = makeProgram()
    await addApiNouns(program, words)
    if (words[0] === '__complete') return complete(program, words.slice(1))
    const { command, words: meant } = readCommandLine(program, words)
    if (settingsOf(command).length > 0) warnOfUnknownSettings(wantsJson(words))
    await command.parseAsync(meant, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (failure) {
    return tell(failure, wantsJson(words))
  }
}

/** For the scripts of `provisor completion`. It looks at the program only: neither at data nor at settings. */
function complete(program: Command, words: readonly string[]): number {
  const found = completionsOf(program, words)
  process.stdout.write(found.map(([word, about]) => `${word}\t${about}\n`).join(''))
  return 0
}

let arePipesMinded = false

function mindPipes(): void {
  if (arePipesMinded) return
  arePipesMinded = true
  // Who reads our output may have seen enough, as `head` does.
  process.stdout.on('error', (failure: NodeJS.ErrnoException) => process.exit(failure.code === 'EPIPE' ? 0 : 1))
  process.stderr.on('error', () => {})
}

function warnOfUnknownSettings(json: boolean): void {
  for (const { name, near } of unknownSettings()) {
    const message = `${name}: there is no such setting${near === undefined ? '' : `; did you mean ${near}?`}`
    const line = json ? JSON.stringify({ warning: { code: 'unknown_setting', message } }) : `provisor: ${message}`
    process.stderr.write(`${shown(line, process.stderr)}\n`)
  }
}

/** Asked before the command line is understood, and when it cannot be. */
function wantsJson(words: readonly string[]): boolean {
  const flags = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
  return flags.includes('--json') || /(^| )(--output[ =]|-o[ =]?)json( |$)/.test(flags.join(' '))
}

/** Without the nouns of the API. */
export function makeProgram(): Command {
  const program = new Command('provisor')
    .description('Runs services for the clients of a provider: what they have, what is done to it, and what failed')
    .usage('[flags] <command>')
    .helpOption('-h, --help', 'Print this help')
    .helpCommand('help [command...]', 'Print the help of a command')
    .option('-v, --version', 'Print the version')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'provisor: ')) })
    .exitOverride()
    .hook('preAction', (_program, command) => prepareOutput(command.opts()))
    .addHelpText('after', '\n-o, --json, --data-dir and --database-url may stand before the command as well.')
  for (const add of COMMANDS) add(program)
  return program
}

/** In the order in which an operator meets them. */
const COMMANDS = [
  addServe,
  addCheck,
  addDoctor,
  addApply,
  addExport,
  addStaff,
  addRole,
  addCredential,
  addBan,
  addAttention,
  addEvent,
  addModule,
  addQueue,
  addBulk,
  addLane,
  addMail,
  addWebhook,
  addOutbound,
  addWorker,
  addProject,
  addTask,
  addTimesheet,
  addHold,
  addSchedule,
  addBackup,
  addCall,
  addMcp,
  addApiDoor,
  addAudit,
  addKey,
  addMigrate,
  addPanel,
  addCompletion,
  addVersion,
]
