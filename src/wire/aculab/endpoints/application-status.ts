import { applicationRecord } from '../application-record.ts'
import { endpoint } from '../endpoint.ts'
import { httpError } from '../errors.ts'
import { requiredText } from '../parameters.ts'
import { wallText } from '../wall-text.ts'

export const applicationStatus = endpoint({
  methods: ['GET', 'POST'],
  path: '/application_status',
  form: 'account',
  about: 'Tells how the run of an application went: its data record, its call records and its errors',
  guessed: 'what is after pstn_cost in the record, the members of an error, and the answer for an unknown instance',
  link: 'starting',
  reads: true,
  parameters: { application_instance_id: requiredText('The run, as the status of its start names it') },
  async answer({ caller, outbound, wallClock }, { application_instance_id }) {
    const run = await outbound.starts.application(caller, application_instance_id)
    if (!run) throw httpError(404, 'There is no such application instance')
    const { status, detail, finishedAt } = run.start
    const errs = status === 'COULDNOTRUN' ? [{ datetime: wallText(wallClock, finishedAt), text: detail }] : []
    return { json: { adr: applicationRecord(wallClock, run), cdrs: [], errs } }
  },
})
