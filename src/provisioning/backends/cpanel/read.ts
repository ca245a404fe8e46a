import * as z from 'zod'
import type { Created, PanelConnection, SignOn, Usage } from '../../panel/backend.ts'
import { done, Ended, failed, type Outcome } from '../../panel/outcome.ts'
import { unreadable } from '../../panel/read-answer.ts'
import type { PanelServer } from '../../panel/server.ts'
import { type BackendSettings, isOn } from '../../panel/settings.ts'

/** What is read of the panel's answers, where it is more than one field. */

const Made = z.object({
  ip: z.string().nullish(),
  nameserver: z.string().nullish(),
  nameserver2: z.string().nullish(),
  nameserver3: z.string().nullish(),
  nameserver4: z.string().nullish(),
})

/** The account is made, whatever the panel tells about it. */
export function readMade(data: unknown, settings: BackendSettings): Created {
  const { data: made } = Made.safeParse(data)
  if (!made) return {}
  const nameservers = [made.nameserver, made.nameserver2, made.nameserver3, made.nameserver4].filter(
    (name): name is string => Boolean(name),
  )
  return {
    ...(nameservers.length > 0 && { nameservers }),
    ...(isOn(settings.dedicatedIp) && made.ip ? { dedicatedIp: made.ip } : {}),
  }
}

const NEEDED = [
  'createacct',
  'suspendacct',
  'unsuspendacct',
  'removeacct',
  'changepackage',
  'passwd',
  'accountsummary',
  'listaccts',
  'showbw',
  'create_user_session',
]

const Functions = z.object({ app: z.array(z.string()) })
const Version = z.object({ version: z.string() })

export function connection(functions: unknown, version: unknown): Outcome<PanelConnection> {
  const known = Functions.safeParse(functions)
  if (!known.success) return unexpected(functions)
  const missing = NEEDED.filter((name) => !known.data.app.includes(name))
  if (missing.length > 0)
    return failed('configuration', `WHM does not let us call ${missing.join(', ')}`, {
      cause: 'missing permissions',
      explanation: 'Give the API token these permissions in WHM.',
    })
  return done({ version: Version.safeParse(version).data?.version ?? '', repeatable: false })
}

const FACTORS: Readonly<Record<string, number>> = { K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024 }

/** `14M`, `unlimited`: whole MiB, rounded up; null for no limit. */
export function limitMb(text: string | undefined): number | null {
  const [, digits, unit = 'M'] = /^([\d.]+)([KMGT])?$/i.exec(text?.trim() ?? '') ?? []
  return digits === undefined ? null : Math.ceil(Number(digits) * (FACTORS[unit.toUpperCase()] ?? 1))
}

const Traffic = z.object({
  acct: z.array(z.object({ user: z.string(), totalbytes: z.coerce.number(), limit: z.coerce.number().catch(0) })),
})

/** `showbw` counts in bytes; a limit of 0 is none. */
export function readTraffic(data: unknown, user: string): Pick<Usage, 'bandwidthUsedMb' | 'bandwidthLimitMb'> {
  const traffic = Traffic.safeParse(data)
  if (!traffic.success) throw new Ended(unexpected(data))
  const own = traffic.data.acct.find((account) => account.user === user)
  const inMb = (bytes: number) => Math.ceil(bytes / 1_048_576)
  return { bandwidthUsedMb: inMb(own?.totalbytes ?? 0), bandwidthLimitMb: own?.limit ? inMb(own.limit) : null }
}

const Session = z.object({ url: z.string(), expires: z.coerce.number().nullish() })
const PORTS = ['2083', '2082']

/** A link that leads a customer anywhere but to this server's cPanel is handed to nobody. */
export function readSession(data: unknown, server: PanelServer): Outcome<SignOn> {
  const session = Session.safeParse(data)
  const url = session.success ? URL.parse(session.data.url) : null
  if (!session.success || !url) return unexpected(typeof data)
  if (![server.hostname, server.ipAddress].includes(url.hostname) || !PORTS.includes(url.port))
    return failed('configuration', `WHM offers a session on ${url.host}`, {
      cause: 'session elsewhere',
      explanation: `That is not where we know this server to be: give it the host name ${url.hostname}.`,
    })
  const { expires } = session.data
  return done({ url: session.data.url, expiresAt: expires ? expires * 1000 : null })
}

const unexpected = (data: unknown) => unreadable(false, JSON.stringify(data ?? null))
