import { BLANK_ADDON, BLANK_DOMAIN, BLANK_ORDER, BLANK_SERVICE } from '../services/blank.ts'

/** What most of the demonstration has in common. */
const usual = { status: 'Active', paymentMethod: 'paypal' } as const

export const usualOrder = { ...BLANK_ORDER, ...usual, orderNumber: null, ipAddress: '192.0.2.10' }
export const usualService = { ...BLANK_SERVICE, ...usual, billingCycle: 'monthly' } as const
export const usualAddon = { ...BLANK_ADDON, ...usual, billingCycle: 'monthly' } as const
export const usualDomain = { ...BLANK_DOMAIN, ...usual, kind: 'Register' } as const
