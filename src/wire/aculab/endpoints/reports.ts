import { type AculabCall, endpoint } from '../endpoint.ts'
import { httpError, malformed, missing } from '../errors.ts'
import { GUESSED_PATHS, REPORT_ID } from '../guessed.ts'
import { endpointParameter, requiredText, single } from '../parameters.ts'
import { parseReportId, type Report, reportId, reportLines } from '../report.ts'
import { parseInstant } from '../wall-text.ts'

const common = { methods: ['GET', 'POST'], form: 'account', link: 'reports', reads: true } as const
const byId = { [REPORT_ID]: requiredText('The report, as report_start answered it') }

export const reportStart = endpoint({
  ...common,
  path: '/report_start',
  about: 'Makes a report of the runs that ended in a period',
  guessed: 'the answer',
  parameters: {
    report: endpointParameter(
      'adr',
      'Which records: those of applications are all that there are',
      (sent, name) => {
        const value = single(sent, name)
        if (value === undefined || value === '') throw missing(name)
        if (value !== 'adr') throw malformed(name, 'adr: there are no other records here')
        return value
      },
      { required: true },
    ),
    from: requiredText('From when: seconds since 1970, or YYYY-MM-DD_hh:mm:ss'),
    to: requiredText('Until when, exclusive; in the same form'),
  },
  async answer({ caller, wallClock }, { from, to }) {
    const instant = (text: string, name: string) => {
      const parsed = parseInstant(wallClock, text)
      if (parsed === undefined || parsed < 0) throw malformed(name, 'seconds since 1970, or YYYY-MM-DD_hh:mm:ss')
      return parsed
    }
    const report = { accountId: caller.accountId, from: instant(from, 'from'), before: instant(to, 'to') }
    if (report.before < report.from) throw malformed('to', 'an instant that is not before from')
    return { json: { [REPORT_ID]: reportId(report) } }
  },
})

export const reportProgress = endpoint({
  ...common,
  path: GUESSED_PATHS.reportProgress,
  about: 'Tells whether a report is finished, which it always is',
  guessed: 'its parameter and the answer',
  parameters: byId,
  async answer(call, { [REPORT_ID]: id }) {
    ownReport(call, id)
    return { json: { [REPORT_ID]: id, status: 'finished', progress: 100 } }
  },
})

export const reportDownload = endpoint({
  ...common,
  path: GUESSED_PATHS.reportDownload,
  about: 'Answers a report as CSV: a line for each run that ended, oldest first',
  guessed: 'its path, its parameter, and the columns, which are the members of the record',
  parameters: byId,
  answer: async (call, { [REPORT_ID]: id }) => ({
    long: reportLines(call, ownReport(call, id)),
    type: 'text/csv; charset=utf-8',
  }),
})

export const reportDelete = endpoint({
  ...common,
  path: GUESSED_PATHS.reportDelete,
  about: 'Lets go of a report; nothing is kept of one, so there is nothing to delete',
  guessed: 'its path, its parameter and the answer',
  parameters: byId,
  async answer(call, { [REPORT_ID]: id }) {
    ownReport(call, id)
    return { json: { [REPORT_ID]: id } }
  },
})

function ownReport({ caller }: AculabCall, id: string): Report {
  const report = parseReportId(id)
  if (report?.accountId !== caller.accountId) throw httpError(404, 'There is no such report')
  return report
}
