import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { Nothing } from '../pages/nothing.tsx'
import { TABS, type Tab } from '../pages/outbound/tab-names.ts'
import { SETTINGS } from '../pages/settings/pages.ts'
import { showInZone } from '../parts/format.ts'
import { basePath } from './api.ts'
import { queries, startLive } from './live.ts'
import { forgetRequests } from './requests.ts'
import { meQuery } from './session.ts'
import { Shell } from './shell.tsx'

const root = createRootRoute({ notFoundComponent: Nothing })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    // Only a page of the console; never another site.
    typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {},
  component: lazyRouteComponent(() => import('../pages/sign-in.tsx'), 'SignIn'),
})

/** All that is for who is signed in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const me = await queries.ensureQueryData(meQuery).catch(() => undefined)
    if (!me) throw redirect({ to: '/sign-in', search: { next: location.href } })
    if (me.mustSetUpSecondFactor && location.pathname !== '/me') throw redirect({ to: '/me' })
    showInZone(me.timeZone)
    startLive()
  },
})

type OverviewSearch = { range?: '6h' | '24h' | '7d'; from?: string; to?: string }

const overview = createRoute({
  getParentRoute: () => inside,
  path: '/',
  validateSearch: (search: Record<string, unknown>): OverviewSearch => ({
    ...texts(search, 'from', 'to'),
    ...((search.range === '6h' || search.range === '24h' || search.range === '7d') && { range: search.range }),
  }),
  component: lazyRouteComponent(() => import('../pages/overview/overview.tsx'), 'Overview'),
})

/** Texts of an address: what is no text, or very long, is not there. */
const texts = <Name extends string>(search: Record<string, unknown>, ...names: Name[]): { [N in Name]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name]
      return typeof value === 'string' && value.length <= 1000 ? [[name, value]] : []
    }),
  ) as { [N in Name]?: string }

/** `view` is one of the page's own or the name of a saved one; what stands beside it is a change to it. */
export type QueueSearch = { view?: string; q?: string; sort?: string; cols?: string; group?: 'none'; open?: number }

const queue = createRoute({
  getParentRoute: () => inside,
  path: '/queue',
  validateSearch: (search: Record<string, unknown>): QueueSearch => ({
    ...texts(search, 'view', 'q', 'sort', 'cols'),
    ...(search.group === 'none' && { group: 'none' }),
    ...(Number.isSafeInteger(Number(search.open)) && Number(search.open) > 0 && { open: Number(search.open) }),
  }),
  component: lazyRouteComponent(() => import('../pages/queue/queue.tsx'), 'Queue'),
})

type LanesSearch = { range?: '1h' | '24h' }

const lanes = createRoute({
  getParentRoute: () => inside,
  path: '/lanes',
  validateSearch: ({ range }: Record<string, unknown>): LanesSearch =>
    range === '1h' || range === '24h' ? { range } : {},
  component: lazyRouteComponent(() => import('../pages/lanes/lanes.tsx'), 'Lanes'),
})

/** Beside the list, which stays as it is. */
const lane = createRoute({ getParentRoute: () => lanes, path: '/$name' })

const outbound = createRoute({
  getParentRoute: () => inside,
  path: '/outbound',
  component: lazyRouteComponent(() => import('../pages/outbound/outbound.tsx'), 'Outbound'),
})

type OutboundSearch = { tab?: Tab | undefined; if?: string | undefined }

const outboundService = createRoute({
  getParentRoute: () => inside,
  path: '/outbound/$id',
  validateSearch: ({ tab, if: tried }: Record<string, unknown>): OutboundSearch => ({
    ...(TABS.includes(tab as Tab) && tab !== 'waiting' && { tab: tab as Tab }),
    ...(typeof tried === 'string' && tried !== '' && { if: tried }),
  }),
  component: lazyRouteComponent(() => import('../pages/outbound/service.tsx'), 'OutboundService'),
})

const outboundPurge = createRoute({
  getParentRoute: () => inside,
  path: '/outbound/$id/purges/$purge',
  component: lazyRouteComponent(() => import('../pages/outbound/purge.tsx'), 'PurgePage'),
})

const outboundStart = createRoute({
  getParentRoute: () => inside,
  path: '/outbound/starts/$reference',
  component: lazyRouteComponent(() => import('../pages/outbound/start.tsx'), 'OutboundStartPage'),
})

const outboundAccounts = createRoute({
  getParentRoute: () => inside,
  path: '/outbound/accounts',
  component: lazyRouteComponent(() => import('../pages/outbound/accounts/accounts.tsx'), 'OutboundAccounts'),
})

const outboundAccount = createRoute({
  getParentRoute: () => inside,
  path: '/outbound/accounts/$id',
  component: lazyRouteComponent(() => import('../pages/outbound/accounts/account.tsx'), 'OutboundAccountPage'),
})

const bulk = createRoute({
  getParentRoute: () => inside,
  path: '/bulk',
  component: lazyRouteComponent(() => import('../pages/bulk/bulk.tsx'), 'Bulk'),
})

/** Beside the list, which stays as it is. */
const bulkOne = createRoute({ getParentRoute: () => bulk, path: '/$id' })

/** One page whatever is open in it, so that what somebody connected stays. */
const sandbox = createRoute({
  getParentRoute: () => inside,
  path: '/sandbox',
  component: lazyRouteComponent(() => import('../pages/sandbox/sandbox.tsx'), 'SandboxPage'),
})

const sandboxFace = createRoute({ getParentRoute: () => sandbox, path: '/$face' })
const sandboxMethod = createRoute({ getParentRoute: () => sandbox, path: '/$face/$method' })

const ownAccount = createRoute({
  getParentRoute: () => inside,
  path: '/me',
  component: lazyRouteComponent(() => import('../pages/me/me.tsx'), 'Me'),
})

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('../pages/settings/settings.tsx'), 'Settings'),
})

const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/settings/first-page.tsx'), 'FirstPage'),
})

const settingsPages = SETTINGS.flat().map(({ path, component }) =>
  createRoute({ getParentRoute: () => settings, path, component }),
)

const outboundOnes = [outboundService, outboundPurge, outboundStart, outboundAccount] as const
const outboundPages = [outbound, outboundAccounts, ...outboundOnes] as const
const pages = [
  overview,
  queue,
  lanes.addChildren([lane]),
  ...outboundPages,
  bulk.addChildren([bulkOne]),
  ownAccount,
] as const

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([
      ...pages,
      sandbox.addChildren([sandboxFace, sandboxMethod]),
      settings.addChildren([settingsIndex, ...settingsPages]),
    ]),
  ]),
  basepath: basePath,
  defaultPreload: 'intent',
  // Lists keep their filters as they stand, readable: `?q=class:transient`.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ).toString()
    return text === '' ? '' : `?${text}`
  },
})

router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
  if (pathChanged) forgetRequests()
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
