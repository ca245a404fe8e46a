import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import type { KeyStatus } from '../../keys/keys.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'

export const keyList = localOperation(z.object({}), async ({ domain: { keys } }) => ({
  ...shown(await keys.get(SYSTEM)),
  sealed: await keys.sealed(SYSTEM),
}))

export const keyRotate = localOperation(z.object({}), async ({ domain: { keys } }) => shown(await keys.rotate(SYSTEM)))

/** What the running nodes do by themselves, for about so long. */
export const keyCarryOn = localOperation(
  z.object({ forMs: z.number().int().min(0).max(10_000) }),
  async ({ domain: { keys } }, { forMs }) => shown(await keys.carryOn(SYSTEM, forMs)),
)

const shown = ({ current, rotation, lacking, nodes }: KeyStatus) => ({
  current,
  rotation: rotation && {
    from: rotation.from,
    to: rotation.to,
    state: rotation.state,
    renewed: rotation.renewed,
    damaged: rotation.damaged,
  },
  lacking,
  nodes: nodes.map(({ name, version, secretKeys, sealsWith, seenAt }) => ({
    name,
    version,
    secretKeys,
    sealsWith,
    seenAt: isoText(seenAt),
  })),
})
