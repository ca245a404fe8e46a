import { SYSTEM } from '../../../access/actor.ts'
import type { AttentionItem } from '../../../attention/item.ts'
import type { Opened } from '../../../open.ts'
import type { Look } from './finding.ts'

const SHOWN = 20

/** What a node that runs would do; where none does, all of it is late, and that is said once. */
const OF_NODES: readonly AttentionItem['kind'][] = ['scheduler', 'schedule', 'worker']

/** What is held, broken, late or polled by nobody: all that needs a person, the oldest first. */
export const attention: Look = async (provisor) => {
  const { items } = await provisor.domain.attention.list(SYSTEM)
  const meant = (await someNodeWorks(provisor)) ? items : items.filter(({ kind }) => !OF_NODES.includes(kind))
  const found = meant.slice(0, SHOWN).map(({ title, count, fix }) => ({
    message: count > 1 ? `${title} (${count})` : title,
    hint: `${fix.label}: ${fix.effect}`,
  }))
  const rest = meant.length - found.length
  return rest > 0 ? [...found, { message: `${rest} more things need a person`, hint: 'provisor attention' }] : found
}

export const noNode: Look = async (provisor) => {
  if (await someNodeWorks(provisor)) return undefined
  return { message: 'No server runs: nothing is carried out', hint: 'provisor serve' }
}

/** Also on another machine that has the same database. */
async function someNodeWorks({ read }: Opened): Promise<boolean> {
  const now = await read.jobs.now()
  return (await read.jobs.holders.named('')).some(({ aliveUntil }) => aliveUntil > now)
}
