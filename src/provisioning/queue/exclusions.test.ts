import { expect, test } from 'vitest'
import { exclusionsOf } from './exclusions.ts'

test('several values of one field are all left out, and numbers are read', () => {
  expect(exclusionsOf('failureClass:transient serverId:3 failureClass:"unknown" cause:"a \\"b\\""')).toEqual({
    failureClass: ['transient', 'unknown'],
    serverId: [3],
    cause: ['a "b"'],
  })
  expect(exclusionsOf('')).toEqual({})
})

test.each([
  'class:transient',
  'failureClass:odd',
  'serverId:x',
  'serverId:1e3',
  'held:true',
  'constructor:x',
  '__proto:x',
  'words',
  '-serverId:3',
  'module:"a\0b"',
  Array.from({ length: 21 }, (_, n) => `serverId:${n}`).join(' '),
])('%s is refused', (text) => {
  expect(() => exclusionsOf(text)).toThrow(expect.objectContaining({ code: 'invalid' }))
})
