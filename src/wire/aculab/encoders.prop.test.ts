import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, it } from 'vitest'
import { csvLine } from '../../base/csv.ts'
import { CONFIGURATION_SCHEMA } from './configuration-schema.ts'
import { renderError } from './error-body.ts'
import { httpError } from './errors.ts'
import { validate } from './json-schema.ts'
import { referenceParameters } from './references.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 30 })

it('an error says the same in JSON and in XML, whatever it says', () => {
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

it('a line of CSV has the cells that were put into it, and none is a formula', () => {
  const cell = fc.oneof(fc.stringMatching(/^[a=",\r\n ]{0,6}$/), fc.integer(), fc.constant(null))
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const line = csvLine(cells)
      expect(line.endsWith('\r\n')).toBe(true)
      const found = [...`,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)]
      const read = found.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!)
      expect(read.map((one) => one.replace(/^'/, ''))).toEqual(cells.map((one) => (one === null ? '' : String(one))))
      for (const [index, one] of read.entries())
        if (typeof cells[index] === 'string') expect(one).not.toMatch(/^\s*[=]/)
    }),
    { numRuns: 100 },
  )
})

it('references are the same as a JSON list, repeated, and parted by commas', async () => {
  const reference = fc.stringMatching(/^[0-9a-f]{8}_\d\.\d{10}\.\d{1,3}$/)
  const { decode } = referenceParameters.service_refs
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(reference, { minLength: 2, maxLength: 6 }), async (references) => {
      for (const sent of [[JSON.stringify(references)], references, [references.join(',')], [references.join(', ')]])
        expect(await decode(sent, 'service_refs')).toEqual({ references, isOne: false })
    }),
    { numRuns: 50 },
  )
})

it('whatever is sent as a configuration is judged in lines that end with a full stop', () => {
  const name = fc.constantFrom(...Object.keys(CONFIGURATION_SCHEMA.properties!), 'other', '__proto__')
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(name, fc.jsonValue())), (sent) => {
      const faults = validate(CONFIGURATION_SCHEMA, sent)
      for (const fault of faults) expect(fault).toMatch(/^.{1,1000}\.$/su)
      expect(faults.length).toBeLessThanOrEqual(50)
    }),
    { numRuns: 200 },
  )
})
