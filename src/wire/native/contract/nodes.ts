import * as z from 'zod'
import { apiOperation } from './operation.ts'
import { instant } from './values.ts'

const key = z.string().meta({ description: 'Fingerprint of a secret key' })

export const nodes = {
  list: apiOperation({
    id: 'nodes.list',
    method: 'GET',
    path: '/nodes',
    summary: 'The processes that have the database open, and how far a change of the secret key is',
    permission: 'system.read',
    response: z
      .object({
        items: z.array(
          z
            .object({
              name: z.string(),
              version: z.string(),
              secretKeys: z.array(key),
              sealsWith: key,
              startedAt: instant,
              seenAt: instant,
            })
            .meta({ id: 'Node' }),
        ),
        secretKey: key,
        rotation: z
          .object({
            from: key,
            to: key,
            state: z.enum(['waiting', 'renewing', 'done']),
            renewed: z.int().min(0),
            damaged: z.int().min(0),
          })
          .nullable(),
        lacking: z.array(z.string()).meta({ description: 'Names of the nodes that lack a key which is needed' }),
      })
      .meta({ id: 'Nodes' }),
    errors: [],
  }),
}
