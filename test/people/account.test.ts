import { expect, test } from 'vitest'
import { makeClient } from '../../client/src/client.ts'
import { SYSTEM } from '../../src/access/actor.ts'
import { NOW, openApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { injectedFetch } from '../support/injected-fetch.ts'

const PASSWORD = 'seven green bicycles'
const OTHER = 'eight blue tricycles'

forEachEngine((engine) => {
  async function open() {
    const app = await openApp(await engine.fresh())
    const { roles, staff } = app.provisor.domain.access
    const role = await roles.create(SYSTEM, { name: 'Support', permissions: ['api.access'] })
    await staff.create(SYSTEM, { username: 'ann', roleId: role.id, password: PASSWORD })
    const person = (password: string) => {
      const client = makeClient({ baseUrl: 'http://localhost', session: true, fetch: injectedFetch(app), retries: 0 })
      return { client, signIn: () => client.sessions.create({ username: 'ann', password }) }
    }
    return { ...app, person }
  }

  test('a member changes the own password, who shows the present one; other sessions are over', async () => {
    const { person } = await open()
    const [ann, elsewhere] = [person(PASSWORD), person(PASSWORD)]
    await ann.signIn()
    await elsewhere.signIn()
    await expect(ann.client.me.setPassword({ current: OTHER, password: OTHER })).rejects.toMatchObject({
      code: 'invalid',
      facts: { field: 'current' },
    })
    await expect(ann.client.me.setPassword({ current: PASSWORD, password: 'password1234' })).rejects.toMatchObject({
      code: 'invalid',
      facts: { field: 'password' },
    })
    await ann.client.me.setPassword({ current: PASSWORD, password: OTHER })
    expect(await ann.client.me.get()).toMatchObject({ username: 'ann' })
    await expect(elsewhere.client.me.get()).rejects.toMatchObject({ status: 401 })
    await expect(person(PASSWORD).signIn()).rejects.toMatchObject({ code: 'sign_in_refused' })
    await person(OTHER).signIn()
  })

  test('who took over a browser cannot guess the present password for long', async () => {
    const app = await open()
    const { client, signIn } = app.person(PASSWORD)
    await signIn()
    const away = makeClient({
      baseUrl: 'http://localhost',
      session: true,
      fetch: injectedFetch(app, {}, '203.0.113.9'),
      retries: 0,
    })
    await away.sessions.create({ username: 'ann', password: PASSWORD })
    for (let guess = 0; guess < 3; guess++)
      await expect(away.me.setPassword({ current: `guess ${guess}`, password: OTHER })).rejects.toMatchObject({
        code: 'invalid',
      })
    await expect(away.me.setPassword({ current: PASSWORD, password: OTHER })).rejects.toMatchObject({
      code: 'address_banned',
    })
    expect(await client.me.get()).toMatchObject({ username: 'ann' })
  })

  test('a member without rights over access has tokens of the own, with what the role allows at each use', async () => {
    const app = await open()
    const { client, signIn } = app.person(PASSWORD)
    await signIn()
    const { token, secret } = await client.me.createToken({ name: 'Report' })
    const program = makeClient({ baseUrl: 'http://localhost', token: secret, fetch: injectedFetch(app), retries: 0 })
    expect(await program.me.get()).toMatchObject({ username: 'ann', permissions: ['api.access'] })
    expect(await client.me.tokens()).toEqual({ items: [{ ...token, usedAt: new Date(NOW).toISOString() }] })
    await expect(program.clients.list()).rejects.toMatchObject({ code: 'permission_refused' })
    await app.provisor.domain.access.roles.update(SYSTEM, 1, { permissions: ['api.access', 'clients.read'] })
    expect(await program.clients.list()).toMatchObject({ total: 0 })
    // What concerns the own sign-in is for no program.
    await expect(program.me.createToken({ name: 'Another' })).rejects.toMatchObject({ code: 'session_needed' })
    await client.me.deleteToken(token.id)
    await expect(program.me.get()).rejects.toMatchObject({ status: 401 })
    expect(await client.me.tokens()).toEqual({ items: [] })
    await expect(client.me.deleteToken(token.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('tokens are made by whoever has just signed in, and nobody deletes those of another', async () => {
    const app = await open()
    const { client, signIn } = app.person(PASSWORD)
    await signIn()
    const { access } = app.provisor.domain
    const bob = await access.staff.create(SYSTEM, { username: 'bob', roleId: 1, password: OTHER })
    const { credential } = await access.credentials.create(SYSTEM, { name: 'of Bob', staffId: bob.id })
    await expect(client.me.deleteToken(credential.id)).rejects.toMatchObject({ code: 'not_found' })
    for (let made = 0; made < 20; made++) await client.me.createToken({ name: `Token ${made}` })
    await expect(client.me.createToken({ name: 'One more' })).rejects.toMatchObject({ code: 'invalid' })
    app.clock.advance(16 * 60_000)
    await expect(client.me.createToken({ name: 'Late' })).rejects.toMatchObject({ code: 'sign_in_again' })
  })

  test('who has to set up a second factor first has no token that goes around it', async () => {
    const app = await open()
    await app.provisor.domain.access.roles.update(SYSTEM, 1, { requiresSecondFactor: true })
    const { client, signIn } = app.person(PASSWORD)
    await signIn()
    await expect(client.me.createToken({ name: 'Around' })).rejects.toMatchObject({ code: 'permission_refused' })
  })
})
