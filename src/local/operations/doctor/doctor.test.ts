import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp } from '../../../../test/support/app.ts'
import { makeCertificate } from '../../../../test/support/certificates.ts'
import { forEachEngine } from '../../../../test/support/databases.ts'
import { SYSTEM } from '../../../access/actor.ts'
import { doctor } from './doctor.ts'

forEachEngine((engine) => {
  test('what is around the server, and what is to be done first, stand beside what check finds', async () => {
    const place = await engine.fresh()
    const tlsCert = join(place.dataDir, 'old.pem')
    const { cert, key } = makeCertificate('old.test', { days: -2000 })
    mkdirSync(place.dataDir, { recursive: true })
    writeFileSync(tlsCert, cert + key)
    const { provisor } = await openApp(place, { tlsCert, tlsKey: tlsCert })
    const look = () => doctor.run(provisor, { askServers: false })
    const before = await look()
    const messages = (findings: readonly { message: string }[]) => findings.map(({ message }) => message).join('\n')
    expect(messages(before.problems)).toContain('Nobody of the staff can sign in')
    expect(messages(before.warnings)).toMatch(
      /^(?=.*No backup is made)(?=.*Nobody can be told by mail)(?=.*certificate ran out on 20)/s,
    )
    expect(messages(before.next)).toMatch(/no server .*\n.*no product\n.*no client/)
    expect(before.fine).toEqual(expect.arrayContaining(['room on the disk', 'open files']))

    await provisor.domain.catalog.servers.create(SYSTEM, { name: 'one', module: 'demopanel' })
    const after = await look()
    expect(messages(after.next)).not.toContain('no server')
    expect(after.fine).toContain('servers')
  })
})
