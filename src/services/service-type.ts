/** What a client holds, and what a module acts on. Ids of the three kinds overlap. */
export const SERVICE_TYPES = ['service', 'addon', 'domain'] as const
export type ServiceType = (typeof SERVICE_TYPES)[number]
