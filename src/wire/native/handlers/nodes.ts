import { nodes } from '../contract/nodes.ts'
import { instantText } from '../encode.ts'
import { handle } from '../handler.ts'

export const nodeHandlers = [
  handle(nodes.list, async ({ actor, domain }) => {
    const { current, rotation, lacking, nodes: running } = await domain.keys.get(actor)
    return {
      items: running.map(({ name, version, secretKeys, sealsWith, startedAt, seenAt }) => ({
        name,
        version,
        secretKeys: [...secretKeys],
        sealsWith,
        startedAt: instantText(startedAt),
        seenAt: instantText(seenAt),
      })),
      secretKey: current,
      rotation: rotation && {
        from: rotation.from,
        to: rotation.to,
        state: rotation.state,
        renewed: rotation.renewed,
        damaged: rotation.damaged,
      },
      lacking,
    }
  }),
]
