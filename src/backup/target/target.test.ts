import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startS3 } from '../../../test/support/s3.ts'
import { scratchName } from '../../../test/support/scratch.ts'
import { makeGuardedHttp } from '../../guarded-http/guarded-http.ts'
import { backupName } from '../names.ts'
import { folderTarget } from './folder.ts'
import { s3Target } from './s3.ts'

/** More than two parts of a store. */
const LONG = Buffer.alloc(40 * 1024 * 1024, 'a backup. ')
const NAMES = ['01', '02', '03'].map((day) => `provisor-202611${day}T023000000Z.tar.gz`)
const account = { accessKeyId: 'id', secretAccessKey: 'secret', region: 'us-east-1' }

function openFolder() {
  const folder = mkdtempSync(scratchName('backups'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return {
    target: folderTarget(join(folder, 'new')),
    others: () => writeFileSync(join(folder, 'new', 'notes.txt'), 'x'),
  }
}

async function openStore() {
  const store = await startS3()
  onTestFinished(store.stop)
  const http = makeGuardedHttp({ allow: ['127.0.0.1'] })
  const target = s3Target({ url: `${store.url}/bucket/some/where`, account, http, pauseMs: 1 })
  return { store, target, others: () => void store.objects.set('some/where/notes.txt', Buffer.from('x')) }
}

describe.each([
  ['a folder', async () => openFolder()],
  ['a store', openStore],
])('%s', (_, open) => {
  test('keeps backups whole under their names, tells of them, and lets them go', async () => {
    const { target, others } = await open()
    expect(await target.list()).toEqual([])
    for (const name of NAMES) await target.write(name, Readable.from([Buffer.from(name)]))
    others()
    await target.write(NAMES[0]!, piecesOf(LONG))
    expect(await target.list()).toMatchObject([
      { name: NAMES[0], bytes: LONG.length, takenAt: new Date('2026-11-01T02:30:00Z') },
      { name: NAMES[1] },
      { name: NAMES[2] },
    ])
    expect((await buffer(await target.read(NAMES[0]!))).equals(LONG)).toBe(true)
    await target.delete(NAMES[1]!)
    expect((await target.list()).map(({ name }) => name)).toEqual([NAMES[0], NAMES[2]])
    await expect(target.read(NAMES[1]!)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('keeps nothing of a backup that breaks off', async () => {
    const { target } = await open()
    const broken = Readable.from(
      (async function* () {
        yield LONG.subarray(0, 20_000_000)
        throw new Error('the database is gone')
      })(),
    )
    await expect(target.write(NAMES[0]!, broken)).rejects.toThrow('the database is gone')
    expect(await target.list()).toEqual([])
  })
})

test('a folder that cannot be written is told, and what is kept is for the user alone', async () => {
  const { target } = openFolder()
  await target.write(NAMES[0]!, Readable.from(['x']))
  expect(statSync(join(target.where, NAMES[0]!)).mode & 0o777).toBe(0o600)
  const inFile = folderTarget(join(target.where, NAMES[0]!))
  await expect(inFile.write(NAMES[1]!, Readable.from(['x']))).rejects.toMatchObject({ code: 'backup_place_unusable' })
  expect(readdirSync(target.where)).toEqual([NAMES[0]])
})

test('what a killed process left half written is removed a day later, and what is being written is not', async () => {
  const { target } = openFolder()
  await target.write(NAMES[0]!, Readable.from(['x']))
  const drafts = [new Date(Date.now() - 25 * 3_600_000), new Date()].map((at) => `${backupName(at)}.part`)
  for (const draft of drafts) writeFileSync(join(target.where, draft), 'half')
  await target.write(NAMES[1]!, Readable.from(['x']))
  expect(readdirSync(target.where).sort()).toEqual([NAMES[0], NAMES[1], drafts[1]])
})

test('a store that is busy is asked again, and one that refuses is told', async () => {
  const { store, target } = await openStore()
  store.fail(3)
  await target.write(NAMES[0]!, Readable.from([Buffer.from('x')]))
  expect([...store.objects.keys()]).toEqual([`some/where/${NAMES[0]}`])
  store.fail(99)
  await expect(target.list()).rejects.toMatchObject({ message: expect.stringContaining('503 SlowDown') })
  const stranger = s3Target({
    url: `${store.url}/bucket`,
    account: { ...account, accessKeyId: 'nobody' },
    http: makeGuardedHttp({ allow: ['127.0.0.1'] }),
  })
  await expect(stranger.list()).rejects.toMatchObject({ message: expect.stringContaining('403 SignatureDoesNotMatch') })
})

const piecesOf = (bytes: Buffer): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
    })(),
  )
