import { describe, expect, test } from 'vitest'
import { type AccessWorld, hireBob, NOW, openAccess, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { SYSTEM } from '../actor.ts'
import { md5Hex } from '../sign-in/passwords.ts'

async function setup() {
  const world = await openAccess()
  return { ...world, ...(await hireBob(world)) }
}

describe('staff', () => {
  test('begin active, without the legacy sign-in, with what was given', async () => {
    const { access } = await setup()
    const carol = await access.staff.create(SYSTEM, { username: ' carol ', roleId: 1, firstName: 'Carol' })
    expect(carol).toMatchObject({ id: 2, username: 'carol', firstName: 'Carol', lastName: '', email: '', active: true })
    expect(carol).toMatchObject({ legacyLogin: false, passwordVersion: 1, createdAt: NOW, updatedAt: NOW })
    expect(await access.staff.list(SYSTEM)).toContainEqual(carol)
  })

  test.each([
    ['a username that differs by case only from another', { username: 'BOB' }],
    ['no username', { username: '' }],
    ['half an e-mail address', { username: 'carol', email: 'carol@' }],
    ['a short password', { username: 'carol', password: '1234567' }],
  ])('with %s are refused', async (_, staff) => {
    const { access } = await setup()
    await expect(access.staff.create(SYSTEM, { roleId: 1, ...staff })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('are refused a password without a word of it', async () => {
    const { access } = await setup()
    const refusal = await access.staff.setPassword(SYSTEM, 1, 'hunter2').catch((why: Error) => why)
    expect(JSON.stringify([String(refusal), refusal])).not.toContain('hunter2')
  })

  test.each([
    ['the shortest', 'zebra-lamp 9'],
    ['only letters, without a rule of what must be in it', 'orangesandmountains'],
    ['long, with blanks at both ends', ` ${'correct horse battery staple '.repeat(35)} `],
    ['of any script', 'Пароль 密码 🔑'],
  ])('may have a password that is %s, to the letter', async (_, password) => {
    const { access } = await setup()
    await access.staff.setPassword(SYSTEM, 1, password)
    const outcome = async (text: string) => {
      const answer = await access.authentication.byStaffPassword('bob', md5Hex(text), 'aculab', '192.0.2.1')
      return 'refused' in answer ? answer.refused : 'in'
    }
    for (const other of [password.trim(), password.toUpperCase(), password.slice(0, -1)].filter(
      (it) => it !== password,
    ))
      expect([other, await outcome(other)]).toEqual([other, 'wrong_credentials'])
    expect(await outcome(password)).toBe('in')
  })

  test('show what changed, and nothing when nothing did', async () => {
    const world = await setup()
    await world.access.staff.update(SYSTEM, 1, { notes: 'On call', email: 'bob@example.com' })
    expect((await world.happenings()).at(-1)).toMatchObject({
      kind: 'staff.updated',
      changes: { notes: ['', 'On call'] },
    })
    const before = (await world.happenings()).length
    expect(await world.access.staff.update(SYSTEM, 1, { notes: 'On call' })).toMatchObject({ notes: 'On call' })
    await world.access.staff.enable(SYSTEM, 1)
    expect(await world.happenings()).toHaveLength(before)
  })

  test('who do not exist are not found', async () => {
    const { access } = await setup()
    for (const verb of [
      () => access.staff.disable(SYSTEM, 9),
      () => access.staff.update(SYSTEM, 9, { notes: 'x' }),
      () => access.staff.setPassword(SYSTEM, 9, 'battery staple'),
      () => access.staff.update(SYSTEM, 1, { roleId: 9 }),
    ])
      await expect(verb()).rejects.toMatchObject({ code: 'not_found' })
  })
})

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  describe('with many at once', () => {
    test('loses no change of the version and none of two changes of one member', () =>
      opened(async (world) => {
        const { bob } = await hireBob(world)
        const other = world.another()
        const before = await world.read.access.version()
        await Promise.all([
          ...Array.from({ length: 10 }, (_, index) => world.access.staff.update(SYSTEM, bob.id, { notes: `${index}` })),
          ...Array.from({ length: 10 }, (_, index) => other.staff.update(SYSTEM, bob.id, { signature: `${index}` })),
          ...Array.from({ length: 5 }, () => other.staff.setPassword(SYSTEM, bob.id, 'battery staple')),
        ])
        const staff = (await world.read.access.staff.get(bob.id))!
        expect(await world.read.access.version()).toBe(before + 25)
        expect(staff).toMatchObject({ passwordVersion: bob.passwordVersion + 5 })
        expect([staff.notes, staff.signature]).not.toContain('')
      }))

    test('makes one member of two with the same username', () =>
      opened(async (world) => {
        const { role } = await hireBob(world)
        const hire = (username: string) => world.access.staff.create(SYSTEM, { username, roleId: role.id })
        const outcomes = await Promise.allSettled([hire('dora'), hire('DORA'), hire('Dora')])
        expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
      }))
  })
})
