import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { section } from '../section.ts'

/** Stands in for an allowed address. Only a digest of it is kept, so nobody can list it. */
export const accessKey = section({
  name: 'accessKey',
  single: true,
  item: z.preprocess(
    (given) => (typeof given === 'string' ? { key: given } : given),
    /** Null takes the key away. */
    z.strictObject({ key: z.string().nullable() }),
  ),
  keyOf: () => 'the one there is',
  defaults: {},
  secrets: ['key'],
  async open({ domain: { access } }) {
    return {
      present: [],
      add: ({ key }) => access.accessKey.set(SYSTEM, key),
      change: async () => undefined,
    }
  },
})
