import { expect, test } from 'vitest'
import { makeClient } from '../../client/src/client.ts'
import { SYSTEM } from '../../src/access/actor.ts'
import { openApp } from '../support/app.ts'
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
})
