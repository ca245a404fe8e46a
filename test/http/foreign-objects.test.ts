import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { OPERATIONS } from '../../src/wire/native/contract.ts'
import { demonstration, openApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { makeFuzzedRequests } from '../support/fuzzed-requests.ts'

/** What belongs to a project, by the beginning of its path, and how one is made in it. */
const INSIDE: Readonly<Record<string, { path: string; body: (projectId: number) => unknown }>> = {
  actions: { path: '/projects/{id}/actions', body: () => ({ name: 'Hidden action' }) },
  topics: { path: '/topics', body: (projectId) => ({ projectId, title: 'Hidden', detail: 'Hidden' }) },
  'time-logs': {
    path: '/time-logs',
    body: (projectId) => ({ parentType: 'project', parentId: projectId, durationSeconds: 60 }),
  },
}

forEachEngine((engine) => {
  test('what is in a project that is not for them nobody sees, changes or deletes', async () => {
    const app = await openApp(await engine.fresh(demonstration))
    const { roles, staff, credentials } = app.provisor.domain.access
    const send = async (token: string, method: string, url: string, payload?: unknown) => {
      const answer = await app.http.inject({
        method: method as 'POST',
        url: `/api/v1${url}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...(payload !== undefined && { 'content-type': 'application/json' }),
        },
        ...(payload !== undefined && { payload: JSON.stringify(payload) }),
      })
      return { status: answer.statusCode, body: answer.json() }
    }
    const owner = app.demo.token
    const { body: project } = await send(owner, 'POST', '/projects', { name: 'Hidden project', staffAccess: 'manager' })
    const ids = new Map<string, number>([['projects', project.id]])
    for (const [noun, { path, body }] of Object.entries(INSIDE)) {
      const made = await send(owner, 'POST', path.replace('{id}', project.id), body(project.id))
      expect(made.body, noun).toMatchObject({ id: expect.any(Number) })
      ids.set(noun, made.body.id)
    }

    const role = await roles.create(SYSTEM, {
      name: 'Stranger',
      permissions: ['api.access', 'projects.read', 'projects.write', 'support.*'],
    })
    const member = await staff.create(SYSTEM, { username: 'stranger', roleId: role.id })
    const { credential, secret } = await credentials.create(SYSTEM, { name: 'Stranger', staffId: member.id })
    const stranger = `${credential.identifier}.${secret}`
    const requests = makeFuzzedRequests(OPERATIONS, 'foreign')
    const failures: string[] = []
    for (const operation of OPERATIONS) {
      const [, noun = '', id] = operation.path.split('/')
      if (!ids.has(noun) || id !== '{id}') continue
      let answer = { status: 400, body: { code: 'invalid' } }
      for (let tries = 0; tries < 40 && answer.body.code === 'invalid'; tries++) {
        const { method, url, payload } = requests.draw(operation, 0)
        const own = url.slice('/api/v1'.length).replace(/^\/[^/?]+\/[^/?]+/, `/${noun}/${ids.get(noun)}`)
        answer = await send(stranger, method, own, payload === undefined ? undefined : JSON.parse(payload))
      }
      if (!['not_visible', 'not_found'].includes(answer.body.code))
        failures.push(`${operation.id}: ${answer.status} ${answer.body.code}`)
    }
    expect(failures).toEqual([])
    for (const [noun, id] of ids) expect((await send(owner, 'GET', `/${noun}/${id}`)).status, noun).toBe(200)
    for (const [list, name] of [
      ['projects', 'Hidden project'],
      ['actions', 'Hidden action'],
    ])
      expect(JSON.stringify((await send(stranger, 'GET', `/${list}?limit=500`)).body)).not.toContain(name)
  })
})
