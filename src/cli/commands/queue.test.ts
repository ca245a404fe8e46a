import { expect, onTestFinished, test } from 'vitest'
import { demonstration, startApp } from '../../../test/support/app.ts'
import { run } from '../../../test/support/command.ts'
import { sqlite } from '../../../test/support/databases-sqlite.ts'
import { addStory } from '../../demo/seed.ts'

test('the queue names clients, products, domains and servers', async () => {
  const place = await sqlite.fresh(demonstration)
  onTestFinished(() => place.drop())
  const app = await startApp(place)
  await addStory(app.provisor)
  await app.close()
  const queue = async (...args: string[]) => (await run(['queue', ...args, '--data-dir', place.dataDir])).stdout

  const list = await queue('list')
  expect(list).toMatch(/^ID +WHAT +CLIENT +SERVER +ACTION /)
  expect(list).toMatch(/^1 +service 1 \(Starter, demodomain\.com\) +Demo Domain +- +CreateAccount /m)
  const [, id = ''] = /^(\d+) +service \d+ \(\w+, \S+\) +\w.* +Juno +ChangePackage /m.exec(list)!
  const shown = await queue('show', id)
  expect(shown).toMatch(
    /^ChangePackage of service \d+ \(\w+, \S+\) \(demopanel\), configuration\nClient: .+, Server: Juno$/m,
  )
  expect(await queue('list', '--groups')).toMatch(/^14 +Juno +demopanel /m)
  // What was named and matches nothing must not look like done; all of nothing does.
  const retry = (...args: string[]) => run(['queue', 'retry', ...args, '--data-dir', place.dataDir])
  expect(await retry('--server', '999')).toMatchObject({ code: 1, stdout: '0 will be tried again\n' })
  expect(await retry('--all', '--json')).toMatchObject({ code: 0 })
})
