import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freshFolder, run, startServer } from '../test/support/command.ts'
import { connectLocal, localAPI } from './index.ts'

const ADA = { firstname: 'Ada', lastname: 'Lovelace', email: 'ada@example.com', skipvalidation: true }
const SETUP = `
currencies: [{ code: EUR }]
customFields: [{ name: Found us, kind: text }]
roles: [{ name: Nothing, permissions: [api.access] }]
staff: [{ username: bob, role: Nothing }]`

async function installation(): Promise<string> {
  const folder = freshFolder()
  const { code, stderr } = await run(['apply', '-', '--data-dir', folder], { stdin: SETUP })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return folder
}

describe.each([
  ['without a server', async () => undefined],
  ['beside a running server', async (dataDir: string) => startServer(['--data-dir', dataDir])],
])('localAPI %s', (_place, prepare) => {
  test('answers as the remote API does, and lets go of the folder after each call', async () => {
    const dataDir = await installation()
    await prepare(dataDir)
    const added = await localAPI('AddClient', { ...ADA, customfields: { 1: 'Search' }, notes: null }, null, { dataDir })
    expect(added).toMatchObject({ result: 'success', clientid: '1' })
    const details = await localAPI('GetClientsDetails', { clientid: 1 }, undefined, { dataDir })
    expect(details).toMatchObject({ result: 'success', client: { firstname: 'Ada', customfields1: 'Search' } })
    expect(await localAPI('getclientsdetails', { clientid: 7 }, null, { dataDir })).toEqual({
      result: 'error',
      message: 'Client Not Found',
    })
  })

  test('acts as a staff member, with their rights and no more', async () => {
    const dataDir = await installation()
    await prepare(dataDir)
    expect(await localAPI('GetClients', {}, 'bob', { dataDir })).toMatchObject({
      result: 'error',
      message: expect.stringContaining('Invalid Permissions'),
    })
    expect(await localAPI('GetClients', {}, 'nobody', { dataDir })).toMatchObject({ result: 'error' })
  })

  test('takes many calls at once over one connection', async () => {
    const dataDir = await installation()
    await prepare(dataDir)
    const local = connectLocal({ dataDir })
    onTestFinished(() => local.close())
    const emails = Array.from({ length: 8 }, (_, index) => `ada${index}@example.com`)
    const added = await Promise.all(emails.map((email) => local.call('AddClient', { ...ADA, email })))
    expect(new Set(added.map(({ clientid }) => clientid)).size).toBe(8)
    await local.close()
    await local.close()
  })
})

test('a server that starts waits for a script that has the folder, and takes over its calls', async () => {
  const dataDir = await installation()
  const local = connectLocal({ dataDir })
  onTestFinished(() => local.close())
  await local.call('AddClient', ADA)
  const starting = startServer(['--data-dir', dataDir])
  await local.close()
  const server = await starting
  expect(await local.call('GetClients')).toMatchObject({ totalresults: 1 })
  await server.stop()
  expect(await local.call('GetClients')).toMatchObject({ totalresults: 1 })
})

test('rejects when there is nothing to call', async () => {
  await expect(localAPI('GetClients', {}, null, { dataDir: freshFolder() })).rejects.toMatchObject({
    code: 'no_data_folder',
  })
})

test('a caller who writes the request by hand gets the answer in one piece', async () => {
  const dataDir = await installation()
  await startServer(['--data-dir', dataDir])
  const body = JSON.stringify({ command: 'GetClients', values: {}, as: null })
  const answer = await exchange(
    `${dataDir}/provisor.sock`,
    `POST /local/call HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  const [head, content] = answer.split('\r\n\r\n') as [string, string]
  expect(head).toMatch(/^HTTP\/1\.1 200 /)
  expect(head).not.toMatch(/transfer-encoding/i)
  expect(JSON.parse(content)).toMatchObject({ result: { answer: { result: 'success', totalresults: 0 } } })
})

function exchange(path: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(path, () => socket.write(request))
    socket.setEncoding('utf8')
    socket.on('data', (text) => {
      answer += text
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
}
