import * as z from 'zod'

/** What one caller's program wants different in the answers of the other faces. */
export const answerStyle = {
  numbers: z
    .enum(['documented', 'native'])
    .meta({ description: 'How the WHMCS face writes numbers that its document prints in quotes' }),
  stringifyColumns: z.boolean().meta({ description: 'Whether the WHMCS face writes every column as text' }),
  httpStatus: z
    .enum(['documented', 'always-200'])
    .meta({ description: 'Whether failures of the Remote API carry their own HTTP status' }),
}
