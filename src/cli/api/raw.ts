import type { Command } from 'commander'
import { Misuse } from '../failure.ts'
import { show } from '../output.ts'
import { bodyFrom, withDoor } from './door.ts'
import { asApi } from './flags.ts'
import { rawUrl, readJson } from './request.ts'
import { record } from './shown.ts'

const SENDING = ['POST', 'PUT', 'PATCH']
const METHODS = ['GET', 'DELETE', ...SENDING]

/** For what no command does. */
export function addApiDoor(program: Command): void {
  asApi(program.command('api <method> <path>'))
    .description('One request of /api/v1 as it is, such as GET /clients/1')
    .option('--data <file>', 'The body, a file of JSON; - is standard input')
    .option('--if-match <versions>', 'Only where it has one of these versions, such as "7"')
    .action(async (word: string, path: string, options) => {
      const method = word.toUpperCase()
      if (!METHODS.includes(method)) throw new Misuse(`Expected one of ${METHODS.join(', ')}`)
      const url = rawUrl(path)
      const body =
        options.data === undefined ? (SENDING.includes(method) ? {} : undefined) : await readJson(options.data)
      const asked = { method, url, body, ifMatch: options.ifMatch }
      const answer = await withDoor(options, (door) => bodyFrom(door, asked, { flags: [] }))
      show(options, answer, () => record(answer))
    })
}
