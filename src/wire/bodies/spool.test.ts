import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshFolder } from '../../../test/support/command.ts'
import { openSpool } from './spool.ts'

test('what is written is read again and again, and no file has a name', async () => {
  const folder = join(freshFolder(), 'incoming')
  const spool = await openSpool(folder)
  await spool.write(Buffer.from('one '))
  await spool.write(Buffer.from('two'))
  expect([spool.size(), String(await spool.whole()), String(await spool.whole())]).toEqual([7, 'one two', 'one two'])
  const pieces: Uint8Array[] = []
  for await (const piece of spool.read()) pieces.push(piece)
  expect(String(Buffer.concat(pieces))).toBe('one two')
  expect(readdirSync(folder)).toEqual([])
  spool.close()
})

test('a sender who is gone is no fault of the disk', async () => {
  const spool = await openSpool(join(freshFolder(), 'incoming'))
  spool.close()
  await expect(spool.write(Buffer.from('late'))).rejects.toThrow('The body was cut off')
})
