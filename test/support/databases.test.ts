import { openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { forEachEngine, type Place, type Template } from './databases.ts'

/** Fills a place of either engine with something to find again, and counts how often. */
function countingTemplate(name: string): Template & { prepared: number } {
  return {
    name,
    prepared: 0,
    async prepare(place) {
      this.prepared += 1
      writeFileSync(join(place.dataDir, 'secret.key'), name)
      if (place.url) await queryOf(place, 'CREATE TABLE names AS SELECT 1 AS id')
    },
  }
}

async function queryOf({ url }: Place, text: string) {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

forEachEngine((engine) => {
  test('gives every test an empty place of its own', async () => {
    const places = await Promise.all([engine.fresh(), engine.fresh()])
    expect(new Set(places.map(({ dataDir }) => dataDir)).size).toBe(2)
    expect(new Set(places.map(({ url }) => url)).size).toBe(engine.name === 'postgres' ? 2 : 1)
    for (const { dataDir } of places) expect(readdirSync(dataDir)).toEqual([])
  })

  test('prepares a template once and clones folder and database alike', async () => {
    const template = countingTemplate('counted')
    const places = await Promise.all([1, 2, 3].map(() => engine.fresh(template)))
    expect(template.prepared).toBe(1)
    for (const place of places) {
      expect(readFileSync(join(place.dataDir, 'secret.key'), 'utf8')).toBe('counted')
      if (place.url) expect(await queryOf(place, 'SELECT id FROM names')).toEqual([{ id: 1 }])
    }
  })

  test('prepares again after a template that failed', async () => {
    const template = countingTemplate('stumbling')
    const broken = { ...template, prepare: () => Promise.reject(new Error('half made')) }
    await expect(engine.fresh(broken)).rejects.toThrow('half made')
    const place = await engine.fresh(template)
    expect(readdirSync(place.dataDir)).toEqual(['secret.key'])
  })

  test('may be dropped twice', async () => {
    const place = await engine.fresh()
    await place.drop()
    await place.drop()
  })

  test('refuses a drop while something is open, and drops all the same', async () => {
    const place = await engine.fresh()
    if (place.url) {
      const client = new pg.Client(place.url)
      client.on('error', () => {})
      await client.connect()
      await expect(place.drop()).rejects.toThrow('Connections were left open')
    } else {
      openSync(join(place.dataDir, 'provisor.db'), 'w')
      await expect(place.drop()).rejects.toThrow(/Still open at the end of its test: .*provisor\.db/)
    }
    await place.drop()
  })
})
