import { SYSTEM } from '../../../src/access/actor.ts'
import type { TestApp } from '../../support/app.ts'

/** What cases name as `given`: more than the world of all cases. */
export const GIVEN = {
  async inactive({ provisor }) {
    await provisor.domain.projectSettings.set(SYSTEM, { api_active: false })
  },

  /** Pages of two, so that there are several. */
  async 'small-pages'({ provisor }) {
    await provisor.domain.projectSettings.set(SYSTEM, { page_listing_limit: 2 })
  },

  async 'allow-list'({ provisor }) {
    await provisor.domain.access.allowedAddresses.create(SYSTEM, '203.0.113.0/24')
  },

  async 'ban-by-hand'({ provisor }) {
    const reason = 'Asked for it'
    await provisor.domain.access.bans.ban(SYSTEM, {
      face: 'wbteampro',
      address: '203.0.113.66',
      reason,
      expiresAt: null,
    })
  },
} as const satisfies Record<string, (app: TestApp) => Promise<void>>

export type GivenName = keyof typeof GIVEN
