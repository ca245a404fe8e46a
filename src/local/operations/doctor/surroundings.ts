import { X509Certificate } from 'node:crypto'
import { readFile, statfs } from 'node:fs/promises'
import { SYSTEM } from '../../../access/actor.ts'
import type { Look } from '../check/finding.ts'

const GIB = 2 ** 30
const DAY_MS = 86_400_000
/** Less is soon gone: a day's events and one backup of a small installation. */
const LEAST_FREE = { bytes: GIB, share: 0.05 }
/** Let's Encrypt renews a month before the end: within two weeks nobody does. */
const CERTIFICATE_DAYS = 14
const CLOCK_MS = 1000
/** A connection each of callers, panels, pages and workers. */
const LEAST_FILES = 4096
/** Of `statfs(2)`: NFS, SMB, SMB2 and CIFS. Locks there are not what SQLite takes them for (sqlite.org/faq.html, 5). */
const NETWORK = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42])

/** What the server stands on, by what it is. */
export const surroundings: Readonly<Record<string, Look>> = {
  'room on the disk': async ({ disk, config }) => {
    const { free, total } = await disk.space()
    if (free >= LEAST_FREE.bytes && free >= total * LEAST_FREE.share) return undefined
    return {
      message: `The disk of ${config.dataDir} has ${(free / GIB).toFixed(1)} GiB left of ${(total / GIB).toFixed(1)}`,
      hint: 'Make room, or keep events and traces shorter (--keep-events-days, --keep-traces-days)',
    }
  },

  'the kind of file system': async ({ config }) => {
    if (config.databaseUrl !== '' || !NETWORK.has((await statfs(config.dataDir)).type)) return undefined
    return {
      message: `${config.dataDir} is on a network file system, which the embedded database is not safe on`,
      hint: 'Keep --data-dir on a disk of this machine, or use PostgreSQL (--database-url)',
    }
  },

  'what the database is set to': async ({ database, config }) => {
    const { unsafe, connections } = await database.surroundings()
    const found = unsafe.map((setting) => ({
      message: `PostgreSQL has ${setting}: a power cut takes what was acknowledged`,
      hint: `Set it on in postgresql.conf, and reload`,
    }))
    if (connections !== undefined && connections <= config.databasePool)
      found.push({
        message: `PostgreSQL lets everybody have ${connections} connections, and this process takes up to ${config.databasePool}`,
        hint: 'Raise max_connections, or lower --database-pool',
      })
    return found
  },

  'the clock': async ({ read, config }) => {
    if (config.databaseUrl === '') return undefined
    const asked = Date.now()
    const theirs = await read.jobs.now()
    const off = theirs - (asked + Date.now()) / 2
    if (Math.abs(off) < CLOCK_MS) return undefined
    return {
      message: `The database's clock is ${(Math.abs(off) / 1000).toFixed(1)} s ${off > 0 ? 'ahead of' : 'behind'} this machine's`,
      hint: 'Let both be set by a time server (timedatectl set-ntp true); work goes by the database’s',
    }
  },

  'open files': async () => {
    const limit = await openFilesLimit()
    if (limit === undefined || limit >= LEAST_FILES) return undefined
    return {
      message: `This process may have ${limit} files and connections open`,
      hint: 'LimitNOFILE=65536 in the unit, or ulimit -n 65536 before the start',
    }
  },

  'the certificate': async ({ config: { tlsCert }, clock }) => {
    if (tlsCert === '') return undefined
    const until = Date.parse(new X509Certificate(await readFile(tlsCert)).validTo)
    const days = Math.floor((until - clock.now()) / DAY_MS)
    if (days >= CERTIFICATE_DAYS) return undefined
    const end = new Date(until).toISOString().slice(0, 10)
    return {
      message: days < 0 ? `The certificate ran out on ${end}` : `The certificate runs out in ${days} days, on ${end}`,
      hint: `Renew ${tlsCert} and start the server again`,
    }
  },

  backups: async ({ config: { backupTo, demo } }) => {
    if (backupTo !== '' || demo) return undefined
    return {
      message: 'No backup is made by itself',
      hint: 'Start with --backup-to <folder or store>: one is made each day; docs/backup.md',
    }
  },

  mail: async ({ domain: { notices } }) => {
    if ((await notices.mailSettings.get(SYSTEM)).host !== '') return undefined
    return {
      message: 'Nobody can be told by mail what needs a person',
      hint: 'Settings, Mail in the console; or provisor webhook create for a chat',
    }
  },
}

/** Only where the system tells: on others nothing is known, and nothing said. */
async function openFilesLimit(): Promise<number | undefined> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '')
  const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1]
  return soft === undefined ? undefined : Number(soft)
}
