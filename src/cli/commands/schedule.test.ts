import { describe, expect, test } from 'vitest'
import { BOTH_PLACES, openInstallation } from '../../../test/support/command.ts'

describe.each(BOTH_PLACES)('%s', (_place, prepare) => {
  test('schedules are listed, and one is run by hand to its end', async () => {
    const { run, json } = await openInstallation(prepare)
    await run(['migrate'])
    expect((await run(['schedule', 'list'])).stdout).toMatch(/^fold-statistics +every 1 h +- +- +\d{4}-.* UTC +Puts/m)
    expect(await run(['schedule', 'run', 'fold-statistics'])).toMatchObject({
      code: 0,
      stdout: 'fold-statistics is done\n',
    })
    const listed = await json<{ name: string }[]>(['schedule', 'list'])
    expect(listed.find(({ name }) => name === 'fold-statistics')).toMatchObject({
      asked: false,
      outcome: 'done',
      succeededAt: expect.any(String),
    })
    expect(await run(['schedule', 'run', 'nothing'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Schedule nothing was not found'),
    })
  })
})
