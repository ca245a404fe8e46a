import * as z from 'zod'
import { apiOperation } from './operation.ts'

export const api = {
  index: apiOperation({
    id: 'api.index',
    method: 'GET',
    path: '',
    summary: 'What answers here, and where to read on',
    permission: null,
    response: z
      .object({
        name: z.string(),
        version: z.string().meta({ description: 'Empty where the operator does not tell it to strangers' }),
        links: z.object({ self: z.string(), description: z.string(), health: z.string() }),
      })
      .meta({ id: 'ApiIndex' }),
    errors: [],
  }),
  description: apiOperation({
    id: 'api.description',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description (OpenAPI 3.1)',
    permission: null,
    response: z.record(z.string(), z.unknown()),
    errors: [],
  }),
}
