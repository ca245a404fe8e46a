import { describe, expect, test } from 'vitest'
import { BOTH_PLACES, openInstallation, PLACES } from '../../../test/support/command.ts'

type Created = { id: number; identifier: string; secret: string; token: string; roles: string[] }

describe.each(BOTH_PLACES)('%s', (_place, prepare) => {
  test('a credential is shown once, opens the API, and is of no use when it is revoked', async () => {
    const { run, json, server } = await openInstallation(prepare)
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
    expect(await run([...create, '--expires', 'tomorrow'])).toMatchObject({ code: 2 })
  })
})

describe.each(PLACES)('%s', (_place, prepare) => {
  test('a credential reads service passwords only where that was said', async () => {
    const { run, json } = await openInstallation(prepare)
    await run(['staff', 'create', 'ann', '--no-password'])
    const create = ['credential', 'create', '--staff', 'ann', '--name', 'x']
    expect(await json(create)).toMatchObject({ readsPasswords: false, roles: ['Full Administrator without passwords'] })
    expect(await json(create)).toMatchObject({ roles: ['Full Administrator without passwords'] })
    expect(await json([...create, '--read-passwords'])).toMatchObject({ readsPasswords: true, roles: [] })
  })

  test('a credential says how the Remote API answers it', async () => {
    const { run, json } = await openInstallation(prepare)
    await run(['staff', 'create', 'ann', '--no-password'])
    const create = ['credential', 'create', '--staff', 'ann', '--name', 'x']
    expect(await json(create)).toMatchObject({ httpStatus: 'documented', stringifyColumns: false })
    const old = [...create, '--http-status', 'always-200', '--stringify-columns']
    expect(await json(old)).toMatchObject({ httpStatus: 'always-200', stringifyColumns: true })
    expect(await run([...create, '--http-status', 'sometimes'])).toMatchObject({ code: 2 })
  })
})

async function statusOf(url: string | undefined, { identifier, secret }: Created) {
  if (url === undefined) return undefined
  const body = new URLSearchParams({ identifier, secret, action: 'GetClients', responsetype: 'json' })
  const answer = await fetch(`${url}/includes/api.php`, { method: 'POST', body })
  return [answer.status, ((await answer.json()) as { result: string }).result]
}
