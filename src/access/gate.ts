import type { Clock } from '../clock.ts'
import type { Within } from '../within.ts'
import { readAccessKey } from './access-key.ts'
import { SYSTEM } from './actor.ts'
import { makeAddressList } from './addresses.ts'
import { banAddress } from './bans.ts'
import { FACES, type Face } from './faces.ts'
import { isLoopbackAddress } from './loopback.ts'
import type { Memory } from './memory.ts'
import type { AccessStores } from './store.ts'

/** After `tries` wrong credentials within `windowMs`, an address is banned for `banMs`; 0 bans nobody. */
export type LoginLimits = { tries: number; windowMs: number; banMs: number }

type Parts = {
  read: AccessStores
  within: Within<AccessStores>
  clock: Clock
  memory: Memory
  limits: LoginLimits
  digestKey: Buffer
  /** Whether a caller from loopback sits at this machine, as `trustsLoopback` says. */
  trustsLoopback: boolean
}

/** Which addresses a face listens to, before anybody says who they are. Addresses are in the form of `parseAddress`. */
export function makeGate({ read, within, clock, memory, limits, digestKey, trustsLoopback }: Parts) {
  const rules = memory.keep(async () => {
    const bans = new Map<string, number>()
    for (const { face, address, expiresAt } of await read.access.bans.list(clock.now())) {
      const place = placeOf(face, address)
      bans.set(place, Math.max(bans.get(place) ?? 0, expiresAt ?? Number.POSITIVE_INFINITY))
    }
    const allowed = makeAddressList((await read.access.addresses.list()).map(({ cidr }) => cidr))
    return { bans, allowed, isAccessKey: await readAccessKey(read.settings, digestKey) }
  })

  /** Where this process has seen failures since the last success, and when the last one was. */
  const failing = new Map<string, number>()
  let tidiedAt = clock.now()

  return {
    /** The access key stands in for an allowed address; it does not help against a ban. */
    async checkAddress(face: Face, address: string, accessKey?: string): Promise<'allowed' | 'banned' | 'not_allowed'> {
      const { bans, allowed, isAccessKey } = await rules()
      const bannedUntil = bans.get(placeOf(face, address))
      if (bannedUntil !== undefined && bannedUntil > clock.now()) return 'banned'
      if (allowed.size === 0 || allowed.has(address)) return 'allowed'
      return accessKey && isAccessKey(accessKey) ? 'allowed' : 'not_allowed'
    },

    /** For wrong credentials only. The failure and the ban that follows from it are one transaction. */
    async noteFailure(face: Face, address: string): Promise<void> {
      const policy = FACES[face]
      if (!policy.bans || limits.banMs === 0) return
      if (policy.spareLoopback && trustsLoopback && isLoopbackAddress(address)) return
      if ((await rules()).allowed.has(address)) return

      const tidies = clock.now() - tidiedAt >= limits.windowMs
      const isBanned = await within(async (s) => {
        const { failures } = s.access
        await failures.lock(face, address)
        if (tidies) await failures.removeThrough(s.at - limits.windowMs)
        await failures.insert(face, address, s.at)
        if ((await failures.count(face, address, s.at - limits.windowMs)) < limits.tries) return false
        await failures.clear(face, address)
        const reason = `${limits.tries} failed login attempts`
        await banAddress(s, { ...SYSTEM, address }, { face, address, reason, expiresAt: s.at + limits.banMs })
        await s.access.moveVersion()
        return true
      })
      if (tidies) forgetOldFailures()
      if (isBanned) {
        failing.delete(placeOf(face, address))
        memory.forget()
      } else failing.set(placeOf(face, address), clock.now())
    },

    /** A success wipes out the failures before it. Writes only where this process has noted some. */
    async noteSuccess(face: Face, address: string): Promise<void> {
      if (failing.size === 0 || !failing.delete(placeOf(face, address))) return
      await within((s) => s.access.failures.clear(face, address))
    },
  }

  function forgetOldFailures(): void {
    tidiedAt = clock.now()
    for (const [place, at] of failing) if (tidiedAt - at >= limits.windowMs) failing.delete(place)
  }
}

export type Gate = ReturnType<typeof makeGate>

const placeOf = (face: Face, address: string) => `${face} ${address}`
