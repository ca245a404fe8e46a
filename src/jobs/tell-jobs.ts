import type { LimitedLog } from '../base/limited-log.ts'
import type { JobNews } from './observe-jobs.ts'

/** What goes wrong in lanes. That module actions fail is told with more, as an event. */
export const tellJobs = (told: LimitedLog) => (news: JobNews) => {
  const { lane } = news
  if (news.is === 'broken') told.info(`breaker of ${lane}`, { lane, openUntil: news.openUntil }, 'lane broken')
  else if (news.is === 'mended') told.info(`breaker of ${lane}`, { lane }, 'lane works again')
  else if (lane.startsWith('outbound:'))
    told.info(`starts of ${lane}`, { lane, job: news.job, why: news.why.slice(0, 300) }, 'outbound start failed')
}
