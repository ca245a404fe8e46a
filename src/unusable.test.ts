import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { makeCertificate } from '../test/support/certificates.ts'
import { scratchName } from '../test/support/scratch.ts'
import { makeLog } from './base/log.ts'
import { Refusal } from './base/refusal.ts'
import { type GivenSettings, parseConfig } from './config.ts'
import { openProvisor } from './open.ts'
import { serve } from './serve.ts'
import { listenRefusal, openRefusal, refuseOldDatabase } from './unusable.ts'

function scratch(): string {
  const folder = mkdtempSync(scratchName('unusable'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const config = (given: GivenSettings) => parseConfig({ logLevel: 'silent', ...given }, {})

async function refusalOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  const failure = await Promise.resolve(typeof work === 'function' ? new Promise((done) => done(work())) : work).then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (!(failure instanceof Refusal)) throw failure
  return [failure.code, failure.message, ...((failure.facts.problems as string[]) ?? []), failure.hint].join(' | ')
}

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'open' })

test('a folder that cannot be is no port, and is named with its flag', async () => {
  const folder = scratch()
  writeFileSync(`${folder}/file`, '')
  for (const [dataDir, reason] of [
    [`${folder}/file`, 'there is a file where a folder is needed'],
    [`${folder}/file/below`, 'there is a file where a folder is needed'],
    [`${folder}/${'x'.repeat(300)}`, 'the name is too long'],
  ] as const)
    expect(await refusalOf(serve(config({ dataDir, port: '0' })))).toBe(
      `folder_unusable | The data folder ${dataDir} cannot be written: ${reason} | ` +
        'Name one that the user of the server may write in --data-dir (PROVISOR_DATA_DIR)',
    )
})

test.each([
  ['EACCES', 'this user may not'],
  ['ENOSPC', 'the disk is full'],
  ['SQLITE_FULL', 'the disk is full'],
  ['EROFS', 'the disk is read-only'],
])('%s of the embedded database is told of its folder', (code, reason) => {
  const failure = new Error('Opening it', { cause: systemError(code) })
  expect(openRefusal(failure, config({ dataDir: '/srv/x' }))).toMatchObject({
    code: 'folder_unusable',
    message: `The data folder /srv/x cannot be written: ${reason}`,
  })
})

test('each file of a certificate is told with its flag, and all before anything is opened', async () => {
  const folder = scratch()
  const files = { ...makeCertificate('localhost'), other: makeCertificate('localhost').key, junk: 'x' }
  for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text)
  mkdirSync(`${folder}/folder`)
  const told = (tlsCert: string, tlsKey: string) =>
    refusalOf(
      serve(config({ dataDir: `${folder}/data`, tlsCert: `${folder}/${tlsCert}`, tlsKey: `${folder}/${tlsKey}` })),
    )
  const missing = await told('missing', 'folder')
  expect(missing).toContain(`--tls-cert (PROVISOR_TLS_CERT): ${folder}/missing cannot be read: it does not exist`)
  expect(missing).toContain(`--tls-key (PROVISOR_TLS_KEY): ${folder}/folder cannot be read: it is a folder`)
  const junk = await told('junk', 'junk')
  expect(junk).toContain(`${folder}/junk is no certificate (PEM)`)
  expect(junk).toContain(`${folder}/junk is no private key`)
  expect(await told('cert', 'other')).toContain(`${folder}/other is not the key of ${folder}/cert`)
  expect(() => rmSync(`${folder}/data`)).toThrow('ENOENT')
})

test.each([
  ['EADDRINUSE', 'Port 8080 of 127.0.0.1 is taken', '--port'],
  ['EACCES', 'This user may not listen on port 8080', '--port'],
  ['EADDRNOTAVAIL', '127.0.0.1 is no address of this machine', '--host'],
  ['ENOTFOUND', '127.0.0.1 is no address of this machine', '--host'],
])('%s of the listener is told with its flag', (code, message, flag) => {
  const refused = listenRefusal(systemError(code), config({}))
  expect(refused).toMatchObject({ code: 'cannot_listen', message, hint: expect.stringContaining(flag) })
})

const URL_WITH_PASSWORD = 'postgres://ann:hush@db.invalid:5432/books'

test.each([
  ['ENOTFOUND', 'there is no such host'],
  ['28P01', 'the user or the password is wrong'],
  ['3D000', 'there is no such database'],
  ['ECONNRESET', 'it ended the connection: is it a PostgreSQL server?'],
])('%s of PostgreSQL is told without the password', (code, reason) => {
  const refused = openRefusal(new Error('x', { cause: systemError(code) }), config({ databaseUrl: URL_WITH_PASSWORD }))
  expect(refused).toMatchObject({
    code: 'database_unusable',
    message: `The database db.invalid:5432/books cannot be used: ${reason}`,
    hint: expect.stringContaining('--database-url (PROVISOR_DATABASE_URL)'),
  })
})

test('what is too old, or no PostgreSQL, or nobody, is told', async () => {
  const at = (port: number) =>
    config({ dataDir: scratch(), databaseUrl: `postgres://ann:hush@127.0.0.1:${port}/books` })
  const old = await refusalOf(() => refuseOldDatabase('PostgreSQL 14.9', at(1)))
  expect(old).toContain('it is PostgreSQL 14.9, and 15 is the oldest that does')
  refuseOldDatabase('PostgreSQL 17.1', at(1))

  const other = createServer((socket) =>
    socket
      .on('error', () => {})
      .resume()
      .end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  )
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const open = () => refusalOf(openProvisor(at(port), makeLog({ level: 'silent' })))
  expect(await open()).toMatch(/^database_unusable \| .* PostgreSQL server/)
  await new Promise((resolve) => other.close(resolve))
  expect(await open()).toMatch(/^database_unusable \| .*127\.0\.0\.1:\d+\/books cannot be used: nobody listens there/)
  expect(await open()).not.toContain('hush')
})
