import type { z } from 'zod'
import { Refusal } from '../base/refusal.ts'
import { VERSION } from '../base/version.ts'
import type { Opened } from '../open.ts'
import type { LocalOperation } from './operation.ts'

const access = {
  bans: () => import('./operations/bans.ts'),
  credentials: () => import('./operations/credentials.ts'),
  staff: () => import('./operations/staff.ts'),
}
const queue = () => import('./operations/queue.ts')
const audit = () => import('./operations/audit.ts')
const keys = () => import('./operations/keys.ts')
const lanes = () => import('./operations/lanes.ts')
const mail = () => import('./operations/mail.ts')
const outbound = () => import('./operations/outbound.ts')
const outboundAccounts = () => import('./operations/outbound-accounts.ts')
const projects = () => import('./operations/projects.ts')
const hold = () => import('./operations/hold.ts')
const schedules = () => import('./operations/schedules.ts')
const webhooks = () => import('./operations/webhooks/webhooks.ts')
const setup = () => import('./operations/setup.ts')

/** All that local commands can do, by name. Each loads what it needs when it is asked for: most need no wire. */
const LOCAL_OPERATIONS = {
  'api.call': async () => (await import('./operations/native/api-call.ts')).apiCall,
  apply: async () => (await setup()).apply,
  'attention.list': async () => (await import('./operations/attention.ts')).attentionList,
  'audit.anchor': async () => (await audit()).auditAnchor,
  'audit.verify': async () => (await audit()).auditVerify,
  'ban.add': async () => (await access.bans()).banAdd,
  'ban.lift': async () => (await access.bans()).banLift,
  'ban.list': async () => (await access.bans()).banList,
  call: async () => (await import('./operations/call.ts')).call,
  check: async () => (await import('./operations/check/check.ts')).check,
  'credential.create': async () => (await access.credentials()).credentialCreate,
  'credential.list': async () => (await access.credentials()).credentialList,
  'credential.revoke': async () => (await access.credentials()).credentialRevoke,
  doctor: async () => (await import('./operations/doctor/doctor.ts')).doctor,
  'event.list': async () => (await import('./operations/events.ts')).eventList,
  export: async () => (await setup()).exportSetup,
  hello: async () => (await import('./operations/hello.ts')).hello,
  'key.carryOn': async () => (await keys()).keyCarryOn,
  'key.list': async () => (await keys()).keyList,
  'key.rotate': async () => (await keys()).keyRotate,
  'lane.list': async () => (await lanes()).laneList,
  'lane.maintenance': async () => (await lanes()).laneMaintenance,
  'lane.pause': async () => (await lanes()).lanePause,
  'lane.resume': async () => (await lanes()).laneResume,
  'mail.list': async () => (await mail()).mailList,
  'mail.settings': async () => (await mail()).mailSettings,
  'mail.test': async () => (await mail()).mailTest,
  mcp: async () => (await import('./operations/mcp.ts')).mcpMessage,
  'outbound.account.create': async () => (await outboundAccounts()).outboundAccountCreate,
  'outbound.account.list': async () => (await outboundAccounts()).outboundAccountList,
  'outbound.account.remove': async () => (await outboundAccounts()).outboundAccountRemove,
  'outbound.cancel': async () => (await outbound()).outboundCancel,
  'outbound.key.create': async () => (await outboundAccounts()).outboundKeyCreate,
  'outbound.key.list': async () => (await outboundAccounts()).outboundKeyList,
  'outbound.key.revoke': async () => (await outboundAccounts()).outboundKeyRevoke,
  'outbound.key.rotate': async () => (await outboundAccounts()).outboundKeyRotate,
  'outbound.list': async () => (await outbound()).outboundList,
  'outbound.password': async () => (await outbound()).outboundPassword,
  'outbound.pause': async () => (await outbound()).outboundPause,
  'outbound.purge': async () => (await outbound()).outboundPurge,
  'outbound.purged': async () => (await outbound()).outboundPurged,
  'outbound.rate': async () => (await outbound()).outboundRate,
  'outbound.resume': async () => (await outbound()).outboundResume,
  'outbound.show': async () => (await outbound()).outboundShow,
  'outbound.start': async () => (await outbound()).outboundStart,
  'outbound.status': async () => (await outbound()).outboundStatus,
  'outbound.undo': async () => (await outbound()).outboundUndo,
  'module.command': async () => (await import('./operations/modules.ts')).moduleCommand,
  'project.list': async () => (await projects()).projectList,
  'project.show': async () => (await projects()).projectShow,
  'queue.cancel': async () => (await queue()).queueCancel,
  'queue.groups': async () => (await queue()).queueGroups,
  'queue.list': async () => (await queue()).queueList,
  'queue.recount': async () => (await queue()).queueRecount,
  'queue.resolve': async () => (await queue()).queueResolve,
  'queue.retry': async () => (await queue()).queueRetry,
  'queue.show': async () => (await queue()).queueShow,
  'role.list': async () => (await import('./operations/roles.ts')).roleList,
  'role.choices': async () => (await import('./operations/roles.ts')).roleChoices,
  'hold.begin': async () => (await hold()).holdBegin,
  'hold.get': async () => (await hold()).holdGet,
  'hold.release': async () => (await hold()).holdRelease,
  'schedule.carryOn': async () => (await schedules()).scheduleCarryOn,
  'schedule.list': async () => (await schedules()).scheduleList,
  'schedule.run': async () => (await schedules()).scheduleRun,
  'staff.create': async () => (await access.staff()).staffCreate,
  'staff.list': async () => (await access.staff()).staffList,
  'staff.active': async () => (await access.staff()).staffActive,
  'staff.resetSecondFactors': async () => (await access.staff()).staffResetSecondFactors,
  'staff.link': async () => (await access.staff()).staffLink,
  'staff.password': async () => (await access.staff()).staffPassword,
  'task.done': async () => (await projects()).taskDone,
  'task.create': async () => (await projects()).taskFromQueue,
  'timesheet.lines': async () => (await projects()).timesheetLines,
  'timesheet.sums': async () => (await projects()).timesheetSums,
  'webhook.create': async () => (await webhooks()).webhookCreate,
  'webhook.list': async () => (await webhooks()).webhookList,
  'webhook.replay': async () => (await webhooks()).webhookReplay,
  'webhook.test': async () => (await webhooks()).webhookTest,
} as const

export type Operations = {
  [Name in keyof typeof LOCAL_OPERATIONS]: Awaited<ReturnType<(typeof LOCAL_OPERATIONS)[Name]>>
}

/** Runs one operation with what came as JSON, from this process or through the socket. */
export async function runOperation(provisor: Opened, name: string, params: unknown): Promise<unknown> {
  const load = Object.hasOwn(LOCAL_OPERATIONS, name) ? LOCAL_OPERATIONS[name as keyof Operations] : undefined
  const known = (await load?.()) as LocalOperation | undefined
  if (!known) {
    const hint = 'Start the server again with the program that you are using'
    throw new Refusal('unknown_operation', `Provisor ${VERSION} does not know ${name}`, { name }, { hint })
  }
  const checked = known.params.safeParse(params)
  if (!checked.success) throw invalid(name, checked.error)
  return known.run(provisor, checked.data)
}

function invalid(name: string, error: z.ZodError): Refusal {
  const [issue] = error.issues
  const place = [name, ...issue!.path.map(String)].join('.')
  return new Refusal('invalid', `Invalid ${place}: ${issue!.message}`, { issues: error.issues })
}
