import { expect, test } from 'vitest'
import { freshFolder, run, runJson } from '../support/command.ts'

test('a command does not make a data folder out of a slip of the finger', async () => {
  const folder = freshFolder()
  expect(await run(['check', '--data-dir', folder])).toMatchObject({
    code: 1,
    stderr: `provisor: There is no data folder ${folder}\n  Name it with --data-dir\n`,
  })
  expect(JSON.parse((await run(['check', '--json', '--data-dir', folder])).stderr)).toEqual({
    error: { code: 'no_data_folder', message: `There is no data folder ${folder}`, hint: 'Name it with --data-dir' },
  })
})

test('commands at the same time wait for each other', async () => {
  const folder = freshFolder()
  await run(['migrate', '--data-dir', folder])
  const names = ['a', 'b', 'c', 'd']
  const ends = await Promise.all(
    names.map((name) => run(['staff', 'create', name, '--no-password', '--data-dir', folder])),
  )
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  expect(await runJson(['staff', 'list', '--data-dir', folder])).toHaveLength(4)
})

test.each([
  [['nope']],
  [['credential', 'create', '--staff', 'ann']],
  [['ban', 'add', '192.0.2.7', '--face', 'whmcs', '--minutes', 'x']],
  [['call', 'GetClients', '--xml', '--nvp']],
])('the command line %j is a misuse', async (args) => {
  const { code, stderr } = await run(args)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^provisor: /) })
})
