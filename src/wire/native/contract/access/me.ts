import * as z from 'zod'
import { FACTORS } from '../../../../access/second-factor/factors.ts'
import { id, instant, oneOf } from '../values.ts'

/** Who asks, and what they may. */
export const me = z
  .object({
    staffId: id,
    username: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    role: z.string(),
    permissions: z.array(z.string()).meta({ description: 'Right by right; of a credential what it is allowed' }),
    credentialId: id.nullable().meta({ description: 'Of the API credential that asks' }),
    session: z
      .object({
        id,
        expiresAt: instant,
        secondFactor: z.boolean(),
        csrfToken: z
          .string()
          .meta({ description: 'For the header `X-CSRF-Token` of every request that changes something' }),
      })
      .nullable()
      .meta({ description: 'Of the session that asks' }),
    timeZone: z.string().meta({ description: 'Whose days and hours the server goes by', examples: ['Europe/Berlin'] }),
    mustSetUpSecondFactor: z
      .boolean()
      .meta({ description: 'The role asks for one, and until there is one nothing else is open' }),
  })
  .meta({ id: 'Me', description: 'Who asks, and what they may' })

export const factor = oneOf(FACTORS).meta({ id: 'SecondFactor' })
