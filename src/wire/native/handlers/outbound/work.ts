import { outboundWork } from '../../contract/outbound/work.ts'
import { handleService } from '../../handler.ts'

export const outboundWorkHandlers = [
  handleService(outboundWork.open, ({ actor, domain }, { body }) => domain.outbound.workers.open(actor, body.worker)),
  handleService(outboundWork.take, async ({ actor, domain, signal }, { body: { session, ...request } }) => ({
    items: await domain.outbound.workers.take(actor, session, { ...request, signal }),
  })),
  handleService(outboundWork.acknowledge, async ({ actor, domain }, { body: { session, starts } }) => ({
    begun: await domain.outbound.workers.acknowledge(actor, session, starts),
  })),
  handleService(outboundWork.heartbeat, async ({ actor, domain }, { body }) => ({
    alive: await domain.outbound.workers.heartbeat(actor, body.session),
  })),
  handleService(outboundWork.finish, async ({ actor, domain }, { body: { session, start, end } }) => ({
    ended: await domain.outbound.workers.finish(actor, session, start, end),
  })),
  handleService(outboundWork.close, async ({ actor, domain }, { body }) => {
    await domain.outbound.workers.close(actor, body.session)
    return { closed: true }
  }),
  handleService(outboundWork.report, async ({ actor, domain }, { body: { instanceId, end } }) => ({
    ended: await domain.outbound.workers.report(actor, instanceId, end),
  })),
]
