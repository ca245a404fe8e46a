import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { openTicketWorld, staff } from '../../test/support/ticket-world.ts'
import { SYSTEM } from '../access/actor.ts'

const ALL = { offset: 0, limit: 100 }

forEachEngine((engine) => {
  test('predefined replies are made, found by category, changed and deleted, each with its event', async () => {
    const { support, happenings } = await openTicketWorld(engine)
    const { predefinedReplies } = support
    const hello = await predefinedReplies.create(SYSTEM, { name: ' Hello ', text: 'Good day,\nand welcome.' })
    expect(hello).toEqual({ id: 1, category: '', name: 'Hello', text: 'Good day,\nand welcome.' })
    await predefinedReplies.create(SYSTEM, { category: 'Billing', name: 'Hello', text: 'About your invoice' })
    expect(await predefinedReplies.list(SYSTEM, {}, ALL)).toMatchObject({ total: 2, rows: [hello, { id: 2 }] })
    expect(await predefinedReplies.list(SYSTEM, { category: 'Billing' }, ALL)).toMatchObject({
      total: 1,
      rows: [{ id: 2 }],
    })
    expect(await predefinedReplies.list(SYSTEM, {}, { offset: 9, limit: 1 })).toEqual({ total: 2, rows: [] })
    expect(await predefinedReplies.update(SYSTEM, 1, { category: 'General' })).toEqual({
      ...hello,
      category: 'General',
    })
    await predefinedReplies.delete(SYSTEM, 1)
    await expect(predefinedReplies.get(SYSTEM, 1)).rejects.toMatchObject({ code: 'not_found' })
    const kinds = (await happenings()).map(({ kind }) => kind).filter((kind) => kind.startsWith('predefined'))
    expect(kinds).toEqual([
      'predefined_reply.created',
      'predefined_reply.created',
      'predefined_reply.updated',
      'predefined_reply.deleted',
    ])
  })

  test('a name is unique in its category, a text is not empty, and rights are asked for', async () => {
    const { predefinedReplies } = (await openTicketWorld(engine)).support
    const create = (form: object) => predefinedReplies.create(SYSTEM, { name: 'Hello', text: 'x', ...form })
    await create({})
    const other = await create({ category: 'Billing' })
    await expect(create({})).rejects.toMatchObject({ code: 'invalid', facts: { field: 'name' } })
    await expect(predefinedReplies.update(SYSTEM, other.id, { category: '' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(create({ name: 'Empty', text: ' \n' })).rejects.toMatchObject({ facts: { field: 'text' } })
    await expect(create({ name: '' })).rejects.toMatchObject({ facts: { field: 'name' } })
    await expect(predefinedReplies.update(SYSTEM, 99, {})).rejects.toMatchObject({ code: 'not_found' })
    await expect(predefinedReplies.delete(SYSTEM, 99)).rejects.toMatchObject({ code: 'not_found' })
    const reader = staff(1, 'sam', ['support.read'])
    await expect(predefinedReplies.create(reader, { name: 'x', text: 'x' })).rejects.toMatchObject({
      code: 'permission_refused',
    })
    await expect(predefinedReplies.list(staff(1, 'sam', ['projects.*']), {}, ALL)).rejects.toMatchObject({
      code: 'permission_refused',
    })
  })
})
