import { describe, expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

describe.each(PLACES)('%s', (_place, prepare) => {
  test('actions of the API are called without credentials, as nobody or as a staff member', async () => {
    const { run } = await openInstallation(prepare)
    await run(['apply', 'examples/setup.yaml'])
    await run(
      ['apply', '-'],
      'roles: [{ name: Nothing, permissions: [api.access] }]\nstaff: [{ username: bob, role: Nothing }]',
    )
    await run(['apply', '-'], 'currencies: [{ code: EUR }]')
    const add = ['call', 'AddClient', 'firstname=Ada', 'lastname=Lovelace', 'email=ada@example.com', 'skipvalidation=1']
    const added = await run(add)
    expect(added).toMatchObject({ code: 0 })
    expect(JSON.parse(added.stdout)).toMatchObject({ result: 'success', clientid: '1' })
    expect((await run(['call', 'getclientsdetails', 'clientid=1', '--nvp'])).stdout).toContain('firstname=Ada;')
    expect((await run(['call', 'GetClientsDetails', 'clientid=1', '--flat'])).stdout).toContain(
      '"client[firstname]":"Ada"',
    )
    expect((await run(['call', 'GetClients', '--xml'])).stdout).toContain('<firstname>Ada</firstname>')

    const refused = await run(['call', 'GetClients', '--json', '--as', 'bob'])
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.stdout)).toEqual({
      result: 'error',
      message: 'Invalid Permissions: API action "getclients" is not allowed',
    })
    expect(JSON.parse((await run(['call', 'GetClients', '--as', 'nobody'])).stdout)).toMatchObject({ result: 'error' })
    expect(await run(['call', 'NoSuchThing', '--json'])).toMatchObject({
      code: 1,
      stdout: '{"result":"error","message":"Command Not Found"}\n',
    })
    expect(await run(['call', 'GetClients', 'limitnum'])).toMatchObject({ code: 2 })
  })
})
