import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { demonstration, startApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { remind } from './example/campaign.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('docs/outbound.md shows the code that runs here', () => {
  const [, code] = /^```ts file=test\/outbound\/example\/campaign\.ts\n([\s\S]*?)^```$/m.exec(
    readFileSync(`${root}docs/outbound.md`, 'utf8'),
  )!
  const file = readFileSync(`${root}test/outbound/example/campaign.ts`, 'utf8')
  expect(code).toBe(file.replace('../../../client/src/index.ts', '@provisor/client'))
})

forEachEngine((engine) => {
  test('the worked example: a thousand starts, of which those that had not begun are purged', async () => {
    const place = await engine.fresh(demonstration)
    const app = await startApp(place)
    // A rate needs time that passes.
    const ticking = setInterval(() => app.clock.advance(10), 10)
    onTestFinished(async () => {
      clearInterval(ticking)
      await app.close()
      await place.drop()
    })
    const baseUrl = await app.http.listen({ host: '127.0.0.1', port: 0 })
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    onTestFinished(() => log.mockRestore())
    const dialled: string[] = []
    const { references, purged, statuses } = await remind(baseUrl, app.demo.token, async (number) => {
      dialled.push(number)
      return 0
    })
    expect(references).toHaveLength(1000)
    expect(dialled.length).toBeGreaterThanOrEqual(100)
    expect(purged).toEqual(references.slice(dialled.length))
    expect(statuses).toEqual([
      ...Array(dialled.length).fill('COMPLETED'),
      ...Array(1000 - dialled.length).fill('CANCELLED'),
    ])
    expect(log).toHaveBeenCalledWith(expect.stringMatching(/^\d+ wait, \d+ run$/))
  })
})
