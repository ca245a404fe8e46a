import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { SERVER_DEFAULTS, serverAccess } from '../../catalog/servers/servers.ts'
import { plainText } from '../plain-text.ts'
import { section } from '../section.ts'

const text = z.string().optional()
const flag = z.boolean().optional()

export const servers = section({
  name: 'servers',
  item: z.strictObject({
    name: z.string().trim(),
    module: z.string(),
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
  defaults: { ...SERVER_DEFAULTS, assignedIps: [], nameservers: [], password: '', accessHash: '' },
  secrets: ['password', 'accessHash'],
  secretParts: { field: 'settings', of: (settings, { module }) => settings.ofServer(module) },
  async open({ domain: { catalog }, stores, secrets }) {
    const listed = await catalog.servers.list(SYSTEM)
    const present = await Promise.all(listed.map(({ id }) => serverAccess(stores, secrets, id)))
    return {
      present: present.map(
        ({ id, assignedIps, nameservers, hasPassword, hasAccessHash, createdAt, updatedAt, ...same }) => ({
          id,
          item: { ...same, assignedIps: linesOf(assignedIps), nameservers: [...nameservers] },
        }),
      ),
      add: ({ assignedIps, ...item }) =>
        catalog.servers.create(SYSTEM, { ...item, assignedIps: assignedIps?.join('\n') }),
      change: (id, { assignedIps, ...differing }) =>
        catalog.servers.update(SYSTEM, id, { ...differing, assignedIps: assignedIps?.join('\n') }),
    }
  },
})

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')
