import { makeCommand } from './backends/command/command.ts'
import { cpanel } from './backends/cpanel/cpanel.ts'
import { makeDemopanel } from './backends/demopanel/demopanel.ts'
import { webhook } from './backends/webhook/webhook.ts'
import type { Backend } from './panel/backend.ts'

/** Every module that comes with the product. Executables of `command` lie in `commandFolder`. */
export const backendsOf = ({
  commandFolder,
  isHeld,
}: {
  commandFolder: string
  /** While it is so, no executable is run. */
  isHeld?: () => boolean
}): readonly Backend[] => [cpanel, webhook, makeCommand({ folder: commandFolder, isHeld }), makeDemopanel().backend]
