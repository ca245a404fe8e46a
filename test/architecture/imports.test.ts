import { describe, expect, test } from 'vitest'
import { judge } from './rules.ts'
import { importsOf, sources } from './sources.ts'

const files = [...sources()]

test('imports go in the directions of the house', () => {
  const faults = files.flatMap(([file, text]) => importsOf(file, text)).flatMap((found) => judge(found) ?? [])
  expect(faults).toEqual([])
})

test('settings are read from the environment in src/config.ts and nowhere else', () => {
  const readers = files.filter(([file, text]) => file !== 'src/config.ts' && /\bprocess\.env\b/.test(text))
  const advice = 'add a setting to src/config.ts and take its value as an argument'
  expect(readers.map(([file]) => `${file} reads process.env: ${advice}.`)).toEqual([])
})

test('no text becomes code, and no shell reads one', () => {
  const faults = files.flatMap(([file, text]) =>
    CODE_OF_TEXT.filter(([, pattern]) => pattern.test(text)).map(
      ([name, , advice]) => `${file} uses ${name}: ${advice}.`,
    ),
  )
  expect(faults).toEqual([])
  const [evaluated, shell] = [CODE_OF_TEXT[0][1], CODE_OF_TEXT[1][1]]
  for (const text of ["eval('1')", 'new Function(text)', "from 'node:vm'", "setTimeout('f()', 1)"])
    expect([text, evaluated.test(text)]).toEqual([text, true])
  for (const text of ["import { exec } from 'node:child_process'", SPAWN])
    expect([text, shell.test(text)]).toEqual([text, true])
})

const SPAWN = "import { spawn } from 'node:child_process'\nspawn(file, { shell: true })"

const CODE_OF_TEXT = [
  [
    'evaluation',
    /\beval\(|\bnew Function\b|'(?:node:)?vm'|\bset(?:Timeout|Interval)\(\s*['"`]/,
    'read what it says with a parser',
  ],
  [
    'a shell',
    /\{[^}]*\bexec(?:Sync)?\b[^}]*\} from 'node:child_process'|'node:child_process'[\s\S]*\bshell: (?!false)/,
    'start the program itself, with a list of arguments',
  ],
] as const

test('a page and what it lists have one shape, from the store to the wire', () => {
  // Each beside a noun of its own; a pair of `total` and something else is another thing.
  const shapes = [
    /\boffset: number[;,] (readonly )?limit: number\b/,
    /\btotal: number[;,] (readonly )?\w+: [^;}\n]*\[\]/,
  ]
  const faults = files.filter(
    ([file, text]) => file !== 'src/base/page.ts' && shapes.some((pattern) => pattern.test(text)),
  )
  expect(faults.map(([file]) => `${file} names it anew: take Page and Listed of src/base/page.ts.`)).toEqual([])
})

