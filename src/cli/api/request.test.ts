import { expect, test } from 'vitest'
import { bodyOf, rawUrl, urlOf } from './request.ts'
import { type ApiCommand, commandsOf } from './table.ts'

const command = async (noun: string, id: string): Promise<ApiCommand> =>
  (await commandsOf(noun)).find((one) => one.id === id)!

test('arguments and filters stand escaped in the address', async () => {
  const update = await command('mail-template', 'mailTemplates.get')
  expect(urlOf(update, ['a/../b?c#d%2e'], {})).toBe('/api/v1/mail-templates/a%2F..%2Fb%3Fc%23d%252e')
  expect(() => urlOf(update, ['..'], {})).toThrow('is no name')
  const list = await command('client', 'clients.list')
  expect(urlOf(list, [], { search: 'a&limit=9', include: ['password', 'x'], limit: '5' })).toBe(
    '/api/v1/clients?search=a%26limit%3D9&include=password%2Cx&limit=5',
  )
})

test.each(['clients', '//evil.example/x', '/a/../../b', '/a/..', '/a b', '/a\\b'])('the path %s is refused', (path) => {
  expect(() => rawUrl(path)).toThrow('Expected a path')
})

test('only what was given is sent: flags as the contract has them, what is set inside, and what is cleared', async () => {
  const update = await command('service', 'services.update')
  const options = {
    productId: '7',
    domain: '12',
    nextDueOn: 'null',
    assignedIps: ['192.0.2.1'],
    overrideAutoSuspend: false,
    clear: ['server-id'],
    set: ['a.b=true', 'a.c=x y', 'firstPayment="12"'],
  }
  expect(await bodyOf(update, options)).toEqual({
    productId: 7,
    domain: '12',
    nextDueOn: null,
    assignedIps: ['192.0.2.1'],
    overrideAutoSuspend: false,
    serverId: null,
    a: { b: true, c: 'x y' },
    firstPayment: '12',
  })
})

test('what cannot be sent is told at once, and nothing at all is no change', async () => {
  const update = await command('service', 'services.update')
  await expect(bodyOf(update, {})).rejects.toThrow('Nothing to change')
  const wrong = { customFields: '[', clear: ['domain'], set: ['__proto__.x=1', 'password=x', 'nothing'] }
  await expect(bodyOf(update, wrong)).rejects.toThrow(
    [
      '--custom-fields is no JSON',
      '--clear cannot clear domain',
      '--set __proto__.x=1 is no member=value',
      'password is secret: it cannot stand on a command line',
      '--set nothing is no member=value',
    ].join('\n'),
  )
})
