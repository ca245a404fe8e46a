import { Invalid } from '../../../../base/refusal.ts'
import { action } from '../../action.ts'
import { integer, required, text, textFilter } from '../../parameters.ts'

const DAY_MS = 86_400_000

/** Section 6.5 of the reference. The ban is of this face. */
export const addBannedIp = action({
  name: 'AddBannedIp',
  reads: false,
  permission: 'access.write',
  about: 'Bans an address from this face until then',
  parameters: {
    ip: required(text('The address, or the /64 of an IPv6 one')),
    reason: required(text('Why')),
    days: required(integer('For so many days')),
    expires: textFilter('Instead of days: until then, Y-m-d H:i:s'),
  },
  fields: { address: 'ip', expiry: 'expires' },
  async answer({ actor, domain, wallClock, now, quoted }, { ip, reason, days, expires }) {
    const until = expires === undefined ? undefined : wallClock.parse(expires)
    if (expires !== undefined && until === undefined) throw new Invalid('expires', 'an instant as Y-m-d H:i:s', expires)
    if (until === undefined && (days === undefined || days < 1 || days > 36_500))
      throw new Invalid('days', 'a number of days from 1', days)
    const expiresAt = until ?? now + days! * DAY_MS
    const ban = await domain.access.bans.ban(actor, {
      face: 'whmcs',
      address: ip ?? '',
      reason: reason ?? '',
      expiresAt,
    })
    return { banid: quoted(ban.id) }
  },
})
