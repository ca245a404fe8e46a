import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { section } from '../section.ts'

/** Those that are not in use any more keep their names for what was sold with them, and are not listed. */
export const paymentMethods = section({
  name: 'paymentMethods',
  item: z.strictObject({ module: z.string(), name: z.string().trim().optional() }),
  keyOf: ({ module }) => module,
  required: ['name'],
  defaults: {},
  async open({ domain: { catalog } }) {
    const listed = async () =>
      (await catalog.paymentMethods.list(SYSTEM, { activeOnly: true })).map(({ module, displayName }) => ({
        module,
        displayName,
      }))
    const present = await listed()
    return {
      present: present.map(({ module, displayName }, index) => ({ id: index, item: { module, name: displayName } })),
      add: async ({ module, name }) =>
        catalog.paymentMethods.replace(SYSTEM, [...(await listed()), { module, displayName: name }]),
      change: async (_id, _differing, { module, name }) =>
        catalog.paymentMethods.replace(
          SYSTEM,
          (await listed()).map((method) =>
            method.module === module ? { module, displayName: name ?? method.displayName } : method,
          ),
        ),
    }
  },
})
