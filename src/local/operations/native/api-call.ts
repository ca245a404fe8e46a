import * as z from 'zod'
import { localApiCall } from '../../../wire/native/local.ts'
import { localOperation } from '../../operation.ts'

/** One operation of `/api/v1`. Files are named by where they lie, and read and written by whoever has the data. */
export const apiCall = localOperation(
  z.object({
    method: z.string(),
    url: z.string(),
    body: z.unknown().optional(),
    ifMatch: z.string().optional(),
    as: z.string().optional(),
    upload: z.object({ path: z.string(), mediaType: z.string().optional() }).optional(),
    out: z.string().optional(),
  }),
  localApiCall,
)
