import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { SERVER_DEFAULTS, serverAccess } from '../../catalog/servers/servers.ts'
import { plainText } from '../plain-text.ts'
import { openModules } from '../references.ts'
import { section } from '../section.ts'

const text = z.string().optional()
const flag = z.boolean().optional()

export const servers = section({
  name: 'servers',
  item: z.strictObject({
    name: z.string().trim(),
    module: text,
    hostname: text,
    ipAddress: text,
    assignedIps: z.array(z.string()).optional(),
    username: text,
    password: text,
    accessHash: text,
    secure: flag,
    port: z.number().int().nullable().optional(),
    maxAccounts: z.number().int().optional(),
    active: flag,
    /** Nothing contacts a server in maintenance. */
    maintenance: flag,
    nameservers: z.array(z.string()).optional(),
    settings: z.record(z.string(), plainText).optional(),
  }),
  keyOf: ({ name }) => name,
  required: ['module'],
  defaults: { ...SERVER_DEFAULTS, assignedIps: [], nameservers: [], password: '', accessHash: '' },
  secrets: ['password', 'accessHash'],
  secretParts: { field: 'settings', of: (settings, { module }) => settings.ofServer(module ?? '') },
  async open({ domain, stores, secrets }) {
    const { catalog } = domain
    const known = openModules(domain)
    const listed = await catalog.servers.list(SYSTEM)
    const present = await Promise.all(listed.map(({ id }) => serverAccess(stores, secrets, id)))
    return {
      present: present.map(
        ({ id, assignedIps, nameservers, hasPassword, hasAccessHash, createdAt, updatedAt, ...same }) => ({
          id,
          item: { ...same, assignedIps: linesOf(assignedIps), nameservers: [...nameservers] },
        }),
      ),
      async add({ assignedIps, ...item }) {
        await catalog.servers.create(SYSTEM, { ...item, assignedIps: assignedIps?.join('\n') })
        // Last: without a module nothing else of it could be tried.
        known(item.module)
      },
      change: async (id, { assignedIps, module, ...item }) =>
        catalog.servers.update(SYSTEM, id, { ...item, module: known(module), assignedIps: assignedIps?.join('\n') }),
    }
  },
})

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')
