import type { Command } from 'commander'
import { addAccounts } from './outbound/accounts.ts'
import { addLook } from './outbound/look.ts'
import { addStarts } from './outbound/starts.ts'
import { addSteer } from './outbound/steer.ts'
import { addWatch } from './outbound/watch.ts'

/** Services are meant by name, with the account in front where several accounts have one of the name. */
export function addOutbound(program: Command): void {
  const outbound = program.command('outbound').description('Outbound services: what waits, runs and became of it')
  for (const add of [addLook, addStarts, addSteer, addWatch, addAccounts]) add(outbound)
}
