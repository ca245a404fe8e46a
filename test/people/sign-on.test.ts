import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { openApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  openIdentityProvider,
  type Person,
  walkThrough,
} from '../support/identity-provider.ts'

const HOST = 'localhost:8080'
const CALLBACK = `http://${HOST}/sign-on/callback`
const ANN: Person = {
  sub: 'ann-1',
  preferred_username: 'ann',
  given_name: 'Ann',
  family_name: 'Fisher',
  email: 'ann@example.com',
  groups: ['everybody', 'support'],
}

forEachEngine((engine) => {
  async function open() {
    let person = ANN
    const { issuer } = await openIdentityProvider(CALLBACK, () => person)
    const app = await openApp(await engine.fresh(), {
      signOnIssuer: issuer,
      signOnName: 'Example Login',
      signOnClientId: CLIENT_ID,
      signOnClientSecret: CLIENT_SECRET,
      signOnRoles: 'admins=Administrator,support=Support',
    })
    const { roles } = app.provisor.domain.access
    await roles.create(SYSTEM, { name: 'Administrator', permissions: ['*'] })
    await roles.create(SYSTEM, { name: 'Support', permissions: ['api.access', 'clients.read'] })

    const get = (url: string, cookie = '') => app.http.inject({ url, headers: { host: HOST, cookie } })
    async function begin(path = '/sign-on') {
      const answer = await get(path)
      const back = await walkThrough(String(answer.headers.location), CALLBACK)
      return { kept: String(answer.headers['set-cookie']).split(';')[0]!, back: back.pathname + back.search }
    }
    async function signIn(path?: string) {
      const { kept, back } = await begin(path)
      const answer = await get(back, kept)
      const cookie = [answer.headers['set-cookie']].flat().find((one) => /^provisor-session=/.test(String(one)))
      return { answer, me: cookie && (await get('/api/v1/me', String(cookie).split(';')[0]!)).json() }
    }
    return { ...app, issuer, get, begin, signIn, become: (given: Partial<Person>) => (person = { ...ANN, ...given }) }
  }

  test('who comes over the provider is made a member, with the role of their group', async () => {
    const { signIn, get, provisor } = await open()
    expect((await get('/api/v1/sessions/methods')).json()).toMatchObject({
      signOn: { name: 'Example Login', path: '/sign-on' },
    })
    const { answer, me } = await signIn('/sign-on?to=/api/docs')
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/api/docs' } })
    expect(me).toMatchObject({ username: 'ann', firstName: 'Ann', email: 'ann@example.com', role: 'Support' })
    expect(await provisor.domain.access.staff.list(SYSTEM)).toMatchObject([{ username: 'ann', legacyLogin: false }])
  })

  test('the role follows the groups at each sign-in, and no group is no way in', async () => {
    const { signIn, become, provisor } = await open()
    await signIn()
    become({ groups: ['admins'] })
    expect((await signIn()).me).toMatchObject({ username: 'ann', role: 'Administrator' })
    become({ groups: ['everybody'] })
    const { answer, me } = await signIn()
    expect(answer).toMatchObject({ statusCode: 403, body: 'None of your groups at Example Login has a role here\n' })
    expect(me).toBeUndefined()
    const [member] = await provisor.domain.access.staff.list(SYSTEM)
    await provisor.domain.access.staff.disable(SYSTEM, member!.id)
    become({ groups: ['admins'] })
    expect((await signIn()).answer).toMatchObject({ statusCode: 403, body: 'Your staff account is disabled\n' })
  })

  test('nobody becomes a member of the same name, until they are linked', async () => {
    const { signIn, provisor } = await open()
    const { access } = provisor.domain
    const [role] = await access.roles.list(SYSTEM)
    const { id } = await access.staff.create(SYSTEM, { username: 'Ann', roleId: role!.id })
    expect((await signIn()).answer).toMatchObject({ statusCode: 403, body: /is that of another member/ })
    await access.signOn.link(SYSTEM, 'ann', ANN.sub)
    expect((await signIn()).me).toMatchObject({ staffId: id, username: 'Ann', role: 'Support' })
  })

  test('what comes back counts only in the browser that began it, as it was begun', async () => {
    const { begin, get, clock } = await open()
    const { kept, back } = await begin()
    expect(await get(back)).toMatchObject({ statusCode: 403, body: /not begun in this browser/ })
    const other = await begin()
    expect(await get(back, other.kept)).toMatchObject({ statusCode: 403, body: /did not sign you in/ })
    expect(await get(back.replace(/code=[^&]+/, 'code=x'), kept)).toMatchObject({ statusCode: 403 })
    clock.advance(11 * 60_000)
    expect(await get(back, kept)).toMatchObject({ statusCode: 403, body: /too long ago/ })
  })

  test.each(['//evil.test/', '/\\evil.test', 'https://evil.test/', '/x\r\nset-cookie:a=b'])(
    'the page to go on with is one of ours, not %j',
    async (to) => {
      const { signIn } = await open()
      expect((await signIn(`/sign-on?to=${encodeURIComponent(to)}`)).answer.headers.location).toBe('/')
    },
  )

  test('a provider that does not answer is told of', async () => {
    const app = await openApp(await engine.fresh(), {
      signOnIssuer: 'http://127.0.0.1:9',
      signOnClientId: CLIENT_ID,
      signOnRoles: 'a=b',
    })
    expect(await app.http.inject({ url: '/sign-on' })).toMatchObject({
      statusCode: 503,
      body: 'Single sign-on does not answer\n',
    })
  })
})
