import { describe, expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

describe.each(PLACES)('%s', (_place, prepare) => {
  test('what happened last is told, of the kinds that are asked for, from a position on', async () => {
    const { run } = await openInstallation(prepare)
    await run(['migrate'])
    for (const address of ['192.0.2.7', '192.0.2.8'])
      await run(['ban', 'add', address, '--minutes', '10', '--reason', 'Testing', '--face', 'whmcs'])
    const tail = (...args: string[]) => run(['event', 'tail', '--no-follow', ...args])
    const { stdout } = await tail('--kind', 'ban.*')
    const lines = stdout.trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^\d+ {2}\d{4}-\S+ \S+ UTC {2}ban\.created \d+ {2}\S.*: .*192\.0\.2\.8/)
    const [position] = lines[0]!.split(' ')
    const { stdout: rest } = await tail('--kind', 'ban.*', '--after', position!, '--json')
    expect(JSON.parse(rest)).toMatchObject({ kind: 'ban.created', position: Number(position) + 1 })
    expect(await tail('--kind', 'bam.*')).toMatchObject({ code: 1, stderr: expect.stringContaining('no event bam.*') })
    expect(await tail('--after', 'x')).toMatchObject({ code: 2 })
  })
})
