import { expect, test } from 'vitest'
import type { ServiceStore } from './store.ts'
import { freeUsername, newPassword, usernameOf } from './username.ts'

test.each([
  ['demodomain.com', 'demodoma'],
  ['DemoDomain.com', 'demodoma'],
  ['ab.io', 'abio'],
  ['my-shop.example', 'myshopex'],
  ['123shop.de', 'shopde'],
])('the user name of %s is %s', (domain, username) => {
  expect(usernameOf(domain)).toBe(username)
})

test.each(['', '123', '日本', '4.com', 'www.4.com', '日本.jp'])(
  '%j has no letters to make a user name of, so it is random',
  (domain) => {
    expect(usernameOf(domain)).toMatch(/^[a-z]{8}$/)
    expect(usernameOf(domain)).not.toBe(usernameOf(domain))
  },
)

test('a user name does not begin with a word that panels keep for themselves', () => {
  expect(usernameOf('testing.example')).toMatch(/^(?!test)[a-z]{8}$/)
})

function withTaken(taken: string[]) {
  let held = false
  const services = {
    holdUsernames: async () => {
      held = true
    },
    isUsernameTaken: async (username: string) => {
      expect(held).toBe(true)
      return taken.includes(username)
    },
  }
  return { services: services as unknown as ServiceStore }
}

test('a user name that is taken gets a number, which takes the place of its end', async () => {
  expect(await freeUsername(withTaken([]), 'demodomain.com')).toBe('demodoma')
  expect(await freeUsername(withTaken(['demodoma']), 'demodomain.com')).toBe('demodom1')
  expect(await freeUsername(withTaken(['demodoma', 'demodom1', 'demodom2']), 'demodomain.com')).toBe('demodom3')
  expect(await freeUsername(withTaken(['abio']), 'ab.io')).toBe('abio1')
})

test('a user name that many wanted gets a random end', async () => {
  const taken = ['demodoma', ...Array.from({ length: 9 }, (_, index) => `demodom${index + 1}`)]
  expect(await freeUsername(withTaken(taken), 'demodomain.com')).toMatch(/^demo[a-z]{4}$/)
})

test('a new password has ten characters and one of each kind', () => {
  for (let index = 0; index < 200; index++) {
    const password = newPassword()
    expect(password).toMatch(/^[A-Za-z0-9]{10}$/)
    expect(password).toMatch(/[A-Z].*/)
    expect(password).toMatch(/[a-z]/)
    expect(password).toMatch(/\d/)
  }
})
