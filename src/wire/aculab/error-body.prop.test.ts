import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { renderError } from './error-body.ts'
import { httpError } from './errors.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 30 })

test('an error says the same in JSON and in XML, whatever it says', () => {
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 3 }), text, (detail, details, path) => {
      const error = httpError(400, detail, { details })
      const facts = { path, requestedAt: 'a', failedAt: 'b', link: 'c' }
      const { error: said, request } = JSON.parse(renderError('json', error, facts))
      expect([said.text, said.details ?? [], request.url]).toEqual([`Bad Request: ${detail}`, details, path])
      const parser = new SaxesParser()
      parser.on('error', (fault) => {
        throw fault
      })
      parser.write(renderError('xml', error, facts)).close()
    }),
    { numRuns: 100 },
  )
})
