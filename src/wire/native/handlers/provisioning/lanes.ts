import type { LaneShown } from '../../../../provisioning/lanes/lane-commands.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { lanes } from '../../contract/provisioning/lanes.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { encodeForecast } from './forecast.ts'

export const laneHandlers = [
  handle(lanes.list, async ({ actor, domain }) => ({
    items: (await domain.lanes.list(actor)).map((lane) => {
      const { emptyAt, meanRunMs, settled, failed } = lane
      return { ...encodeLane(lane), emptyAt: orNull(emptyAt, instantText), meanRunMs, settled, failed }
    }),
  })),
  handle(lanes.forecast, async ({ actor, domain }, { params, query }) =>
    encodeForecast(await domain.lanes.forecast(actor, params.name, query)),
  ),
  handle(lanes.pause, async ({ actor, domain }, { params, body }) =>
    encodeLane(await domain.lanes.pause(actor, params.name, body.why)),
  ),
  handle(lanes.resume, async ({ actor, domain }, { params }) =>
    encodeLane(await domain.lanes.resume(actor, params.name)),
  ),
  handle(lanes.maintenance, async ({ actor, domain }, { params, body }) =>
    encodeLane(await domain.lanes.maintenance(actor, params.id, body.on)),
  ),
]

function encodeLane(lane: LaneShown): AnswerOf<typeof lanes.pause> {
  const { name, serverName, module, state, breaker, waiting, running, concurrency, openUntil, brake, holds } = lane
  return {
    name,
    serverName,
    module,
    state,
    breaker,
    waiting,
    oldestAt: orNull(lane.oldestAt, instantText),
    running,
    concurrency,
    openUntil: orNull(openUntil, instantText),
    brake,
    holds: holds.map(({ reason, heldBy, why, since }) => ({ reason, heldBy, why, since: instantText(since) })),
  }
}
