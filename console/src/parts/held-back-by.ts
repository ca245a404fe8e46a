import type { Forecast } from '@provisor/client'

/** What keeps a queue from being faster: nothing, where it has no limit and nobody has seen its workers busy. */
export const heldBackBy = ({ limitedBy, perSecond }: Pick<Forecast, 'limitedBy' | 'perSecond'>) =>
  limitedBy === 'worker' && perSecond === null ? 'none' : limitedBy