test('stores decode their rows by src/storage/engine alone', () => {
  const casting = /\bas unknown\b|\bas string\b|\bJSON\.parse\(/
  // A migration reads what stood there once, and stays as it is when the stores go on.
  const store = /^src\/storage\/(?!engine\/|migrations\/)/
  const faults = files.filter(([file, text]) => store.test(file) && casting.test(text))
  const advice = 'let the type of the row be Stored of engine/decode.ts, and decode it once'
  expect(faults.map(([file]) => `${file} casts or parses a row by itself: ${advice}.`)).toEqual([])
})

test('what comes over the wire is parsed in slices, by src/wire/codec and nothing else', () => {
  const parsers = [
    // The one place that calls the parser, a slice at a time; a schema of ours; and cursors, which are shorter than a head.
    [
      'JSON.parse',
      /\bJSON\.parse\(/,
      ['src/wire/codec/json-large.ts', 'src/wire/native/json-schema.ts', 'src/wire/native/contract/cursor.ts'],
    ],
    // Paths and query strings, which are as long as a head.
    [
      'decodeURIComponent',
      /\bdecodeURIComponent\(/,
      [
        'src/wire/aculab/path.ts',
        'src/wire/codec/unescape.ts',
        'src/wire/native/query.ts',
        'src/wire/native/routes/find-route.ts',
        'src/wire/wbteampro/request.ts',
      ],
    ],
  ] as const
  const faults = files
    .filter(([file]) => file.startsWith('src/wire/'))
    .flatMap(([file, text]) =>
      parsers
        .filter(([, pattern, allowed]) => pattern.test(text) && !(allowed as readonly string[]).includes(file))
        .map(([name]) => `${file} calls ${name}: use src/wire/codec/json.ts or form.ts, which hold up nobody.`),
    )
  expect(faults).toEqual([])
})

describe('the rules themselves', () => {
  const verdict = (file: string, line: string) => importsOf(file, line).flatMap((found) => judge(found) ?? [])

  test.each([
    ['src/clients/clients.ts', "import { openDatabase } from '../storage/engine/open.ts'", 'store.ts'],
    ['src/clients/clients.ts', "import type { Config } from '../config.ts'", 'as an argument'],
    ['src/clients/clients.ts', "import { serve } from '../serve.ts'", 'as an argument'],
    ['src/clients/clients.ts', "import { order } from '../services/services.ts'", 'enqueue a job'],
    ['src/clients/clients.ts', "import type { Service } from '../services/service.ts'", 'as a type too'],
    ['src/clients/clients.ts', "export * from '../services/services.ts'", 'enqueue a job'],
    ['src/clients/clients.ts', "const late = await import('../services/services.ts')", 'enqueue a job'],
    ['src/clients/clients.ts', "import '../services/services.ts'", 'enqueue a job'],
    ['src/clients/clients.ts', "import {\n  type Reply,\n  fastify,\n} from 'fastify'", 'spoken by the wires'],
    ['src/outbound/outbound.ts', "import { services } from '../services/services.ts'", 'enqueue a job'],
    ['src/access/bans/bans.ts', "import pg from 'pg'", 'src/storage/'],
    ['src/access/bans/bans.ts', "import { native } from 'pg/lib/native.js'", 'src/storage/'],
    ['src/jobs/queue.ts', "import type { Service } from '../services/service.ts'", 'register a handler'],
    ['src/storage/clients/clients.ts', "import { rename } from '../../clients/clients.ts'", 'import type'],
    ['src/wire/whmcs/wire.ts', "import { respond } from '../native/wire.ts'", 'a domain'],
    ['src/wire/http.ts', "import { respond } from './native/wire.ts'", 'knows none of them'],
    ['src/wire/codec/text.ts', "import { respond } from '../native/wire.ts'", 'knows none of them'],
    ['src/wire/whmcs/wire.ts', "import type { Queries } from '../../storage/engine/database.ts'", 'store.ts'],
    ['src/cli/commands/staff.ts', "import { addStaff } from '../../access/staff/staff.ts'", 'src/local/'],
    ['src/base/clock.ts', "import { bans } from '../access/bans/bans.ts'", 'belongs into that room'],
    ['src/elsewhere/x.ts', "import { bans } from '../access/bans/bans.ts'", 'rules.ts'],
  ])('%s refuses %s', (file, line, advice) => {
    expect(verdict(file, line)).toEqual([expect.stringContaining(advice)])
  })

  test.each([
    ['src/services/services.ts', "import { type Client, findClient } from '../clients/clients.ts'"],
    ['src/services/services.ts', "import { REPEATS } from '../provisioning/kinds.ts'"],
    ['src/access/purge.ts', "import type { ServiceStore } from '../services/store.ts'"],
    ['src/access/purge.ts', "import { type ServiceStore, type OrderStore } from '../services/store.ts'"],
    ['src/projects/actions/queue-task.ts', "import { findEntry } from '../provisioning/queue/module-queue.ts'"],
    ['src/clients/clients.ts', "import { Refusal } from '../base/refusal.ts'"],
    ['src/storage/clients/clients.ts', "import type { Client } from '../../clients/client.ts'"],
    ['src/storage/engine/postgres.ts', "import pg from 'pg'"],
    ['src/wire/whmcs/actions/client/get-clients.ts', "import { respond } from '../wire.ts'"],
    ['src/wire/whmcs/wire.ts', "import { listener } from '../http.ts'"],
    ['src/wire/whmcs/wire.ts', "import { decodeBrackets } from '../codec/brackets.ts'"],
    ['src/serve.ts', "import { migrate } from './storage/engine/schema/migrate.ts'"],
    ['src/access/bans/bans.ts', "import { createHash } from 'node:crypto'"],
  ])('%s accepts %s', (file, line) => {
    expect(verdict(file, line)).toEqual([])
  })
})
