import { ATTENTION_KINDS, type AttentionItem } from '../../attention/item.ts'
import { type Checks, requireOneOf } from '../../base/checks.ts'
import { Invalid } from '../../base/refusal.ts'
import { makeWallClock } from '../../base/wall-clock.ts'
import { requireAddress } from '../mail/address.ts'

export const ATTENTION_LEVELS = ['none', 'critical', 'all'] as const
export const DELIVERIES = ['immediate', 'daily'] as const

/** What a member of staff is told of by mail, and when. */
export type Subscription = {
  readonly staffId: number
  /** Empty: the one of the member. */
  readonly address: string
  /** Of what needs a person. */
  readonly attention: (typeof ATTENTION_LEVELS)[number]
  /** Only of these; none: of all. */
  readonly attentionKinds: readonly AttentionItem['kind'][]
  /** Actions of theirs that are to finish soon, or should have. */
  readonly deadlines: boolean
  /** Projects and actions that somebody else assigns to them. */
  readonly assignments: boolean
  /** New tickets and replies of clients, flagged to them or in a department of theirs. */
  readonly tickets: boolean
  /** Mails and webhooks that do not arrive. */
  readonly trouble: boolean
  /** At once, or once a day. */
  readonly delivery: (typeof DELIVERIES)[number]
  /** On their clock, 0 to 23. */
  readonly dailyHour: number
  /** An IANA name. */
  readonly timeZone: string
  /** `HH:MM` on their clock, both or neither: what falls between is told together afterwards. */
  readonly quietFrom: string | null
  readonly quietTo: string | null
  /** What is critical waits neither for the day nor for the end of quiet hours. */
  readonly wakeForCritical: boolean
  /** Whether they are told too that something is over. */
  readonly tellOver: boolean
}

export type SubscriptionForm = Omit<Subscription, 'staffId'>

/** Nobody is told of anything before they say so. */
export const NO_SUBSCRIPTION: SubscriptionForm = {
  address: '',
  attention: 'none',
  attentionKinds: [],
  deadlines: false,
  assignments: false,
  tickets: false,
  trouble: false,
  delivery: 'immediate',
  dailyHour: 8,
  timeZone: 'UTC',
  quietFrom: null,
  quietTo: null,
  wakeForCritical: true,
  tellOver: true,
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const ZONE = /^[A-Z][A-Za-z0-9_+/-]{1,63}$/

const noZone = (zone: string, cause?: unknown) =>
  new Invalid('timeZone', 'the name of a zone such as UTC or Europe/Berlin', zone, { cause })

const requireTime = (field: string) => (time: string | null) => {
  if (time !== null && !TIME.test(time)) throw new Invalid(field, 'a time such as 22:00', time)
  return time
}

const asIs = (on: boolean) => on

export const SUBSCRIPTION_CHECKS: Checks<SubscriptionForm> = {
  address: (address) => (address.trim() === '' ? '' : requireAddress('address', address)),
  attention: (level) => requireOneOf('attention', ATTENTION_LEVELS, level),
  attentionKinds: (kinds) => [...new Set(kinds.map((kind) => requireOneOf('attentionKinds', ATTENTION_KINDS, kind)))],
  deadlines: asIs,
  assignments: asIs,
  tickets: asIs,
  trouble: asIs,
  delivery: (delivery) => requireOneOf('delivery', DELIVERIES, delivery),
  dailyHour(hour) {
    if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw new Invalid('dailyHour', 'an hour from 0 to 23', hour)
    return hour
  },
  timeZone(zone) {
    if (!ZONE.test(zone)) throw noZone(zone)
    try {
      return makeWallClock(zone).zone
    } catch (cause) {
      throw noZone(zone, cause)
    }
  },
  quietFrom: requireTime('quietFrom'),
  quietTo: requireTime('quietTo'),
  wakeForCritical: asIs,
  tellOver: asIs,
}
