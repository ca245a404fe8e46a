import SQLite from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Queries } from './database.ts'
import { makeWriter } from './sqlite-writer.ts'

function open() {
  const connection = new SQLite(':memory:')
  onTestFinished(() => void connection.close())
  connection.exec('CREATE TABLE things (name TEXT)')
  const put = async (name: string) => {
    connection.prepare('INSERT INTO things VALUES (?)').run(name)
    if (name === 'bad') throw new Error('No')
  }
  const { transaction } = makeWriter(connection, {} as Queries)
  const { mock } = vi.spyOn(connection, 'exec')
  return {
    transaction: (name: string) => transaction(() => put(name)),
    names: () => connection.prepare('SELECT name FROM things').pluck().all(),
    statements: () => mock.calls.map(([statement]) => statement),
  }
}

test('one that is alone remembers no page for a savepoint, and leaves nothing when it fails', async () => {
  const { transaction, names, statements } = open()
  await transaction('one')
  await expect(transaction('bad')).rejects.toThrow('No')
  await transaction('two')
  expect(names()).toEqual(['one', 'two'])
  expect(statements().filter((statement) => statement.includes('turn'))).toEqual([])
})

test('of those that go together one fails alone, and there is one commit', async () => {
  const { transaction, names, statements } = open()
  const ends = await Promise.allSettled(['one', 'bad', 'two'].map(transaction))
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(names()).toEqual(['one', 'two'])
  expect(statements().filter((statement) => statement === 'COMMIT')).toHaveLength(1)
})
