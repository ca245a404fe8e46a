import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSecretBox } from '../../src/base/secrets/secrets.ts'
import { readDemo } from '../../src/demo/seed.ts'
import type { DemoCredentials } from '../../src/demo/stores.ts'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { sql } from '../../src/storage/engine/sql.ts'
import { demonstration } from '../support/app.ts'
import { runJson, startServer } from '../support/command.ts'
import { forEachEngine } from '../support/databases.ts'
import { everythingIn } from '../support/everything.ts'
import { scratchName } from '../support/scratch.ts'

const WRITERS = 8
const OTHERS = 20_000

forEachEngine((engine) => {
  // Several nodes need a database that they share.
  test.skipIf(engine.name === 'sqlite')(
    'a rotation under load on three processes, one killed in the middle, loses no value and refuses no request',
    { timeout: 300_000 },
    async () => {
      const place = await engine.fresh(demonstration)
      const url = place.url!
      const folders = [place.dataDir, nodeFolder(place.dataDir), nodeFolder(place.dataDir)] as const
      const old = openSecretBox({
        key: Buffer.from(readFileSync(join(place.dataDir, 'secret.key'), 'utf8').trim(), 'hex'),
      })
      const database = await openDatabase(place.dataDir, url)
      onTestFinished(() => database.close())
      await addSealed(database, old)
      const serverAt = (dataDir: string) => startServer(['--data-dir', dataDir, '--database-url', url])
      const servers = await Promise.all(folders.map(serverAt))

      const { whmcs } = readDemo(place.dataDir) as DemoCredentials
      const acknowledged = new Map<number, string>()
      const troubles: string[] = []
      let [goOn, killed, requests] = [true, false, 0]
      const call = async (node: number, fields: Record<string, string>) => {
        const body = new URLSearchParams({ ...whmcs, responsetype: 'json', ...fields })
        const response = await fetch(`${servers[node]!.url}/includes/api.php`, { method: 'POST', body })
        return (await response.json()) as Record<string, unknown>
      }
      const writer = async (service: number) => {
        for (let turn = 0; goOn; turn++) {
          const node = (service + turn) % (killed ? 2 : 3)
          const servicepassword = `${service}-${turn}`
          try {
            const answer = await call(node, {
              action: 'UpdateClientProduct',
              serviceid: String(service),
              servicepassword,
            })
            if (answer.result !== 'success') troubles.push(JSON.stringify(answer))
            else acknowledged.set(service, servicepassword)
            const read = await call((node + 1) % 2, { action: 'GetClientsProducts', serviceid: String(service) })
            if (passwordIn(read) !== acknowledged.get(service)) troubles.push(`${service}: ${JSON.stringify(read)}`)
            requests += 2
          } catch (fault) {
            // Whoever spoke to the node that was killed asks another one; whether it wrote is not known.
            if (node !== 2) troubles.push(String(fault))
            const again = await call(0, { action: 'UpdateClientProduct', serviceid: String(service), servicepassword })
            if (again.result === 'success') acknowledged.set(service, servicepassword)
            else troubles.push(JSON.stringify(again))
          }
        }
      }
      const writing = Promise.all(Array.from({ length: WRITERS }, (_, index) => writer(index + 1)))

      const here = ['--data-dir', place.dataDir, '--database-url', url]
      const rotating = runJson<{ current: string }>(['key', 'rotate', ...here])
      const keyFile = () => readFileSync(join(place.dataDir, 'secret.key'), 'utf8')
      await expect.poll(() => keyFile().split('\n').length, { timeout: 30_000 }).toBe(3)
      for (const folder of folders.slice(1)) writeFileSync(join(folder, 'secret.key'), keyFile())
      const stateOf = async () => {
        const row = await database.reader.get<{ value: string }>(
          sql`SELECT value FROM settings WHERE name = 'secret_key.rotation'`,
        )
        return row ? (JSON.parse(row.value) as { state: string; renewed: number }) : undefined
      }
      await expect
        .poll(async () => (await stateOf())?.renewed ?? 0, { timeout: 60_000, interval: 20 })
        .toBeGreaterThan(200)
      killed = true
      servers[2]!.signal('SIGKILL')
      await rotating
      await expect.poll(async () => (await stateOf())?.state, { timeout: 120_000 }).toBe('done')
      goOn = false
      await writing

      expect(troubles).toEqual([])
      expect(requests).toBeGreaterThan(100)
      const restarted = await serverAt(folders[2])
      servers[2] = restarted
      for (const [service, password] of acknowledged)
        for (const node of [0, 1, 2])
          expect(passwordIn(await call(node, { action: 'GetClientsProducts', serviceid: String(service) }))).toBe(
            password,
          )
      for (const [table, text] of await everythingIn(database))
        expect(`${table} ${text.includes(`v1.${old.fingerprint}.`)}`).toBe(`${table} false`)
      const { sealed, current } = await runJson<{ current: string; sealed: { key: string; values: number }[] }>([
        ...['key', 'list', ...here],
      ])
      expect(new Set(sealed.map(({ key }) => key))).toEqual(new Set([current]))
      expect(sealed.reduce((sum, { values }) => sum + values, 0)).toBeGreaterThan(OTHERS)
    },
  )
})

function nodeFolder(from: string): string {
  const folder = mkdtempSync(scratchName('node'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(from, folder, { recursive: true })
  return folder
}

/** So much that a rotation takes a while. */
async function addSealed(
  database: Awaited<ReturnType<typeof openDatabase>>,
  secrets: ReturnType<typeof openSecretBox>,
): Promise<void> {
  const rows = Array.from({ length: OTHERS }, (_, id) => ({ id: id + 1000, sealed: secrets.seal(`answer ${id}`) }))
  await database.transaction(async (q) => {
    const columns = {
      number: ['BIGINT', ({ id }: { id: number }) => id],
      answer: ['TEXT', ({ sealed }: { sealed: string }) => sealed],
    } as const
    for (const given of q.phrases.given(columns, rows))
      await q.run(sql`INSERT INTO users (uuid, first_name, last_name, email, email_folded, language, security_answer_sealed,
          created_at)
        SELECT 'u' || given.number, 'a', 'b', given.number || '@example.com', given.number || '@example.com', '',
          given.answer, 1 FROM ${given}`)
  })
}

function passwordIn(answer: Record<string, unknown>): unknown {
  const { products } = answer as { products?: { product?: { password?: unknown }[] } }
  return products?.product?.[0]?.password
}
