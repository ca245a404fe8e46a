import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BOTH_PLACES, openInstallation } from '../../../test/support/command.ts'

describe.each(BOTH_PLACES)('%s', (_place, prepare) => {
  test('the secret key is changed, and said to be', async () => {
    const { run, json, folder } = await openInstallation(prepare)
    await run(['migrate'])
    const before = await json<{ current: string; sealed: object[] }>(['key', 'list'])
    expect(before).toMatchObject({
      current: expect.stringMatching(/^[0-9a-f]{8}$/),
      sealed: [{ place: 'keys.sealed', key: before.current, values: 3 }],
    })
    const rotated = await run(['key', 'rotate'])
    expect(rotated).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^The key [0-9a-f]{8} seals everything: 3 values were sealed anew\nBackups from before need/,
      ),
    })
    const after = await json<{ current: string }>(['key', 'list'])
    expect(after.current).not.toBe(before.current)
    expect(after).toMatchObject({ rotation: { from: before.current, to: after.current, state: 'done' }, lacking: [] })
    expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
    expect((await run(['key', 'list'])).stdout).toContain(`keys.sealed  ${after.current}  3`)
    expect((await run(['check'])).stdout).toContain(`Secret key ${after.current} seals 3 of keys.sealed`)
  })
})
