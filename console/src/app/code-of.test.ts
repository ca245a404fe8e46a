import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOf, curlOf, phpOf, typescriptOf } from './code-of.ts'

const url = "https://ops.example.com/p/api/v1/module-queue?q=cause%3A'x'&limit=2"

test('a reading call and a changing one are what a shell takes', () => {
  expect(commandOf({ method: 'GET', url, body: undefined })).toBe(
    `provisor api GET '/module-queue?q=cause%3A%27x%27&limit=2'`,
  )
  expect(curlOf({ method: 'POST', url: 'http://h/api/v1/a', body: '{"why":"it\'s"}' })).toBe(
    `curl -X POST -H "Authorization: Bearer $PROVISOR_TOKEN" -H "Content-Type: application/json" -d '{"why":"it'\\''s"}' 'http://h/api/v1/a'`,
  )
})

test('whatever a body holds, a shell hands it on as it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (why) => {
      const body = JSON.stringify({ why })
      const [given] = /^echo '[\s\S]*' \| /.exec(commandOf({ method: 'POST', url, body }))!
      const said = execFileSync('sh', ['-c', `printf %s ${given.slice('echo '.length, -' | '.length)}`], {
        encoding: 'utf8',
      })
      expect(said).toBe(body)
    }),
    { numRuns: 25 },
  )
})

test('a program names the operation and sends the same', () => {
  const body = '{"note":"it\'s \\\\ done"}'
  const request = { method: 'POST', url: 'https://h/p/api/v1/module-queue/7/resolve', body }
  expect(typescriptOf(request)).toContain('client.call("moduleQueue.resolve", {"params":{"id":7},"body":{"note":')
  expect(typescriptOf(request)).toContain('baseUrl: "https://h/p"')
  expect(typescriptOf({ method: 'GET', url, body: undefined })).toContain(
    `client.call("moduleQueue.list", {"query":{"q":"cause:'x'","limit":2}})`,
  )
  expect(phpOf(request)).toContain(`CURLOPT_POSTFIELDS => '{"note":"it\\'s \\\\\\\\ done"}',`)
})
