import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { isLong } from '../support/long.ts'
import { expectNoBarrier, openConsole } from './open-console.ts'

const shown = openConsole()
const { open, signIn } = shown

/** More than one address of a route, where it shows different things. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  '/queue': ['/queue?view=all', '/queue?view=all&group=none&open=5'],
  // The demonstration has none: the pane says so.
  '/bulk/$id': ['/bulk/1'],
  '/outbound/$id': [
    '/outbound/5?tab=running',
    '/outbound/7?tab=ended',
    '/outbound/3?tab=purges',
    '/outbound/7?tab=workers',
    '/outbound/7?tab=settings',
  ],
  '/sandbox/$face': ['/sandbox/whmcs'],
  '/sandbox/$face/$method': ['/sandbox/native/clientGroups.create'],
}

// A phone has the least room; the others differ from it in colours, which tests of the tokens hold too.
test.each(
  isLong
    ? ([
        ['dark', 360],
        ['light', 360],
        ['light', 768],
        ['dark', 1440],
        ['light', 1440],
      ] as const)
    : ([['dark', 360]] as const),
)('every page there is fits, and has no barrier, %s at %i', { timeout: 600_000 }, async (theme, width) => {
  await purgeOf(3)
  const page = await open({ theme, width })
  const settled = watchRequests(page)
  await signIn(page)
  const routes = await page.evaluate<string[]>('Object.keys(__TSR_ROUTER__.routesByPath)')
  expect(routes).toContain('/outbound/$id/purges/$purge')
  const links = new Set<string>()
  // Those with parameters last: the pages before lead to them.
  const inOrder = routes.toSorted((a, b) => a.split('$').length - b.split('$').length)
  for (const route of inOrder.filter((one) => one !== '/sign-in')) {
    const met = route.includes('$') ? [...links].find(leadsTo(route, routes)) : route
    const addresses = [...(met ? [met] : []), ...(MORE[route] ?? [])]
    expect([route, addresses]).not.toEqual([route, []])
    for (const address of addresses) {
      // As a link of the page does it.
      await page.evaluate(`history.pushState({}, '', '/console' + ${JSON.stringify(address)})`)
      await settled(address)
      for (const link of await page.evaluate<string[]>(LINKS)) links.add(link)
      await expectNoBarrier(page)
      expect([address, await page.evaluate(MISSED)]).toEqual([address, []])
    }
  }
})

/** Whether a link leads to a route with parameters, and not to one whose words stand where those have theirs. */
function leadsTo(route: string, routes: readonly string[]) {
  const isOf = new RegExp(`^${route.replaceAll(/\$\w+/g, '[^/]+')}$`)
  return (link: string) => isOf.test(link) && !routes.includes(link)
}

/** So that there is one to be looked at. */
async function purgeOf(serviceId: number): Promise<void> {
  const { url, demo } = shown.server
  const response = await fetch(`${url}/api/v1/outbound/services/${serviceId}/queue/purge`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${demo.whmcs.identifier}.${demo.whmcs.secret}`,
      'content-type': 'application/json',
    },
    body: '{}',
  })
  expect(response.status).toBe(200)
}

/** Tells when a page is there with all that it asks for; what it follows has no end. */
function watchRequests(page: Page) {
  const open = new Set<Request>()
  page.on('request', (request) => {
    if (!/\/api\/v1\/events\b/.test(request.url())) open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return async (address: string): Promise<void> => {
    let quiet = 0
    const look = async () => {
      const isThere = (await page.evaluate<boolean>(IS_THERE)) && open.size === 0
      quiet = isThere ? quiet + 1 : 0
      return quiet
    }
    // What came in is drawn, and may ask for more.
    await expect.poll(look, { message: address, interval: 20 }).toBeGreaterThan(2)
  }
}

const IS_THERE = `__TSR_ROUTER__.state.status === 'idle'
  && [...document.querySelectorAll('h1')].some((one) => one.checkVisibility())
  && document.querySelector('[aria-busy=true]') === null`

const LINKS = `Array.from(document.querySelectorAll('main a[href]'), ({ pathname }) => pathname.replace(/^\\/console/, ''))`

/**
 * What is tapped and what a finger's middle, 24 px wide (WCAG 2.2), does not hit whole: its words stand for it. A label is
 * hit for its box, and what stands within a line of text is as high as that line.
 */
const MISSED = `(() => {
  const REACH = 11
  const targets = document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary), .top button, .tabbar > *')
  const isHit = (one, x, y) => {
    const found = document.elementFromPoint(x, y)
    return found !== null && (one.contains(found) || one === found.closest('label')?.control)
  }
  const missed = []
  for (const one of targets) {
    if (one.disabled || !one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    if (getComputedStyle(one).display === 'inline') continue
    one.scrollIntoView({ block: 'center', inline: 'center' })
    const { left, top, width, height } = one.getBoundingClientRect()
    if (width < 2 || height < 2) continue
    const [x, y] = [left + width / 2, top + height / 2]
    const around = [[-REACH, 0], [REACH, 0], [0, -REACH], [0, REACH]]
    if (!around.every(([right, down]) => isHit(one, x + right, y + down)))
      missed.push([one.ariaLabel ?? one.textContent, one.className, Math.round(width) + 'x' + Math.round(height)].join(' | '))
  }
  scrollTo(0, 0)
  return missed
})()`
