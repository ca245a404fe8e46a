import { type Minor, parseMoney } from '../../base/money.ts'

/** An amount that the contract has let pass. */
export const amountOf = (sent: string | undefined): Minor | undefined =>
  sent === undefined ? undefined : parseMoney(sent)

type SentField = { id: number; value: string }
type SentOption = { id: number; choiceId?: number | undefined; quantity?: number | undefined }

/** Lists of what has a number, as the verbs take them; undefined where nothing was sent. */

export const customFieldsOf = (sent: readonly SentField[] | undefined) =>
  sent && Object.fromEntries(sent.map(({ id, value }) => [id, value]))

export const configOptionsOf = (sent: readonly SentOption[] | undefined) =>
  sent && Object.fromEntries(sent.map(({ id, ...selection }) => [id, selection]))
