import { Command } from 'commander'
import { VERSION } from '../base/version.ts'
import { addApply } from './apply.ts'
import { addBan } from './ban.ts'
import { addCall } from './call.ts'
import { addCheck } from './check.ts'
import { addCredential } from './credential.ts'
import { addExport } from './export.ts'
import { tell } from './failure.ts'
import { addLane } from './lane.ts'
import { addMigrate } from './migrate.ts'
import { addModule } from './module.ts'
import { addOutbound } from './outbound.ts'
import { addPanel } from './panel.ts'
import { addProject, addTask } from './project.ts'
import { addQueue } from './queue.ts'
import { addRole } from './role.ts'
import { addServe } from './serve.ts'
import { addStaff } from './staff.ts'
import { addTimesheet } from './timesheet.ts'
import { addWorker } from './worker.ts'

/** Runs one command line and gives its exit code: 0, 1 when it failed, 2 when it cannot be meant so. */
export async function run(argv: readonly string[]): Promise<number> {
  // Who reads our output may have seen enough, as `head` does.
  process.stdout.on('error', (failure: NodeJS.ErrnoException) => process.exit(failure.code === 'EPIPE' ? 0 : 1))
  try {
    await makeProgram().parseAsync(argv)
    return Number(process.exitCode ?? 0)
  } catch (failure) {
    return tell(failure, argv.includes('--json'))
  }
}

export function makeProgram(): Command {
  const program = new Command('provisor')
    .description('Runs services for the clients of a provider: what they have, what is done to it, and what failed')
    .version(VERSION, '--version', 'Print the version')
    .helpOption('--help', 'Print this help')
    .helpCommand('help [command]', 'Print the help of a command')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'provisor: ')) })
    .exitOverride()
  for (const add of COMMANDS) add(program)
  return program
}

/** In the order in which an operator meets them. */
const COMMANDS = [
  addServe,
  addCheck,
  addApply,
  addExport,
  addStaff,
  addRole,
  addCredential,
  addBan,
  addModule,
  addQueue,
  addLane,
  addOutbound,
  addWorker,
  addProject,
  addTask,
  addTimesheet,
  addCall,
  addMigrate,
  addPanel,
]
