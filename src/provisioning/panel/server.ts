import type { ServerAccess } from '../../catalog/servers/server.ts'

/** The server as a backend sees it. */
export type PanelServer = Pick<
  ServerAccess,
  | 'id'
  | 'name'
  | 'hostname'
  | 'ipAddress'
  | 'username'
  | 'password'
  | 'accessHash'
  | 'secure'
  | 'port'
  | 'settings'
  | 'nameservers'
>
