import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freshFolder, run, runJson, startServer } from '../../../test/support/command.ts'

describe('a first start', () => {
  test('says where it listens, and what to do next', async () => {
    const folder = freshFolder()
    const { url, welcome } = await startServer(['--data-dir', folder])
    expect(welcome).toMatch(/^provisor: listening on http:\/\/127\.0\.0\.1:\d+\n/)
    expect(welcome).toContain(`staff create <username> --data-dir ${folder}`)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(`${folder}/provisor.sock`).mode & 0o777).toBe(0o600)
  })

  test('prints JSON for machines', async () => {
    const folder = freshFolder()
    const { welcome, url } = await startServer(['--json', '--data-dir', folder])
    expect(JSON.parse(welcome)).toEqual({ url, pid: expect.any(Number), dataDir: folder })
  })

  test('with --demo prints credentials, and a curl line that works as it stands', async () => {
    const folder = freshFolder()
    const { url, welcome } = await startServer(['--demo', '--data-dir', folder])
    const file = `${folder}/demo.json`
    const demo = JSON.parse(readFileSync(file, 'utf8'))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(demo.baseUrl).toBe(url)
    expect(welcome).toContain(`${demo.admin.username}, password ${demo.admin.password}`)
    expect(welcome).toContain(`identifier ${demo.whmcs.identifier}, secret ${demo.whmcs.secret}`)

    expect(welcome).toContain(`${demo.aculab.username}, key ${demo.aculab.apiKey}`)

    const lines = welcome.split('\n').filter((line) => line.includes('curl '))
    expect(await Promise.all(lines.map(asCurl))).toEqual([
      expect.objectContaining({ result: 'success' }),
      expect.arrayContaining([{ service_name: 'service-name-1', length: 78 }]),
      expect.objectContaining({ request: expect.objectContaining({ action: 'projects/219/whmcstickets', code: 200 }) }),
    ])
    expect(welcome).toContain(`${demo.wbteampro.username}, MD5 of the password ${demo.wbteampro.passwordMd5}`)
  })
})

/** What curl would answer to such a line. */
async function asCurl(line: string): Promise<unknown> {
  const words = line.trim().split(' ').slice(1)
  const valuesOf = (flag: string) => words.filter((_, index) => words[index - 1] === flag)
  const [user] = valuesOf('-u')
  const fields = valuesOf('-d')
  const answer = await fetch(words.find((word) => word.startsWith('http'))!, {
    ...(fields.length > 0 && { method: 'POST', body: new URLSearchParams(fields.join('&')) }),
    ...(user && { headers: { authorization: `Basic ${Buffer.from(user).toString('base64')}` } }),
  })
  expect(answer.status).toBe(200)
  return answer.json()
}

