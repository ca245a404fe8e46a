import { expect, test } from 'vitest'
import { encoded, exchange, listen, queueForm } from '../../test/support/listening.ts'

const TEXT = 'The request has more than one Host field'

const WHMCS = new RegExp(`^{"result":"error","message":"${TEXT}"}$`)
const ACULAB = new RegExp(`^{"error":{"code":"HTTP 400","text":"Bad Request: ${TEXT}"`)
const PROBLEM = /"code":"invalid"/

test.each([
  ['/includes/api.php', WHMCS],
  ['/billing/includes/api.php', WHMCS],
  ['/api/v1/projects', PROBLEM],
  ['/api/v1/nothing', PROBLEM],
  ['/service_start', ACULAB],
  ['/service/v1/nothing', ACULAB],
  ['/modules/addons/wbteampro/api.php/v1/projects/json', /"code":400/],
  ['/', PROBLEM],
  ['/nothing', PROBLEM],
  ['/metrics', PROBLEM],
])('%s asked of two hosts is refused in the form of the face', async (path, form) => {
  const app = await listen()
  for (const second of ['Host: localhost', 'hOST: example.com']) {
    const answer = await exchange(
      app,
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${second}\r\nConnection: close\r\n\r\n`,
    )
    const [head, body] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1.1 400 /)
    expect(body).toMatch(form)
  }
})

test('nothing is done for who asks two hosts, whoever it is', async () => {
  const app = await listen()
  const target = `/includes/api.php?${encoded({ ...queueForm(app), action: 'LogActivity', description: 'twice' })}`
  const hosts = ['Host: x', 'Host: x\r\nHost: y']
  const answers = []
  for (const host of hosts)
    answers.push(await exchange(app, `GET ${target} HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`))
  expect(answers.map((answer) => answer.slice(0, 12))).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  await app.provisor.domain.access.sealer.settle()
  expect((await app.provisor.read.events.list({ description: 'twice' }, { offset: 0, limit: 10 })).total).toBe(1)
})

test.each([
  ['/metrics', 200],
  ['http://localhost/metrics', 200],
  ['http://provisor.example.com/metrics', 401],
])('who names the host in the request line means that one: %s is answered %i', async (target, status) => {
  const app = await listen()
  const answer = await exchange(app, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
})
