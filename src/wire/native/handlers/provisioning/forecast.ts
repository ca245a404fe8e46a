import type { Domain } from '../../../../domain.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import type { lanes } from '../../contract/provisioning/lanes.ts'
import { instantText, orNull } from '../../encode.ts'

type Forecast = Awaited<ReturnType<Domain['lanes']['forecast']>>

export const encodeForecast = ({
  emptyAt,
  perSecond,
  limitedBy,
  needsAtOnce,
}: Forecast): AnswerOf<typeof lanes.forecast> => ({
  emptyAt: orNull(emptyAt, instantText),
  perSecond,
  limitedBy,
  needsAtOnce,
})
