import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstration, startApp, type TestApp } from '../../test/support/app.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { makeClient, ProvisorError } from '../src/index.ts'

forEachEngine((engine) => {
  let app: TestApp
  let baseUrl: string
  const connect = (token = app.demo.token) => makeClient({ baseUrl, token, retries: 0 })

  beforeAll(async () => {
    app = await startApp(await engine.fresh(demonstration))
    baseUrl = await app.http.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(() => app.close())

  test('tells whom it talks to, with or without a token', async () => {
    expect(await connect('').about()).toMatchObject({ name: 'Provisor', version: expect.any(String) })
  })

  test('lists, gets and reads the history of services', async () => {
    const client = connect()
    const { items, total } = await client.services.list({ clientId: 1, status: 'Active' })
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({ id: 2, domain: 'demodomain2.net', recurring: '24.95', currency: 'USD' })
    expect(items[0]).not.toHaveProperty('password')
    expect(await client.services.get(2)).toEqual(items[0])
    expect(await client.services.get(2, { include: ['password'] })).toEqual({ ...items[0], password: 'xxxxxxxx' })
    expect(await client.services.history(2)).toEqual({ items: [], total: 0, offset: 0, limit: 50, nextCursor: null })
  })

  test('all() gives every service once, whatever the size of its pages', async () => {
    const ids: number[] = []
    for await (const { id } of connect().services.all({}, { pageSize: 30 })) ids.push(id)
    expect(ids).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
  })

  test('what the server refuses is a ProvisorError with all that it said', async () => {
    const missing = connect().services.get(9999)
    await expect(missing).rejects.toBeInstanceOf(ProvisorError)
    await expect(missing).rejects.toMatchObject({
      status: 404,
      code: 'not_found',
      detail: 'Service 9999 was not found',
      facts: { noun: 'Service', id: 9999 },
    })
    await expect(connect('wrong.token').services.list()).rejects.toMatchObject({ status: 401, code: 'unauthenticated' })
    await expect(connect().services.list({ limit: 0, offset: -1 })).rejects.toMatchObject({
      status: 400,
      code: 'invalid',
      errors: [{ path: 'query.offset' }, { path: 'query.limit' }],
    })
  })
})
