import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

describe.each(PLACES)('%s', (_place, prepare) => {
  test('the log is anchored and verified', async () => {
    const { run, json, folder } = await openInstallation(prepare)
    await run(['migrate'])
    await run(['role', 'list'])
    await run(['staff', 'create', 'bob', '--role', 'nobody', '--no-password'])
    const { anchor } = await json<{ anchor: string }>(['audit', 'anchor'])
    expect(anchor).toMatch(/^provisor-anchor-1\.\d+\.[0-9a-f]{64}\.[\w-]{43}$/)
    expect((await run(['audit', 'anchor'])).stdout).toBe(`${anchor}\n`)

    const file = join(folder, 'anchors')
    writeFileSync(file, `2026-01-01T00:00:00.000Z ${anchor}\n\n`)
    const verified = await run(['audit', 'verify', '--anchor', anchor, '--anchor-file', file])
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('2 anchors hold') })
    expect(await json(['audit', 'verify'])).toMatchObject({ intact: true, prunedAnchors: 0 })
    expect(await run(['audit', 'verify', '--anchor', 'nonsense'])).toMatchObject({
      code: 1,
      stdout: 'Anchor 1 is not one of this installation: nonsense\n',
    })
    expect(await run(['audit', 'verify', '--anchor-file', join(folder, 'none')])).toMatchObject({ code: 2 })
  })
})
