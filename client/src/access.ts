import type { Call, CallOptions } from './call.ts'
import type {
  ActivityListQuery,
  ActivityLogBody,
  AllowedAddressesCreateBody,
  AllowedAddressesUpdateBody,
  BansCreateBody,
  BansListQuery,
  CredentialsCreateBody,
  CredentialsUpdateBody,
  RolesCreateBody,
  RolesUpdateBody,
  SavedViewsCreateBody,
  SavedViewsListQuery,
  SavedViewsUpdateBody,
  StaffCreateBody,
  StaffUpdateBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

/** The people who work here. */
const makeStaff = (call: Call) => ({
  list: (options?: CallOptions) => call('staff.list', {}, options),
  create: (body: StaffCreateBody, options?: CallOptions) => call('staff.create', { body }, options),
  update: (id: number, body: StaffUpdateBody, options?: CallOptions) =>
    call('staff.update', { params: { id }, body }, options),
  setPassword: (id: number, password: string, options?: CallOptions) =>
    call('staff.setPassword', { params: { id }, body: { password } }, options),
  /** Of everybody. */
  secondFactors: (options?: CallOptions) => call('staff.secondFactors', {}, options),
  /** For a member who lost them. */
  resetSecondFactors: (id: number, options?: CallOptions) =>
    call('staff.resetSecondFactors', { params: { id }, body: {} }, options),
  disable: (id: number, options?: CallOptions) => call('staff.disable', { params: { id }, body: {} }, options),
  enable: (id: number, options?: CallOptions) => call('staff.enable', { params: { id }, body: {} }, options),
})

/** Named sets of rights. */
const makeRoles = (call: Call) => ({
  list: (options?: CallOptions) => call('roles.list', {}, options),
  get: (id: number, options?: CallOptions) => call('roles.get', { params: { id } }, options),
  create: (body: RolesCreateBody, options?: CallOptions) => call('roles.create', { body }, options),
  update: (id: number, body: RolesUpdateBody, options?: CallOptions) =>
    call('roles.update', { params: { id }, body }, options),
})

/** What programs sign in with. */
const makeCredentials = (call: Call) => ({
  list: (options?: CallOptions) => call('credentials.list', {}, options),
  /** The secret is told here and never again. */
  create: (body: CredentialsCreateBody, options?: CallOptions) => call('credentials.create', { body }, options),
  update: (id: number, body: CredentialsUpdateBody, options?: CallOptions) =>
    call('credentials.update', { params: { id }, body }, options),
  revoke: (id: number, options?: CallOptions) => call('credentials.revoke', { params: { id }, body: {} }, options),
  /** What programs called on the WHMCS face and it does not have. */
  missingActions: (options?: CallOptions) => call('credentials.missingActions', {}, options),
})

const makeBans = (call: Call) => ({
  list: (query: BansListQuery = {}, options?: CallOptions) => call('bans.list', { query }, options),
  create: (body: BansCreateBody, options?: CallOptions) => call('bans.create', { body }, options),
  lift: (id: number, options?: CallOptions) => call('bans.lift', { params: { id }, body: {} }, options),
})

/** From where each face listens. */
const makeAllowedAddresses = (call: Call) => ({
  list: (options?: CallOptions) => call('allowedAddresses.list', {}, options),
  create: (body: AllowedAddressesCreateBody, options?: CallOptions) =>
    call('allowedAddresses.create', { body }, options),
  update: (id: number, body: AllowedAddressesUpdateBody, options?: CallOptions) =>
    call('allowedAddresses.update', { params: { id }, body }, options),
  delete: (id: number, options?: CallOptions) => call('allowedAddresses.delete', { params: { id } }, options),
})

/** What happened, who did it, and what it changed. */
const makeActivity = (call: Call) => ({
  list: (query: ActivityListQuery = {}, options?: CallOptions) => call('activity.list', { query }, options),
  /** Page by page as they are asked for, newest first. */
  all: (query: Omit<ActivityListQuery, 'offset' | 'limit' | 'cursor'> = {}, options?: CallOptions) =>
    everyItem((page) => call('activity.list', { query: { ...query, ...page } }, options)),
  /** Whether what stands behind a position is as it was written, so far as one call walks. */
  verify: (after = 0, options?: CallOptions) => call('activity.verify', { body: { after } }, options),
  log: (body: ActivityLogBody, options?: CallOptions) => call('activity.log', { body }, options),
})

/** Lists as members of staff like to see them: one's own, and what others share. */
const makeSavedViews = (call: Call) => ({
  list: (query: SavedViewsListQuery = {}, options?: CallOptions) => call('savedViews.list', { query }, options),
  all: (
    filter: Omit<SavedViewsListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('savedViews.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('savedViews.get', { params: { id } }, options),
  create: (body: SavedViewsCreateBody, options?: CallOptions) => call('savedViews.create', { body }, options),
  /** By its owner alone. */
  update: (id: number, body: SavedViewsUpdateBody, options?: CallOptions) =>
    call('savedViews.update', { params: { id }, body }, options),
  delete: (id: number, options?: CallOptions) => call('savedViews.delete', { params: { id } }, options),
})

/** The processes that run. */
const makeNodes = (call: Call) => ({
  list: (options?: CallOptions) => call('nodes.list', {}, options),
})

export type AccessNouns = {
  readonly staff: ReturnType<typeof makeStaff>
  readonly roles: ReturnType<typeof makeRoles>
  readonly credentials: ReturnType<typeof makeCredentials>
  readonly bans: ReturnType<typeof makeBans>
  readonly allowedAddresses: ReturnType<typeof makeAllowedAddresses>
  readonly activity: ReturnType<typeof makeActivity>
  readonly savedViews: ReturnType<typeof makeSavedViews>
  readonly nodes: ReturnType<typeof makeNodes>
}

export const makeAccessNouns = (call: Call): AccessNouns => ({
  staff: makeStaff(call),
  roles: makeRoles(call),
  credentials: makeCredentials(call),
  bans: makeBans(call),
  allowedAddresses: makeAllowedAddresses(call),
  activity: makeActivity(call),
  savedViews: makeSavedViews(call),
  nodes: makeNodes(call),
})
