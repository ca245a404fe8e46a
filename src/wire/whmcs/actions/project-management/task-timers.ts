import { action } from '../../action.ts'
import { idIfAny, requiredId } from '../support/ticket-parameters.ts'
import { instantOf, MESSAGES, projectRefusals, secondsOf, TASK_NAMES } from './project-fields.ts'

/** Section 6.7 of the reference. The documents call the task `timerid`; clients that work call it `taskid`. */
export const startTaskTimer = action({
  name: 'StartTaskTimer',
  reads: false,
  permission: 'projects.write',
  about: 'Starts the time of a task; with an end, it is entered as it was',
  parameters: {
    projectid: requiredId('The project', 'Project ID is Required'),
    timerid: { ...requiredId('The task', 'Timer ID Not Set'), aliases: ['taskid'] },
    adminid: idIfAny('Who works; the caller when not sent'),
    start_time: secondsOf('When it starts'),
    end_time: secondsOf('When it ended'),
  },
  refusals: projectRefusals({ task: 'Timer ID Not Found' }),
  fields: TASK_NAMES,
  async answer({ actor, domain }, { projectid, timerid, adminid, start_time, end_time }) {
    await domain.timeLogs.create(actor, {
      parentType: 'action',
      parentId: timerid,
      inProject: projectid,
      staffId: adminid,
      startedAt: instantOf(start_time),
      stoppedAt: instantOf(end_time),
    })
    return { message: MESSAGES.timerStarted }
  },
})

/** Section 6.7 of the reference. */
export const endTaskTimer = action({
  name: 'EndTaskTimer',
  reads: false,
  permission: 'projects.write',
  about: 'Ends a time that runs, as GetProject shows it; one that has ended stays as it is',
  parameters: {
    timerid: requiredId('The time', 'Timer ID Not Set'),
    projectid: idIfAny('The project that it is in'),
    adminid: idIfAny('Who worked'),
    end_time: secondsOf('When it ended; now when not sent'),
  },
  refusals: projectRefusals(),
  fields: TASK_NAMES,
  async answer({ actor, domain }, { timerid, projectid, adminid, end_time }) {
    await domain.timeLogs.stop(actor, timerid, {
      inProject: projectid,
      staffId: adminid,
      stoppedAt: instantOf(end_time),
    })
    return { message: MESSAGES.timerEnded }
  },
})
