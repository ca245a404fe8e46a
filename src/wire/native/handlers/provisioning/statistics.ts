import { statistics } from '../../contract/provisioning/statistics.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const statisticsHandlers = [
  handle(statistics.get, async ({ actor, domain }, { query }) => {
    const { metric, step, instants, series } = await domain.statistics.get(actor, query)
    return { metric, step, instants: instants.map(instantText), series }
  }),
  handle(statistics.lanes, async ({ actor, domain }, { query }) => {
    const { instants, lanes } = await domain.statistics.lanes(actor, query.range)
    return { instants: instants.map(instantText), items: lanes }
  }),
]
