import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { accountName, parseSignInName } from '../../outbound/accounts/account.ts'
import { section } from '../section.ts'

/** `1-2-0/bob@example.com`: the cloud and the user. */
export const outboundAccountName = z
  .string()
  .trim()
  .refine((text) => parseSignInName(text)?.service === null, 'Expected a name such as 1-2-0/bob@example.com')

/** A key is as good as it is long: nobody chooses one by heart. */
const MIN_KEY = 16

/** Who starts outbound services. An account that is new gets the key that the file gives, or one that nobody is told. */
export const outboundAccounts = section({
  name: 'outboundAccounts',
  item: z.strictObject({
    name: outboundAccountName,
    key: z.string().min(MIN_KEY, `Expected a key of ${MIN_KEY} characters or more`).optional(),
  }),
  keyOf: ({ name }) => name.toLowerCase(),
  fixed: ['name'],
  defaults: {},
  secrets: ['key'],
  async open({ domain: { outbound } }) {
    const { accounts } = outbound
    return {
      present: (await accounts.list(SYSTEM)).map((account) => ({
        id: account.id,
        item: { name: accountName(account), key: undefined },
      })),
      holds: (id, _field, key) => accounts.isKey(SYSTEM, id, key),
      add: ({ name, key }) => {
        const { cloudId, username } = parseSignInName(name)!
        return accounts.create(SYSTEM, { cloudId, username, key })
      },
      change: (id, { key }) => accounts.createKey(SYSTEM, id, { name: 'From a setup file', readOnly: false, key }),
    }
  },
})
