/** Every right that a role can name, with the words shown to people. */
export const PERMISSIONS = {
  'api.access': 'API Access',
  'system.read': 'View System Information',
  'system.write': 'Configure System',
  'access.read': 'View Staff, Roles and Credentials',
  'access.write': 'Manage Staff, Roles and Credentials',
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
} as const

export type Permission = keyof typeof PERMISSIONS

/** A role names rights one by one, or by room (`services.*`), or all of them (`*`). */
export function expandPermissions(patterns: readonly string[]): ReadonlySet<Permission> {
  const all = Object.keys(PERMISSIONS) as Permission[]
  return new Set(
    all.filter((permission) =>
      patterns.some(
        (pattern) =>
          pattern === '*' ||
          pattern === permission ||
          (pattern.endsWith('.*') && permission.startsWith(pattern.slice(0, -1))),
      ),
    ),
  )
}

/** True when the text names at least one right, so that a role cannot be made of misspellings. */
export const isPermissionPattern = (pattern: string): boolean => expandPermissions([pattern]).size > 0
