import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { digest, filesIn, MB, stream } from '../../test/support/files.ts'
import { openTicketWorld } from '../../test/support/ticket-world.ts'
import { PATIENCE_MS } from './parts.ts'

const SIZE = 5 * MB

forEachEngine((engine) => {
  test.each(['folder', 'database'] as const)('5 MB go up into the %s and come down as they were', async (place) => {
    const { keep, comesDownAs } = filesIn(place, await openTicketWorld(engine))
    const both = await Promise.all([keep(stream(SIZE)), keep(stream(SIZE, 7)), keep([])])
    expect(both.map(({ size }) => size)).toEqual([SIZE, SIZE, 0])
    expect(both.map(({ sha256 }) => sha256)).toEqual([digest(SIZE), digest(SIZE, 7), digest(0)])
    const down = await comesDownAs(both[1]!.id)
    expect(down.sha256).toBe(digest(SIZE, 7))
    expect(down.largestPiece).toBeLessThanOrEqual(256 * 1024)
    expect((await comesDownAs(both[2]!.id)).sha256).toBe(digest(0))
  })

  test.each(['folder', 'database'] as const)('bytes that are gone from the %s are refused by name', async (place) => {
    const world = await openTicketWorld(engine)
    const { files, keep } = filesIn(place, world)
    const { id } = await keep(stream(10))
    const { key } = (await world.read.files.get(id))!
    if (place === 'folder') rmSync(join(world.app.provisor.config.dataDir, 'elsewhere'), { recursive: true })
    else await world.transaction((tx) => tx.files.deletePieces(key))
    await expect(files.open(id)).rejects.toMatchObject({ code: 'file_lost', message: expect.stringContaining(key) })
  })

  test('what is too large, cut off or not kept leaves nothing', async () => {
    const world = await openTicketWorld(engine)
    const { files, keep } = filesIn('database', world, MB)
    await expect(keep(stream(MB + 1))).rejects.toMatchObject({ code: 'file_too_large', facts: { limit: MB } })
    await expect(keep(cutOff())).rejects.toThrow('the sender is gone')
    await expect(files.receiving([stream(10)], () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await world.read.files.unneeded(Number.MAX_SAFE_INTEGER, 10)).toEqual([])
    expect((await keep(stream(MB))).size).toBe(MB)
  })

  test('an upload that says nothing for long is given up, and cannot be kept afterwards', async () => {
    const world = await openTicketWorld(engine)
    const { files } = filesIn('database', world)
    const slow = async function* () {
      yield Buffer.from('first')
      world.clock.advance(PATIENCE_MS + 1)
      expect(await files.sweep()).toBe(1)
      yield Buffer.from('late')
    }
    await expect(files.receiving([slow()], async () => {})).rejects.toMatchObject({ code: 'upload_abandoned' })
    const patient = async function* () {
      for (let piece = 0; piece < 8; piece++) {
        world.clock.advance(PATIENCE_MS / 3)
        expect(await files.sweep()).toBe(0)
        yield Buffer.from('more')
      }
    }
    await files.receiving([patient()], async ([content]) => expect(content!.size).toBe(32))
  })
})

async function* cutOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(300 * 1024)
  throw new Error('the sender is gone')
}
