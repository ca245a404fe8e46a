import { expect, onTestFinished, test } from 'vitest'
import { makeLog } from '../../src/base/log.ts'
import { demonstration, startApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'

const ADDRESSES = [
  '/includes/api.php',
  '/modules/addons/wbteampro/api.php/v1/projects/100/json',
  '/service/v1/outbound_queues',
  '/api/v1/services',
  '/callbacks/7',
  '/metrics',
  '/none',
  '/%ff',
]

forEachEngine((engine) => {
  test('no query string is logged, whatever becomes of the request', async () => {
    const lines: string[] = []
    const log = makeLog({ level: 'trace', destination: { write: (line: string) => lines.push(line) } })
    const { http, provisor } = await startApp(await engine.fresh(demonstration), {}, log)
    onTestFinished(() => http.close())
    const ask = async () => {
      for (const path of ADDRESSES)
        await http.inject({ url: `${path}?username=S3CR3T&password=S3CR3T&action=GetProducts`, method: 'POST' })
    }
    await ask()
    await provisor.close()
    await ask()
    expect(lines.filter((line) => line.includes('failed')).length).toBeGreaterThan(1)
    expect(lines.filter((line) => line.includes('S3CR3T'))).toEqual([])
  })
})
