import { expect, test } from 'vitest'
import { makeLimitedLog } from './limited-log.ts'
import { makeLog } from './log.ts'

test('of one thing there are thirty lines an hour, and how many more', async () => {
  const lines: Record<string, unknown>[] = []
  const log = makeLog({ destination: { write: (line) => lines.push(JSON.parse(line)) } })
  const { info, stop } = makeLimitedLog(log, () => 0)
  for (let n = 0; n < 1000; n++) info('server 3', { server: 3 }, 'module action failed')
  info('server 4', { server: 4 }, 'module action failed')
  expect(lines).toHaveLength(31)
  await stop()
  expect(lines.slice(31)).toMatchObject([{ of: 'server 3', times: 970, msg: 'more lines were left out' }])
})
