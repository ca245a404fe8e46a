import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { isLong } from '../support/long.ts'
import { expectNoBarrier, openConsole } from './open-console.ts'

const { open, signIn } = openConsole()

/** More than one address of a route, where it shows different things. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  '/queue': ['/queue?view=all', '/queue?view=all&group=none&open=5'],
  '/outbound/$id': ['running', 'ended', 'purges', 'workers', 'settings'].map((tab) => `/outbound/7?tab=${tab}`),
  '/sandbox/$face/$method': ['/sandbox/native/clientGroups.create'],
}

// A phone has the least room; the others differ from it in colours, which tests of the tokens hold too.
test.each(
  isLong
    ? ([
        ['dark', 360],
        ['light', 360],
        ['dark', 1440],
        ['light', 768],
      ] as const)
    : ([['dark', 360]] as const),
)('every page there is fits, and has no barrier, %s at %i', { timeout: 600_000 }, async (theme, width) => {
  const page = await open({ theme, width })
  await signIn(page)
  await page.locator('.cause').first().waitFor()
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
      await goTo(page, address)
      for (const link of await page.evaluate<string[]>(LINKS)) links.add(link)
      await expectNoBarrier(page)
    }
  }
})

/** Whether a link leads to a route with parameters, and not to one whose words stand where those have theirs. */
function leadsTo(route: string, routes: readonly string[]) {
  const isOf = new RegExp(`^${route.replaceAll(/\$\w+/g, '[^/]+')}$`)
  return (link: string) => isOf.test(link) && !routes.includes(link)
}

/** As a link of the page does it, and when all that it asks for is there. */
async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate(`history.pushState({}, '', '/console' + ${JSON.stringify(address)})`)
  await expect.poll(() => page.evaluate<boolean>(IS_THERE), { message: address }).toBe(true)
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}

const IS_THERE = `__TSR_ROUTER__.state.status === 'idle' && [...document.querySelectorAll('h1')].some((one) => one.checkVisibility())
  && document.querySelector('[aria-busy=true]') === null`

const LINKS = `Array.from(document.querySelectorAll('main a[href]'), ({ pathname }) => pathname.replace(/^\\/console/, ''))`
