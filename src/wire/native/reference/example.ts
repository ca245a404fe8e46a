import type { JsonSchema } from '../json-schema.ts'

/** What fields of these names hold in examples; the first that fits the end of a name. */
const SAMPLES: readonly (readonly [RegExp, string])[] = [
  [/^(email|cc)$|Email$/i, 'ada@example.com'],
  [/firstName$/i, 'Ada'],
  [/lastName$/i, 'Lovelace'],
  [/companyName$|^company$/i, 'Analytical Engines'],
  [/^(username|userName|actorName)$/, 'ada'],
  [/^domain$|hostname$/i, 'analytical.example'],
  [/password$|^current$|secret$/i, 'seven green bicycles'],
  [/ipAddress$|^address$|^cidr$|^ip$/i, '192.0.2.7'],
  [/^address1$/, '12 St James Square'],
  [/^city$|^state$/, 'London'],
  [/postcode$/i, 'SW1Y 4JH'],
  [/country$/i, 'GB'],
  [/phone/i, '+44 20 7946 0000'],
  [/^code$/, '492039'],
  [/currency$/i, 'USD'],
  [/^colou?r$/i, '#2f6fde'],
  [/^module$/, 'cpanel'],
  [/paymentMethod$/i, 'banktransfer'],
  [/^action$/, 'SuspendAccount'],
  [/^url$|Url$|uri$/i, 'https://ops.example.com/hook'],
  [/^subject$/, 'My site is slow'],
  [/^(message|body|text|note|notes|description|detail|reason|comment)$/i, 'Since this morning, on every page.'],
  [/uuid$/i, '4f2b6a0e-3d53-4c8e-9a47-0b1c2d3e4f50'],
  [/reference$/i, 'call-1007'],
  [/^q$/, 'status:Active'],
  [/^fields$/, 'id,name'],
  [/filename$/i, 'report.pdf'],
  [/name$/i, 'Starter'],
]

type Named = Readonly<Record<string, JsonSchema>>

/** A value that the schema allows, the same each time: what is optional is left out but for a few words that say most. */
export function exampleOf(schema: JsonSchema, named: Named, { all }: { all: boolean }): unknown {
  const sample = (one: JsonSchema, name: string, depth: number): unknown => {
    if (depth > 8) return null
    if (one.$ref) return sample(named[one.$ref.split('/').at(-1)!]!, name, depth)
    if (one.const !== undefined) return one.const
    if (one.enum) return one.enum[0]
    if (one.anyOf) return sample(one.anyOf.find(({ type }) => type !== 'null') ?? one.anyOf[0]!, name, depth)
    switch (Array.isArray(one.type) ? one.type[0] : one.type) {
      case 'integer':
      case 'number':
        return numberOf(one, name)
      case 'boolean':
        return true
      case 'null':
        return null
      case 'array':
        return depth > 3 ? [] : [sample(one.items ?? {}, name.replace(/s$/, ''), depth + 1)]
      case 'object':
        return objectOf(one, depth)
      default:
        return textOf(one, name)
    }
  }

  function objectOf(one: JsonSchema, depth: number): unknown {
    const { properties = {}, required = [], additionalProperties, propertyNames } = one
    const names = Object.keys(properties)
    const wanted = all ? names : names.filter((name) => required.includes(name))
    const chosen = wanted.length > 0 || all ? wanted : names.slice(0, 2)
    const own = chosen.map((name) => [name, sample(properties[name]!, name, depth + 1)])
    const more =
      typeof additionalProperties === 'object'
        ? [
            [
              String(propertyNames ? sample(propertyNames, '', depth + 1) : '1'),
              sample(additionalProperties, '', depth + 1),
            ],
          ]
        : []
    return Object.fromEntries([...own, ...more])
  }
  return sample(schema, '', 0)
}

function numberOf({ minimum = 0, maximum }: JsonSchema, name: string): number {
  const usual = /At$|^since$|^last$/.test(name) ? 1_770_113_472_000 : /Id$|^id$/.test(name) ? 7 : 1
  return Math.max(minimum, Math.min(maximum ?? usual, usual))
}

function textOf({ format, pattern = '', maxLength = 1000 }: JsonSchema, name: string): string {
  if (format === 'date-time') return '2026-02-03T10:11:12.000Z'
  if (format === 'date') return '2026-02-03'
  if (pattern.includes('\\.\\d')) return '12.95'
  return (SAMPLES.find(([names]) => names.test(name))?.[1] ?? 'text').slice(0, maxLength)
}
