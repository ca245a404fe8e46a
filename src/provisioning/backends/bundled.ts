import type { Backend } from '../backend.ts'
import { makeCommand } from './command/command.ts'
import { cpanel } from './cpanel/cpanel.ts'
import { makeDemopanel } from './demopanel/demopanel.ts'
import { webhook } from './webhook/webhook.ts'

/** Every backend that comes along. Commands are run from `commandsFolder` and nowhere else. */
export const bundledBackends = ({ commandsFolder }: { commandsFolder: string }): readonly Backend[] => [
  cpanel,
  webhook,
  makeCommand({ folder: commandsFolder }),
  makeDemopanel().backend,
]
