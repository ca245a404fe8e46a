import type { Command, OptionValues } from 'commander'
import { serverMeant } from '../api/door.ts'
import { withDoorFlags } from '../api/flags.ts'
import { withLocal } from '../local.ts'
import { addSettings, WHERE } from '../settings.ts'
import type { McpAnswered } from './bridge.ts'

export function addMcp(program: Command): void {
  const command = program
    .command('mcp')
    .description('Let an assistant on this machine speak with Provisor (MCP), over standard input and output')
  withDoorFlags(addSettings(command, WHERE)).action(async (options) => {
    const send = await senderOf(options)
    const { bridge } = await import('./bridge.ts')
    await bridge({ input: process.stdin, output: process.stdout, send })
  })
}

type Send = (message: unknown, headers: Record<string, string>) => Promise<McpAnswered>

async function senderOf(options: OptionValues): Promise<Send> {
  const url = serverMeant(options)
  if (url === undefined)
    // The way to the data is opened for each message, so that a server may start and stop meanwhile.
    return (message, headers) => withLocal(options, (local) => local.run('mcp', { message, headers, as: options.as }))
  const { remoteMcp } = await import('../api/remote.ts')
  return remoteMcp(url, options.tokenFile)
}
