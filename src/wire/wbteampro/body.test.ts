import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { readBody } from './body.ts'

it('a body whose sender went away half way is refused, and no fault', async () => {
  const request = Object.assign(new Readable({ read() {} }), {
    headers: { 'content-type': 'application/json', 'content-length': '100' },
  }) as unknown as IncomingMessage
  request.push('{"params":')
  const read = readBody(request, 1000)
  request.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
  await expect(read).rejects.toMatchObject({ code: 400, errors: [{ field: 'body', message: 'The body was cut off' }] })
})
