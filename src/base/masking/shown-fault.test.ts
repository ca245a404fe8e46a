import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openDatabase } from '../../storage/engine/open.ts'
import { sql } from '../../storage/engine/sql.ts'
import { shownFault } from './shown-fault.ts'

const SECRET = 'hunter22-secret'

async function faultOf(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (fault) {
    return fault
  }
  throw new Error('It did not fail')
}

test('the words, the stack, the code and the causes of a fault are shown', () => {
  const fault = Object.assign(new Error('Writing', { cause: new Error('disk full') }), {
    code: 'ENOSPC',
    hint: 'Make room',
  })
  expect(shownFault(fault)).toMatchObject({
    type: 'Error',
    message: 'Writing: disk full',
    stack: expect.stringContaining('shown-fault.test.ts'),
    code: 'ENOSPC',
    hint: 'Make room',
  })
})

test.each([`{"password":"${SECRET}"`, SECRET, `["${SECRET}" x]`])(
  'a text that is no JSON is not shown: %s',
  async (text) => {
    const fault = await faultOf(() => JSON.parse(text))
    const shown = JSON.stringify([shownFault(fault), shownFault(new Error('Reading a row', { cause: fault }))])
    expect(shown).toContain('JSON')
    expect(shown).not.toMatch(/hunter|secret/)
  },
)

test('what is no error is shown as it is', () => {
  expect(shownFault('lost')).toBe('lost')
})

forEachEngine((engine) => {
  test('no row that the database refuses is shown', async () => {
    const place = await engine.fresh()
    const database = await openDatabase(place.dataDir, place.url ?? '')
    try {
      const run = (statement: ReturnType<typeof sql>) => database.transaction((q) => q.run(statement))
      await run(sql`CREATE TABLE things (name TEXT NOT NULL, size INT NOT NULL UNIQUE CHECK (size > 0))`)
      const faults = [
        await faultOf(() => run(sql`INSERT INTO things (name) VALUES (${SECRET})`)),
        await faultOf(() => run(sql`INSERT INTO things (name, size) VALUES (${SECRET}, -1)`)),
        await faultOf(() => run(sql`INSERT INTO things (name, size) VALUES ('a', 1), (${SECRET}, 1)`)),
      ]
      if (engine.name === 'postgres')
        faults.push(await faultOf(() => run(sql`INSERT INTO things (name, size) VALUES ('b', ${SECRET})`)))
      expect(JSON.stringify(faults.map(shownFault))).not.toContain(SECRET)
      expect(JSON.stringify(faults.map(shownFault))).toContain('code')
    } finally {
      await database.close()
      await place.drop()
    }
  })
})
