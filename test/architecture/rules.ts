import type { Import } from './sources.ts'

const domains = [
  'events',
  'access',
  'keys',
  'duties',
  'nodes',
  'hold',
  'clients',
  'catalog',
  'services',
  'provisioning',
  'outbound',
  'support',
  'projects',
  'attention',
  'feed',
  'notices',
  'webhooks',
  'statistics',
  'bulk',
]

/** Which rooms a room may import, besides itself and `base/`, the ground of all. `*` is everything. */
export const mayImport: Record<string, readonly string[]> = {
  events: [],
  access: ['events'],
  keys: ['access', 'events'],
  duties: ['access', 'events'],
  nodes: ['events', 'keys'],
  hold: ['access', 'events', 'nodes', 'jobs'],
  clients: ['access', 'events'],
  catalog: ['access', 'events', 'clients'],
  services: ['access', 'events', 'clients', 'catalog', 'jobs'],
  provisioning: ['access', 'events', 'clients', 'catalog', 'services', 'jobs', 'guarded-http'],
  outbound: ['access', 'events', 'jobs', 'guarded-http'],
  support: ['access', 'events', 'clients', 'files', 'jobs'],
  projects: ['access', 'events', 'clients', 'support', 'services', 'provisioning', 'files', 'jobs'],
  feed: ['access', 'events'],
  attention: ['access', 'duties', 'hold', 'keys', 'provisioning', 'outbound', 'jobs'],
  notices: ['access', 'events', 'attention', 'support', 'projects', 'jobs', 'guarded-http'],
  webhooks: ['access', 'events', 'feed', 'jobs', 'guarded-http'],
  statistics: ['access', 'catalog', 'provisioning', 'outbound', 'jobs'],
  bulk: ['access', 'events', 'services', 'provisioning', 'projects', 'jobs'],
  jobs: [],
  files: ['access', 'events'],
  backup: ['files', 'guarded-http'],
  'guarded-http': ['access'],
  'fake-panels': [],
  storage: [],
  wire: [...domains, 'domain.ts'],
  cli: ['local', 'apply', 'demo', 'fake-panels', 'serve.ts', 'open.ts', 'config.ts', 'settings.ts'],
  local: ['*'],
  demo: ['*'],
  apply: [...domains, 'domain.ts', 'open.ts'],
  tracing: [],
  base: [],
  'main.ts': ['cli'],
  'config.ts': ['access', 'settings.ts'],
  'domain.ts': [...domains, 'jobs', 'files'],
  'faces.ts': [...domains, 'domain.ts', 'open.ts', 'config.ts', 'wire'],
  'unusable.ts': ['config.ts'],
  'settings.ts': ['settings-keeping.ts'],
  'settings-keeping.ts': [],
  'open.ts': ['*'],
  'drops.ts': ['*'],
  'open-data.ts': ['*'],
  'open-duties.ts': ['*'],
  'serve.ts': ['*'],
  'index.ts': ['*'],
}

/** Types are looser: what crosses as a type only draws no code along. */
const mayImportTypes: Record<string, readonly string[]> = {
  storage: [...domains, 'jobs', 'files', 'backup'],
  'domain.ts': ['storage'],
  wire: ['config.ts'],
}

/** Packages that have one home, and what to use elsewhere. */
const homes: { names: string[]; rooms: string[]; instead: string }[] = [
  {
    names: ['better-sqlite3', 'pg', 'sql-template-tag'],
    rooms: ['storage'],
    instead: 'SQL and drivers live in src/storage/: ask for the rows in your store.ts and implement it there',
  },
  {
    names: ['fastify', 'node:http', 'node:https'],
    rooms: ['wire', 'faces.ts', 'local', 'guarded-http', 'fake-panels'],
    instead:
      'HTTP is spoken by the wires: take plain values, and let the wire decode and encode them. ' +
      'Outgoing requests go through src/guarded-http/',
  },
  {
    names: ['commander'],
    rooms: ['cli'],
    instead: 'arguments are read in src/cli/: take plain values',
  },
]

/** What to do instead, by what was reached for. */
function remedy(from: string, to: string, typeOnly: boolean): string {
  if (to === 'storage')
    return 'say what you need in your own store.ts; src/storage/ implements it and src/open.ts brings both together'
  if (to === 'wire') return 'move what both need into a domain, or into src/wire/ itself when it is about HTTP'
  if (to === 'config.ts') return 'take the value as an argument; src/open.ts passes settings on'
  if (from === 'storage')
    return 'storage takes types from the domains ("import type") and calls none of their functions: let the verb do it'
  if (from === 'jobs') return 'the queue knows nobody: let src/serve.ts register a handler'
  if (from === 'cli') return 'put what the command does into src/local/, which works beside a running server too'
  if (from === 'base') return 'a module of the ground that needs a room belongs into that room'
  if (to.endsWith('.ts')) return 'take the part that you need as an argument; the builders pass it in'
  const types = typeOnly ? ', as a type too (only its store.ts may be read against the arrows)' : ''
  return `the arrows between domains go one way${types}: enqueue a job, or move the verb to the later domain`
}

/** What is wrong with an import, in one sentence that says what to do instead; or nothing. */
export function judge({ file, target, typeOnly }: Import): string | undefined {
  const from = roomOf(file)
  if (!target.startsWith('src/')) {
    const home = homes.find(({ names }) => names.includes(target))
    return home && !home.rooms.includes(from) ? `${file} imports ${target}: ${home.instead}.` : undefined
  }
  const to = roomOf(target)
  const fault = (instead: string) => `${file} imports ${target}: ${instead}.`
  if (from === 'wire' && to === 'wire') {
    const [own, other] = [faceOf(file), faceOf(target)]
    return other && own !== other
      ? fault(own ? remedy(from, to, typeOnly) : 'what the wires share knows none of them')
      : undefined
  }
  if (from === to || to === 'base') return undefined
  if (!(from in mayImport))
    return `${file} is in a room that the rules do not know: add "${from}" to test/architecture/rules.ts.`
  const allowed = [...(mayImport[from] ?? []), ...(typeOnly ? (mayImportTypes[from] ?? []) : [])]
  if (allowed.includes('*') || allowed.includes(to)) return undefined
  const both = domains.includes(from) && domains.includes(to)
  if (both && (target.endsWith('/kinds.ts') || (typeOnly && target.endsWith('/store.ts')))) return undefined
  return fault(remedy(from, to, typeOnly))
}

function roomOf(file: string): string {
  const [, room = ''] = file.split('/')
  return room
}

/** Which face a file of src/wire/ belongs to; none for what they share: its own files, `codec/`, `bodies/` and `connections/`. */
function faceOf(file: string): string | undefined {
  const parts = file.split('/')
  return parts.length > 3 && !['codec', 'bodies', 'connections'].includes(parts[2]!) ? parts[2] : undefined
}
