import type { LaneListed, LaneShown } from '../../../../provisioning/lanes/lane-shown.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { lanes } from '../../contract/provisioning/lanes.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { encodeForecast } from './forecast.ts'

export const laneHandlers = [
  handle(lanes.list, async ({ actor, domain }) => ({
    items: (await domain.lanes.list(actor)).map(encodeListed),
  })),
  handle(lanes.get, async ({ actor, domain }, { params }) => {
    const lane = await domain.lanes.get(actor, params.name)
    const { startsPerSecond, breakAfter, breakForMs, failures, byAction } = lane
    const breakerMinutes = lane.breakerMinutes.map((minute) => ({ ...minute, at: instantText(minute.at) }))
    return { ...encodeListed(lane), startsPerSecond, breakAfter, breakForMs, failures, byAction, breakerMinutes }
  }),
  handle(lanes.update, async ({ actor, domain }, { params, body }) =>
    encodeLane(await domain.lanes.update(actor, params.name, body)),
  ),
  handle(lanes.probe, async ({ actor, domain }, { params }) =>
    encodeLane(await domain.lanes.probe(actor, params.name)),
  ),
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

const encodeListed = (lane: LaneListed) => ({
  ...encodeLane(lane),
  emptyAt: orNull(lane.emptyAt, instantText),
  meanRunMs: lane.meanRunMs,
  settled: lane.settled,
  failed: lane.failed,
})

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
