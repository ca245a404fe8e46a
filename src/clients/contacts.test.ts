import { expect, test } from 'vitest'
import { ada, openWorldWithCurrency } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'

test('a contact needs nothing, but what it has must be well-formed and its own', async () => {
  const { clients } = await openWorldWithCurrency()
  const { client } = await clients.create(SYSTEM, ada)
  const contact = await clients.contacts.create(SYSTEM, client.id, { firstName: 'Charles', email: 'c@example.com' })
  expect(contact).toMatchObject({
    clientId: client.id,
    firstName: 'Charles',
    emails: { domain: false, general: false },
  })
  const add = (input: object) => clients.contacts.create(SYSTEM, client.id, input)
  await expect(add({ email: 'C@example.com' })).rejects.toMatchObject({ code: 'email_taken' })
  await expect(add({ email: 'nobody' })).rejects.toMatchObject({ code: 'email_invalid' })
  await add({ firstName: 'Annabella' })
  await add({ firstName: 'Byron' })
  expect((await clients.contacts.list(SYSTEM, client.id)).map(({ firstName }) => firstName)).toEqual([
    'Charles',
    'Annabella',
    'Byron',
  ])
  await expect(clients.contacts.create(SYSTEM, 99, {})).rejects.toMatchObject({ code: 'not_found' })
})
