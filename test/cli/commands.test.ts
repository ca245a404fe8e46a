import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { freshFolder, run, runJson, startServer } from '../support/command.ts'

type Created = { id: number; identifier: string; secret: string; token: string; roles: string[] }

describe.each([
  ['without a server', async () => undefined],
  ['beside a running server', async (folder: string) => startServer(['--data-dir', folder])],
])('%s', (_place, prepare) => {
  /** A data folder, and how to run commands on it. */
  async function installation() {
    const folder = freshFolder()
    const server = await prepare(folder)
    const here = (args: string[]) => [...args, '--data-dir', folder]
    return {
      folder,
      server,
      run: (args: string[], stdin = '') => run(here(args), { stdin }),
      json: <T>(args: string[], stdin = '') => runJson<T>(here(args), { stdin }),
    }
  }

  it('staff are created, listed and given another password', async () => {
    const { run, json } = await installation()
    expect(await run(['staff', 'create', 'ann', '--password-stdin'], 'correct horse\n')).toMatchObject({
      code: 0,
      stdout: 'Created staff member ann with the role Full Administrator\n',
    })
    expect(await run(['staff', 'create', 'Ann', '--no-password'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^provisor: .*username.*\n$/),
    })
    expect(await run(['staff', 'password', 'ANN', '--password-stdin'], 'short')).toMatchObject({ code: 1 })
    expect(await run(['staff', 'password', 'ANN', '--password-stdin'], 'battery staple')).toMatchObject({
      stdout: 'Changed the password of ann\n',
    })
    expect(await json(['staff', 'list'])).toMatchObject([{ username: 'ann', role: 'Full Administrator', active: true }])
    expect(await json(['role', 'list'])).toEqual([{ id: 1, name: 'Full Administrator', permissions: ['*'] }])
  })

  it('a credential is shown once, opens the API, and is of no use when it is revoked', async () => {
    const { run, json, server } = await installation()
    await run(['staff', 'create', 'ann', '--no-password'])
    const create = ['credential', 'create', '--staff', 'ann', '--name', 'Monitor']
    const made = await json<Created>([...create, '--ip', '127.0.0.1', '--ip', '::1', '--expires', '90d'])
    expect(made.token).toBe(`${made.identifier}.${made.secret}`)
    expect(await statusOf(server?.url, made)).toEqual(server ? [200, 'success'] : undefined)

    const listed = await run(['credential', 'list'])
    expect(listed.stdout).toContain(made.identifier)
    expect(listed.stdout).not.toContain(made.secret)
    expect(await run(['credential', 'revoke', made.identifier])).toMatchObject({
      stdout: `Credential ${made.id} (Monitor) is revoked\n`,
    })
    expect(await run(['credential', 'revoke', String(made.id)])).toMatchObject({
      stdout: `Credential ${made.id} (Monitor) was revoked before\n`,
    })
    expect(await statusOf(server?.url, made)).toEqual(server ? [403, 'error'] : undefined)
    expect(await run(['credential', 'revoke', '99'])).toMatchObject({ code: 1 })
    expect(await run([...create, '--expires', 'tomorrow'])).toMatchObject({ code: 1 })
  })

  it('a credential reads service passwords only where that was said', async () => {
    const { run, json } = await installation()
    await run(['staff', 'create', 'ann', '--no-password'])
    const create = ['credential', 'create', '--staff', 'ann', '--name', 'x']
    expect(await json(create)).toMatchObject({ readsPasswords: false, roles: ['Full Administrator without passwords'] })
    expect(await json(create)).toMatchObject({ roles: ['Full Administrator without passwords'] })
    expect(await json([...create, '--read-passwords'])).toMatchObject({ readsPasswords: true, roles: [] })
  })

  it('a credential says how the Remote API answers it', async () => {
    const { run, json } = await installation()
    await run(['staff', 'create', 'ann', '--no-password'])
    const create = ['credential', 'create', '--staff', 'ann', '--name', 'x']
    expect(await json(create)).toMatchObject({ httpStatus: 'documented', stringifyColumns: false })
    const old = [...create, '--http-status', 'always-200', '--stringify-columns']
    expect(await json(old)).toMatchObject({ httpStatus: 'always-200', stringifyColumns: true })
    expect(await run([...create, '--http-status', 'sometimes'])).toMatchObject({ code: 2 })
  })

  it('bans are made, listed and lifted', async () => {
    const { run, json } = await installation()
    await run(['migrate'])
    const add = ['ban', 'add', '192.0.2.7', '--minutes', '10', '--reason', 'Testing', '--face']
    expect(await json([...add, 'whmcs'])).toMatchObject({ id: 1, face: 'whmcs', address: '192.0.2.7' })
    expect(await run([...add, 'nobody'])).toMatchObject({ code: 1, stderr: expect.stringContaining('face') })
    expect(await json(['ban', 'list'])).toMatchObject([{ address: '192.0.2.7', reason: 'Testing' }])
    expect(await run(['ban', 'lift', '192.0.2.7'])).toMatchObject({ stdout: 'Lifted ban 1: 192.0.2.7 on whmcs\n' })
    expect(await run(['ban', 'list'])).toMatchObject({ stdout: 'No address is banned\n' })
    expect(await json(['ban', 'list', '--all'])).toMatchObject([{ id: 1, liftedAt: expect.any(String) }])
    expect(await run(['ban', 'lift', '192.0.2.7'])).toMatchObject({ code: 1 })
  })

  it('actions of the API are called without credentials, as nobody or as a staff member', async () => {
    const { run } = await installation()
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

  it('check says what is missing, and counts what scripts lacked', async () => {
    const { run, json } = await installation()
    await run(['migrate'])
    const empty = await run(['check'])
    expect(empty).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('problem: Nobody of the staff can sign in'),
    })
    expect(empty.stdout).toContain('any address may try to sign in')

    await run(['staff', 'create', 'ann', '--no-password'])
    await run(['call', 'GetInvoice'])
    const { problems, warnings } = await json<{ problems: []; warnings: { message: string }[] }>(['check'])
    expect(problems).toEqual([])
    expect(warnings.map(({ message }) => message).join()).toContain('getinvoice (1)')
  })

  it('a setup file is tried, applied and exported', async () => {
    const { run, folder } = await installation()
    const file = `${folder}.yaml`
    writeFileSync(file, 'currencies: [{ code: EUR }]\nservers: [{ name: a, module: demo, passwordFrom: env:PATH }]\n')
    expect(await run(['apply', file, '--dry-run'])).toMatchObject({
      code: 0,
      stdout: '+ currencies: EUR\n+ servers: a\nDry run, nothing was written: 2 added, 0 changed, 0 as they were\n',
    })
    expect((await run(['apply', file])).stdout).toContain('2 added, 0 changed')
    expect(await run(['apply', file])).toMatchObject({ stdout: '0 added, 0 changed, 2 as they were\n' })
    const { stdout } = await run(['export'])
    expect(stdout).toContain('code: EUR')
    expect(stdout).not.toContain(process.env.PATH)
    writeFileSync(file, 'servers:\n  - name: a\n    port: many\n')
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

it('migrate says what it did, and a second time that there is nothing to do', async () => {
  const folder = freshFolder()
  expect((await run(['migrate', '--data-dir', folder])).stdout).toMatch(/^Applied 0001_start\n(Applied \d{4}_\w+\n)*$/)
  expect((await run(['migrate', '--data-dir', folder])).stdout).toMatch(/^Nothing to do: schema \d{4}_\w+, SQLite /)
})

it('a command does not make a data folder out of a slip of the finger', async () => {
  const folder = freshFolder()
  expect(await run(['check', '--data-dir', folder])).toMatchObject({
    code: 1,
    stderr: `provisor: There is no data folder ${folder}\n  Name it with --data-dir\n`,
  })
  expect(JSON.parse((await run(['check', '--json', '--data-dir', folder])).stderr)).toEqual({
    error: { code: 'no_data_folder', message: `There is no data folder ${folder}`, hint: 'Name it with --data-dir' },
  })
})

it('commands at the same time wait for each other', async () => {
  const folder = freshFolder()
  await run(['migrate', '--data-dir', folder])
  const names = ['a', 'b', 'c', 'd']
  const ends = await Promise.all(
    names.map((name) => run(['staff', 'create', name, '--no-password', '--data-dir', folder])),
  )
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  expect(await runJson(['staff', 'list', '--data-dir', folder])).toHaveLength(4)
})

it('a password is not asked where there is no terminal', async () => {
  const { code, stderr } = await run(['staff', 'create', 'ann', '--data-dir', freshFolder()])
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--password-stdin') })
})

it.each([
  [['nope']],
  [['credential', 'create', '--staff', 'ann']],
  [['ban', 'add', '192.0.2.7', '--face', 'whmcs', '--minutes', 'x']],
  [['call', 'GetClients', '--xml', '--nvp']],
])('the command line %j is a misuse', async (args) => {
  const { code, stderr } = await run(args)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^provisor: /) })
})

it('prints its version and its help', async () => {
  expect(await run(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  expect(await run(['call', '--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('pid[0]=3') })
})

async function statusOf(url: string | undefined, { identifier, secret }: Created) {
  if (url === undefined) return undefined
  const body = new URLSearchParams({ identifier, secret, action: 'GetClients', responsetype: 'json' })
  const answer = await fetch(`${url}/includes/api.php`, { method: 'POST', body })
  return [answer.status, ((await answer.json()) as { result: string }).result]
}
