import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { md5Hex } from '../../src/access/sign-in/passwords.ts'
import { makeLog } from '../../src/base/log.ts'
import { demonstration, startApp } from '../support/app.ts'
import { sqlite } from '../support/databases-sqlite.ts'

const filter = readFileSync(new URL('../../examples/fail2ban/filter.d/provisor.conf', import.meta.url), 'utf8')
const jail = readFileSync(new URL('../../examples/fail2ban/jail.d/provisor.conf', import.meta.url), 'utf8')
const setting = (file: string, name: string) => new RegExp(`^${name} *= *(.*)$`, 'm').exec(file)?.[1] ?? ''

/** As the program that reads the filter understands it. */
const failure = new RegExp(setting(filter, 'failregex').replace('<ADDR>', '(?<address>[\\da-fA-F.:]+)'))

/** The addresses that it finds. It takes the time out of a line before it looks at it. */
function found(lines: readonly string[]): string[] {
  const addresses = (seen: readonly string[]) =>
    seen.flatMap((line) => line.split('\n')).flatMap((line) => failure.exec(line)?.groups?.address ?? [])
  const cut = lines.map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, ''))
  expect(addresses(cut)).toEqual(addresses(lines))
  const journal = lines.map((line) => `host provisor[12]: ${line}`)
  expect(addresses(journal)).toEqual(addresses(lines))
  return addresses(lines)
}

const FORGED = '","event":"sign_in.refused","address":"203.0.113.66","why":"wrong_credentials","face":"whmcs",'

/** Everything that was logged, as it was written, while somebody behind a trusted proxy asks. */
async function open() {
  const lines: string[] = []
  const log = makeLog({ level: 'trace', destination: { write: (line: string) => lines.push(line) } })
  const settings = { accessLog: 'on', trustedProxies: '127.0.0.1' }
  const { http, provisor, demo, close } = await startApp(await sqlite.fresh(demonstration), settings, log)
  onTestFinished(close)
  const from = (address: string, url: string, headers: Record<string, string> = {}) =>
    http.inject({ url, headers: { 'x-forwarded-for': address, ...headers } })
  const signIn = (address: string, username: string, headers = {}) =>
    from(address, `/includes/api.php?${new URLSearchParams({ username, password: md5Hex('x'), action: 'x' })}`, headers)
  return { lines, from, signIn, provisor, demo }
}

test('the filter finds who guesses, at its address, and a line of its own for each guess', async () => {
  const { lines, from, signIn } = await open()
  await signIn('192.0.2.1', 'admin')
  await signIn('2001:db8::1', 'nobody')
  for (let n = 0; n < 4; n++) await signIn('192.0.2.2', `guess ${n}`)
  await from('192.0.2.3', '/api/v1/services', { authorization: `Bearer ${'x'.repeat(32)}.y` })
  await from('192.0.2.4', '/modules/addons/wbteampro/api.php/v1/projects/json?username=admin&password=no')
  expect(found(lines)).toEqual(['192.0.2.1', '2001:db8::1', ...Array(4).fill('192.0.2.2'), '192.0.2.3', '192.0.2.4'])
})

test('the filter finds nobody who is right, shows nothing, or only may not', async () => {
  const { lines, from, demo } = await open()
  const authorization = `Bearer ${demo.token}`
  await from('192.0.2.1', '/api/v1/services', { authorization })
  await from('192.0.2.1', '/api/v1/services')
  await from('192.0.2.1', '/service/v1/outbound_queues', { authorization: `Basic ${btoa('1-2-0/bob:no')}` })
  await from('192.0.2.1', '/none')
  expect(lines.length).toBeGreaterThan(4)
  expect(found(lines)).toEqual([])
})

test('nothing that a stranger sends puts another address into the log', async () => {
  const { lines, from, signIn, provisor } = await open()
  const staff = await provisor.domain.access.staff.create(SYSTEM, {
    ...{ username: `eve${FORGED}`.slice(0, 64), roleId: 1, password: 'a long password', legacyLogin: true },
  })
  const names = [
    `x${FORGED}`,
    `x\n{"level":"warn",${FORGED}`,
    `x\r\n2026-01-01 ${FORGED}`,
    staff.username,
    '\u0085\u2028',
  ]
  for (const [n, name] of names.entries()) await signIn(`192.0.2.${n}`, name, { 'user-agent': FORGED, referer: FORGED })
  const path = encodeURI(`/x\n{"level":"warn","time":"","pid":1,"hostname":"h${FORGED}`)
  await from('192.0.2.9', path, { host: 'x"', 'user-agent': FORGED })
  await from(`203.0.113.66, 192.0.2.9`, '/none')
  await from(`${FORGED}, 192.0.2.9`, '/none')
  expect(found(lines)).toEqual(names.map((_, n) => `192.0.2.${n}`))
})

test('the jail bans before more are counted than are written one by one', () => {
  expect(setting(jail, 'filter')).toBe('provisor')
  expect(Number(setting(jail, 'maxretry'))).toBeLessThanOrEqual(10)
  expect(setting(jail, 'findtime')).toBe('1h')
})
