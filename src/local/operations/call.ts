import * as z from 'zod'
import type { Fields } from '../../wire/codec/tree.ts'
import type { FormatName } from '../../wire/whmcs/codec/formats.ts'
import { openFormat } from '../../wire/whmcs/formats.ts'
import { type LocalPairs, localCall, type PlainRequest } from '../../wire/whmcs/local.ts'
import { localOperation } from '../operation.ts'

const FORMATS = ['json', 'xml', 'nvp', 'flat'] as const satisfies FormatName[]

/** One action of the WHMCS face. `text` is the answer as that face would write it, where a format was asked for. */
export const call = localOperation(
  z.object({
    command: z.string(),
    values: z.union([z.array(z.tuple([z.string(), z.string()])), z.record(z.string(), z.unknown())]).default({}),
    /** The username to act as; null is nobody, with every right. */
    as: z.string().nullish(),
    format: z.enum(FORMATS).optional(),
  }),
  async (provisor, { command, values, as, format }): Promise<{ answer: Fields; text?: string }> => {
    // Whatever JSON brings is a text, a number, a boolean, null, or made of these.
    const answer = await localCall(provisor, command, values as LocalPairs | PlainRequest, as ?? undefined)
    return format === undefined ? { answer } : { answer, text: openFormat(format, command).render(answer) }
  },
)
