import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

describe.each(PLACES)('%s', (_place, prepare) => {
  test('a setup file is tried, applied and exported', async () => {
    const { run, folder } = await openInstallation(prepare)
    const file = `${folder}.yaml`
    writeFileSync(
      file,
      'currencies: [{ code: EUR }]\nservers: [{ name: a, module: demopanel, passwordFrom: env:PATH }]\n',
    )
    expect(await run(['apply', file, '--dry-run'])).toMatchObject({
      code: 0,
      stdout: '+ currencies: EUR\n+ servers: a\nDry run, nothing was written: 2 added, 0 changed, 0 as they were\n',
    })
    expect((await run(['apply', file])).stdout).toContain('2 added, 0 changed')
    expect(await run(['apply', file])).toMatchObject({ stdout: '0 added, 0 changed, 2 as they were\n' })
    const { stdout } = await run(['export'])
    expect(stdout).toContain('code: EUR')
    expect(stdout).not.toContain(process.env.PATH)
    writeFileSync(file, 'servers:\n  - name: b\n    port: many\n')
    expect(await run(['apply', file])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /2 problems.*\n {2}line 2, servers\[0\]\.module: .*\n {2}line 3, servers\[0\]\.port: /,
      ),
    })
    expect(await run(['apply', `${folder}.nothing`])).toMatchObject({ code: 2 })
    expect(readFileSync(file, 'utf8')).toContain('many')
  })
})
