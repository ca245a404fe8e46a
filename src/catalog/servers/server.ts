import type { Kept } from '../../base/secrets/sealed.ts'

/** A panel that holds accounts. Its secrets are sealed; verbs only tell whether there are any. */
export type Server = {
  id: number
  name: string
  hostname: string
  ipAddress: string
  /** One address a line. */
  assignedIps: string
  module: string
  username: string
  hasPassword: boolean
  hasAccessHash: boolean
  /** Spoken to over TLS. */
  secure: boolean
  /** Null for the module's own. */
  port: number | null
  /** 0 for no limit. */
  maxAccounts: number
  active: boolean
  /** Nothing contacts a server in maintenance, and nothing new is placed on it. */
  maintenance: boolean
  nameservers: readonly string[]
  /** What the module asks of its servers beyond these fields; `***` for what is secret among them. */
  settings: Readonly<Record<string, string>>
  createdAt: number
  updatedAt: number
}

/** As it is kept. */
export type StoredServer = Omit<Server, 'settings'> & { settings: Readonly<Record<string, Kept>> }

/** `activeServices` counts the services and add-ons that have an account there: the active and the suspended. */
export type ServerListing = Server & {
  activeServices: number
  /** The names of the settings that are secret. */
  secretSettings: readonly string[]
}

/** In clear, for people who may read them. */
export type ServerSecretTexts = Pick<ServerAccess, 'password' | 'accessHash' | 'settings'>

/** What a module needs to speak to it, in clear. Never leaves the process but to the panel. */
export type ServerAccess = Server & { password: string; accessHash: string }

/** Module names are compared without regard to case; an empty list matches nothing. */
export type ServerFilter = {
  ids?: readonly number[] | undefined
  modules?: readonly string[] | undefined
}

/** Which server of a group takes the next account: the least full one, or one after the other until each is full. */
export const FILLS = ['least-full', 'fill-in-turn'] as const
export type Fill = (typeof FILLS)[number]

export type ServerGroup = { id: number; name: string; fill: Fill; serverIds: readonly number[] }
