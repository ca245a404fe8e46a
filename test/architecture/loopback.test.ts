import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

/** The second one says which addresses no request may reach. */
const LISTS = ['access/loopback.ts', 'guarded-http/public-addresses.ts']

/** Whoever is believed to sit at this machine, and by what, is decided in one place and looked up nowhere else. */
const DECIDERS: Record<string, readonly string[]> = {
  '127.0.0.0/8': LISTS,
  isLoopbackAddress: [
    'access/loopback.ts',
    'access/bans/address-rules.ts',
    'wire/local-request.ts',
    'wire/admission.ts',
  ],
}

test.each(Object.entries(DECIDERS))('%s is used by those who are listed here only', (word, files) => {
  const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => readFileSync(join(SRC, file), 'utf8').includes(word))
  expect(sources.sort()).toEqual([...files].sort())
})
