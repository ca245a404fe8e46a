import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { UnknownDiagnostics, VulnerableDiagnostics } from 'recheck'

const require = createRequire(import.meta.url)

export type Literal = { pattern: string; flags: string }

/** Attacks are counted in steps, never in time: a busy machine finds nothing else than an idle one. */
const SAME_EVERYWHERE = {
  // A literal that takes longer to check is beyond its readers too.
  timeout: 60_000,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  randomSeed: 0,
}

/** As it stands in the source. */
export const written = ({ pattern, flags }: Literal): string => `/${pattern}/${flags}`

/**
 * What is wrong with each literal that is not proven or, where that cannot be done, found to be linear by many attacks: by how
 * it is written. What was fine once is remembered, since that depends on the literal and the checker alone.
 */
export async function judgeAll(literals: readonly Literal[]): Promise<Map<string, string>> {
  const { fine, remember } = openMemory()
  const unknown = new Map(literals.map((literal) => [written(literal), literal] as const))
  for (const key of fine) unknown.delete(key)
  const faults = new Map<string, string>()
  if (unknown.size === 0) return faults
  const check = await loadChecker()
  await Promise.all(
    [...unknown].map(async ([key, { pattern, flags }]) => {
      const result = await check(pattern, flags, SAME_EVERYWHERE)
      if (result.status === 'safe') fine.add(key)
      else faults.set(key, reasonOf(result))
    }),
  )
  remember()
  return faults
}

const reasonOf = (result: VulnerableDiagnostics | UnknownDiagnostics): string =>
  result.status === 'vulnerable'
    ? `${result.complexity.summary}, ${result.attack.pattern}`
    : `not understood (${result.error.kind})`

/** In machine code where there is some for this machine; else the same in JavaScript, which takes five times as long. */
async function loadChecker(): Promise<typeof import('recheck').check> {
  const native = { linux: 'linux', darwin: 'macos', win32: 'windows' }[process.platform as string]
  process.env.RECHECK_BACKEND ??= isInstalled(`recheck-${native}-${process.arch}`) ? 'native' : 'worker'
  return (await import('recheck')).check
}

function isInstalled(name: string): boolean {
  try {
    return Boolean(require.resolve(`${name}/package.json`))
  } catch {
    return false
  }
}

function openMemory() {
  const file = fileURLToPath(new URL('../../.cache/regexes.json', import.meta.url))
  const { version } = require('recheck/package.json') as { version: string }
  const fine = new Set(readMemory(file, version))
  return {
    fine,
    remember() {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify({ version, fine: [...fine].sort() }))
    },
  }
}

function readMemory(file: string, version: string): string[] {
  try {
    const memory = JSON.parse(readFileSync(file, 'utf8')) as { version: string; fine: string[] }
    return memory.version === version ? memory.fine : []
  } catch {
    return []
  }
}