describe('a second start', () => {
  test('keeps the data and the credentials, and says how to start over', async () => {
    const folder = freshFolder()
    const first = await startServer(['--demo', '--data-dir', folder])
    const before = JSON.parse(readFileSync(`${folder}/demo.json`, 'utf8'))
    await first.stop()
    const { url, welcome } = await startServer(['--demo', '--data-dir', folder])
    expect(welcome).toContain('The data of earlier starts was kept')
    expect(welcome).toContain(`remove ${folder}`)
    expect(welcome).toContain(before.whmcs.secret)
    expect(JSON.parse(readFileSync(`${folder}/demo.json`, 'utf8'))).toEqual({ ...before, baseUrl: url })
  })

  test('beside a running server refuses the folder and names the process', async () => {
    const folder = freshFolder()
    await startServer(['--data-dir', folder])
    const { code, stdout, stderr } = await run(['serve', '--port', '0', '--data-dir', folder])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/A server runs on .* already\n {2}Stop it \(process \d+\), or name another --data-dir\n/)
  })

  test('after a kill works as if nothing had been', async () => {
    const folder = freshFolder()
    const first = await startServer(['--data-dir', folder])
    first.signal('SIGKILL')
    await first.ended
    expect(existsSync(`${folder}/provisor.sock`)).toBe(true)
    await startServer(['--data-dir', folder])
    expect(await run(['staff', 'list', '--data-dir', folder])).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('a start that cannot be', () => {
  test('says that the port is taken, and names --port', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void taken.close())
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as AddressInfo
    const { code, stdout, stderr } = await run(['serve', '--port', String(port), '--data-dir', freshFolder()])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      `provisor: Port ${port} of 127.0.0.1 is taken\n  Choose another with --port (PROVISOR_PORT); --port 0 picks a free one\n`,
    )
  })

  test('ends when what it opens after the database cannot be opened', async () => {
    const folder = freshFolder()
    writeFileSync(`${folder}.file`, '')
    onTestFinished(() => rmSync(`${folder}.file`))
    const { code, stderr } = await run(['serve', '--port', '0', '--data-dir', folder, '--files-dir', `${folder}.file`])
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`${folder}.file`) })
  })

  test('names every wrong setting at once, flags before the environment', async () => {
    const args = ['serve', '--port', 'many', '--data-dir', freshFolder()]
    const { code, stderr } = await run(args, { env: { PROVISOR_PORT: '8080', PROVISOR_LOGIN_TRIES: 'x' } })
    expect(code).toBe(2)
    expect(stderr).toBe(
      'provisor: --port: expected a whole number, 0 or more, got "many"\n' +
        'provisor: PROVISOR_LOGIN_TRIES: expected a whole number, 0 or more, got "x"\n',
    )
  })

  test('shows demonstration data to nobody else, unless told twice', async () => {
    const folder = freshFolder()
    const args = ['--demo', '--host', '0.0.0.0', '--data-dir', folder]
    const refused = await run(['serve', '--port', '0', ...args])
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--demo-anyway') })
    expect(existsSync(folder)).toBe(false)
    const { url } = await startServer([...args, '--demo-anyway'])
    expect(url).toMatch(/^http:\/\/0\.0\.0\.0:/)
  })

  test('does not mix demonstration data with that of an operator', async () => {
    const folder = freshFolder()
    await run(['staff', 'create', 'ann', '--no-password', '--data-dir', folder])
    const { code, stderr } = await run(['serve', '--demo', '--port', '0', '--data-dir', folder])
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('data of its own') })
    const { welcome } = await startServer(['--demo', '--demo-anyway', '--data-dir', folder])
    expect(welcome).toContain('With demonstration data')
    expect(await runJson(['staff', 'list', '--data-dir', folder])).toMatchObject([
      { username: 'admin' },
      { username: 'ann' },
      { username: 'jana' },
      { username: 'priya' },
    ])
  })

  test('shows a stack only to who asks for it, by the lines of the sources', async () => {
    const folder = freshFolder()
    const args = ['serve', '--port', '0', '--tls-cert', '/nowhere', '--tls-key', '/nowhere', '--data-dir', folder]
    const plain = await run(args)
    expect(plain.stderr.split('\n')[0]).toBe('provisor: HTTPS cannot be served')
    expect(plain.stderr).not.toMatch(/\n +at /)
    const { stderr } = await run(args, { env: { PROVISOR_DEBUG: '1' } })
    expect(stderr).toMatch(/\n {4}at .*\(?src\/[\w/-]+\.ts:\d+:\d+\)?\n/)
    expect(stderr).not.toContain('/dist/')
  })
})

describe('signals', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s lets an open request end, and then the server', async (name) => {
    const folder = freshFolder()
    const server = await startServer(['--data-dir', folder])
    const request = await openRequest(server.url)
    server.signal(name)
    await server.says(/stopping when the open requests have ended/)
    expect(await request.finish()).toMatch(/^HTTP\/1\.1 \d+ /)
    expect(await server.ended).toMatchObject({ code: 0 })
    expect(existsSync(`${folder}/provisor.sock`)).toBe(false)
  })

  test('a second one does not wait', async () => {
    const server = await startServer(['--data-dir', freshFolder()])
    await openRequest(server.url)
    server.signal('SIGINT')
    await server.says(/once more stops at once/)
    server.signal('SIGINT')
    expect(await server.ended).toMatchObject({ code: 1 })
  })
})

/** A request whose body has not come yet. The server has seen its head. */
async function openRequest(url: string): Promise<{ finish(): Promise<string> }> {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  let answer = ''
  const heard = (pattern: RegExp) =>
    new Promise<void>((resolve) => socket.on('data', () => pattern.test(answer) && resolve()))
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text
  })
  const continues = heard(/^HTTP\/1\.1 100 /)
  socket.write(
    `POST /includes/api.php HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
      'Content-Length: 3\r\nExpect: 100-continue\r\n\r\n',
  )
  await continues
  return {
    async finish() {
      const answered = heard(/\r\n\r\n.*\r\n\r\n/s)
      socket.write('a=b')
      await answered
      return answer.slice(answer.indexOf('\r\n\r\n') + 4)
    },
  }
}
