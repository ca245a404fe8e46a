import * as z from 'zod'

/** A text, or a whole number that stands for one: people write `10` without quotes. */
export const plainText = z
  .union([z.string(), z.number().int()], { error: 'Expected a text: put it in quotes' })
  .transform(String)
