import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openInstallation, run, startServer } from '../../../test/support/command.ts'

const SETUP = [
  'currencies: [{ code: EUR }]',
  'departments: [{ name: Help, email: help@example.com }]',
  'roles: [{ name: Reader, permissions: [api.access, clients.read] }]',
  'staff: [{ username: bob, role: Reader }]',
].join('\n')

test('clients are created, listed, changed and told apart, and a ticket goes from its text to its files', async () => {
  const { run, json, folder } = await openInstallation(async (at) => startServer(['--data-dir', at]))
  await run(['staff', 'create', 'ada', '--no-password'])
  await run(['apply', '-'], SETUP)
  const create = ['client', 'create', '--skip-validation', '--email']
  expect(await run([...create, 'ada@example.com', '--first-name', 'Ada\u001b[2J'])).toMatchObject({
    code: 0,
    stdout: 'id           1\nownerUserId  1\nversion      1\n',
  })
  expect(await json([...create, 'eve@example.com', '--data', '-'], '{"lastName":"Eve"}')).toMatchObject({ id: 2 })
  const listed = await run(['client', 'list', '--fields', 'id,firstName'])
  expect(listed).toMatchObject({ code: 0, stdout: 'ID  FIRST NAME\n1   Ada [2J\n2\n' })
  expect((await run(['client', 'list', '--all', '--limit', '1', '--fields', 'id', '--json'])).stdout).toBe(
    '{"id":1}\n{"id":2}\n',
  )
  expect(
    await run(['client', 'update', '1', '--city', 'Turin', '--group-id', 'null', '--if-version', '1']),
  ).toMatchObject({
    code: 0,
  })
  expect(await json(['client', 'get', '1'])).toMatchObject({ city: 'Turin', email: 'ada@example.com', version: 2 })
  expect(await run(['client', 'update', '1', '--city', 'Rome', '--if-version', '1'])).toMatchObject({ code: 1 })

  await run(['ticket', 'create', '--department-id', '1', '--subject', 'Hi', '--message', 'Hello', '--client-id', '1'])
  expect(await run(['ticket', 'reply', '1', '--message', 'Well', '--as', 'ada'])).toMatchObject({
    stdout: 'Ticket 1: reply is done\n',
  })
  const bytes = Buffer.from([0, 255, 27, 91])
  const sent = `${dirname(folder)}/sent.bin`
  writeFileSync(sent, bytes)
  expect(await json(['ticket', 'attach', '1', '--file', sent])).toMatchObject({ filename: 'sent.bin', size: 4 })
  const got = `${dirname(folder)}/got.bin`
  expect(await run(['ticket', 'download', '1', '1', '--out', got])).toMatchObject({ stdout: `${got} was written\n` })
  expect(readFileSync(got)).toEqual(bytes)
  expect(await run(['ticket', 'delete', '1'])).toMatchObject({ stdout: 'Ticket 1 was deleted\n' })
})

test('what is wrong is told with its flag, all at once, and nothing found is a failure', async () => {
  const { run } = await openInstallation(async (at) => startServer(['--data-dir', at]))
  await run(['staff', 'create', 'ada', '--no-password'])
  await run(['apply', '-'], SETUP)
  expect(await run(['client', 'list', '--limit', 'x', '--status', 'Odd'])).toEqual({
    code: 1,
    stdout: '',
    stderr: [
      'provisor: The request is not valid',
      '  --status: expected one of Active, Inactive, Closed',
      '  --limit: expected a whole number from 1 to 500\n',
    ].join('\n'),
  })
  const unknown = await run(['client', 'get', '77', '--json'])
  expect(unknown.code).toBe(1)
  expect(JSON.parse(unknown.stderr)).toEqual({ error: { code: 'not_found', message: 'Client 77 was not found' } })
  expect(await run(['client', 'list', '--status', 'Closed'])).toMatchObject({ code: 1, stdout: 'Nothing matches\n' })
  expect(await run(['order', 'list'])).toMatchObject({ code: 0, stdout: 'There are none\n' })
  expect(await run(['order', 'delete', '5'])).toMatchObject({ code: 1 })
  expect(await run(['client', 'update', '1'])).toMatchObject({ code: 2, stderr: expect.stringContaining('Nothing to') })
  expect(await run(['client', 'create', '--set', 'colour=x', '--email', 'a@example.com'])).toMatchObject({
    code: 1,
    stderr: 'provisor: colour: there is no such parameter\n',
  })
  const create = ['client', 'create', '--email', 'a@example.com', '--skip-validation', '--as', 'bob']
  expect(await run(create)).toMatchObject({ code: 1, stderr: expect.stringContaining('needs the permission clients.') })
  expect(await run(['api', 'get', '/clients', '--as', 'nobody'])).toMatchObject({ code: 1 })
  expect(await run(['api', 'post', '/sessions'])).toMatchObject({ code: 1, stderr: expect.stringContaining('browser') })
})

test('the same over the network, with a token that goes to one server only', async () => {
  const { run: here, json, server, folder } = await openInstallation(async (at) => startServer(['--data-dir', at]))
  await here(['staff', 'create', 'ada', '--no-password'])
  await here(['apply', '-'], SETUP)
  const { identifier, secret } = await json<{ identifier: string; secret: string }>([
    'credential',
    'create',
    '--staff',
    'ada',
    '--name',
    'x',
    '--role',
    'Full Administrator',
  ])
  const there = (args: string[], stdin = '') =>
    run(args, { stdin, env: { PROVISOR_URL: server.url, PROVISOR_TOKEN: `${identifier}.${secret}` } })
  expect(await there(['client', 'create', '--email', 'a@example.com', '--skip-validation'])).toMatchObject({ code: 0 })
  expect(await there(['client', 'get', '9'])).toMatchObject({ code: 1, stderr: 'provisor: Client 9 was not found\n' })
  await there(['ticket', 'create', '--department-id', '1', '--subject', 'Hi', '--message', 'Hello', '--client-id', '1'])
  const file = `${dirname(folder)}/a.txt`
  expect(await there(['ticket', 'attach', '1', '--file', '-', '--filename', 'a.txt'], 'text')).toMatchObject({
    code: 0,
  })
  expect(await there(['ticket', 'download', '1', '1', '--out', file])).toMatchObject({ code: 0 })
  expect(readFileSync(file, 'utf8')).toBe('text')
  expect(await here(['client', 'list', '--url', 'http://example.com'])).toMatchObject({ code: 2 })

  const asked: (string | undefined)[] = []
  const other = createServer((request, response) => {
    asked.push(request.headers.authorization)
    response.writeHead(302, { location: `${server.url}/api/v1/clients` }).end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  expect(await there(['client', 'list', '--url', url])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('which is not followed'),
  })
  expect(asked).toHaveLength(1)
})
