import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { scratchName } from '../../test/support/scratch.ts'
import { makeLog } from '../base/log.ts'
import { parseConfig } from '../config.ts'
import { openProvisor } from '../open.ts'
import { askServer, NOBODY } from './ask.ts'
import { openLocalSocket } from './socket.ts'
import { socketPath } from './socket-path.ts'

function freshFolder(below = ''): string {
  const parent = mkdtempSync(scratchName('socket'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  return join(parent, below, 'data')
}

/** A server without its faces. */
async function startOn(dataDir: string) {
  const provisor = await openProvisor(parseConfig({ dataDir, logLevel: 'silent' }, {}), makeLog({ level: 'silent' }))
  const socket = await openLocalSocket(provisor)
  const stop = async () => {
    await socket.stop()
    await provisor.close()
  }
  onTestFinished(stop)
  return { provisor, stop, ask: (name: string, params: unknown) => askServer(socketPath(dataDir), name, params) }
}

test('only the owner can open the socket, and it is gone when the server is', async () => {
  const folder = freshFolder()
  const { stop, ask } = await startOn(folder)
  expect(statSync(join(folder, 'provisor.sock')).mode & 0o777).toBe(0o600)
  expect(await ask('hello', {})).toMatchObject({ pid: process.pid })
  await stop()
  expect(existsSync(join(folder, 'provisor.sock'))).toBe(false)
  expect(await ask('hello', {})).toBe(NOBODY)
})

test('a socket that a killed server left behind is nobody, and makes way', async () => {
  const folder = freshFolder()
  const { provisor, stop } = await startOn(folder)
  await stop()
  writeFileSync(join(folder, 'provisor.sock'), '')
  expect(await askServer(socketPath(folder), 'hello', {})).toBe(NOBODY)
  const { ask } = await startOn(provisor.config.dataDir)
  expect(await ask('hello', {})).toMatchObject({ pid: process.pid })
})

test('where the path would be too long the socket is elsewhere, and a file says where', async () => {
  const folder = freshFolder('x'.repeat(120))
  const { stop, ask } = await startOn(folder)
  const noted = readFileSync(join(folder, 'provisor.sock.path'), 'utf8').trim()
  expect(socketPath(folder)).toBe(noted)
  expect(statSync(noted).mode & 0o777).toBe(0o600)
  expect(await ask('hello', {})).toMatchObject({ pid: process.pid })
  await stop()
  expect([noted, join(noted, '..'), join(folder, 'provisor.sock.path')].filter(existsSync)).toEqual([])
})

test('a note that was not ours to write removes nothing', async () => {
  const folder = freshFolder()
  const { stop } = await startOn(folder)
  await stop()
  const precious = join(folder, 'precious')
  writeFileSync(precious, 'kept')
  writeFileSync(join(folder, 'provisor.sock.path'), `${precious}\n`)
  await startOn(folder)
  expect(readFileSync(precious, 'utf8')).toBe('kept')
})

test('a second server on the same folder leaves the socket to the first', async () => {
  const folder = freshFolder()
  const { provisor, ask } = await startOn(folder)
  const second = await openLocalSocket(provisor)
  await second.stop()
  expect(await ask('hello', {})).toMatchObject({ pid: process.pid })
})

test('a refusal arrives as it left: code, facts, words and hint', async () => {
  const { ask } = await startOn(freshFolder())
  await expect(ask('staff.create', { username: 'ann', role: 'Nobody' })).rejects.toMatchObject({
    name: 'Refusal',
    code: 'not_found',
    message: 'Role "Nobody" was not found',
    facts: { noun: 'role', id: 'Nobody' },
    hint: 'Make roles with provisor apply',
  })
  await expect(ask('staff.create', { username: 5 })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('staff.create.username'),
  })
  await expect(ask('toString', {})).rejects.toMatchObject({ code: 'unknown_operation' })
})

test('a fault keeps its words, because its reader is the owner', async () => {
  const { ask, provisor } = await startOn(freshFolder())
  await provisor.database.close()
  await expect(ask('staff.list', {})).rejects.toMatchObject({
    name: 'LocalFault',
    message: expect.stringMatching(/\w/),
  })
})
