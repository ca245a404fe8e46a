/** Every right that a role can name, with the words shown to people. */
export const PERMISSIONS = {
  'api.access': 'API Access',
  'system.read': 'View System Information',
  'system.write': 'Configure System',
  'access.read': 'View Access Control',
  'access.write': 'Manage Access Control',
  'activity.read': 'View Activity Log',
  'activity.write': 'Write Activity Log',
  'clients.read': 'View Clients',
  'clients.write': 'Manage Clients',
  'catalog.read': 'View Products and Servers',
  'catalog.write': 'Manage Products and Servers',
  'orders.read': 'View Orders',
  'orders.write': 'Manage Orders',
  'services.read': 'View Products/Services',
  'services.write': 'Manage Products/Services',
  'services.passwords': 'View Service Passwords',
  'provisioning.read': 'View Module Queue',
  'provisioning.write': 'Run Module Commands',
  'support.read': 'View Support Tickets',
  'support.write': 'Manage Support Tickets',
  'projects.read': 'View Projects',
  'projects.write': 'Manage Projects',
  'projects.all': 'View and Manage All Projects',
  'projects.time_others': 'Log Time for Others',
  'outbound.read': 'View Outbound Services',
  'outbound.write': 'Manage Outbound Services',
  'outbound.start': 'Start Outbound Services',
} as const

export type Permission = keyof typeof PERMISSIONS

/**
 * A role names rights one by one, or by room (`services.*`), or all of them (`*`); `!services.passwords` takes one away
 * again, whatever else the role names.
 */
export function expandPermissions(patterns: readonly string[]): ReadonlySet<Permission> {
  const given = new Set(patterns.filter((pattern) => !pattern.startsWith('!')).flatMap(matching))
  for (const taken of patterns.filter((pattern) => pattern.startsWith('!'))) {
    for (const permission of matching(taken.slice(1))) given.delete(permission)
  }
  return given
}

/** True when the text names at least one right, so that a role cannot be made of misspellings. */
export const isPermissionPattern = (pattern: string): boolean => matching(pattern.replace(/^!/, '')).length > 0

const ALL = Object.keys(PERMISSIONS) as Permission[]

const matching = (pattern: string): Permission[] =>
  ALL.filter(
    (permission) =>
      pattern === '*' ||
      pattern === permission ||
      (pattern.endsWith('.*') && permission.startsWith(pattern.slice(0, -1))),
  )
