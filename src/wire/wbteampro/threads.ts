import type { Listed } from '../../base/page.ts'
import type { ThreadSums } from '../../projects/threads/thread.ts'
import type { RemoteCall } from './call.ts'
import { timeText } from './column.ts'
import { type Listing, readListing } from './listing.ts'
import type { RemoteMethod } from './method.ts'
import { listParameters, type Noun, sayingOf, shownRecord } from './noun.ts'
import { recordOf } from './record.ts'

type Threaded<Row> = Row & ThreadSums<Row>

/**
 * Section 5.5 of the reference: threads as their first entries, each with what the thread comes to. Page limits are
 * those of threads.
 */
export function threads<Row>(
  noun: Noun<Row>,
  given: {
    name: string
    about: string
    /** The columns of how many there are and since when; and what else is told of the newest. */
    sums: { entries: string; activity: string; latest?: { name: string; of(row: Row): string } }
    list(call: RemoteCall, asked: Listing<Row>): Promise<Listed<Threaded<Row>>>
  },
): RemoteMethod {
  const { name, about, sums, list } = given
  return {
    name,
    about,
    chain: `${noun.plural}.bythread`,
    http: 'GET',
    permission: 'projects.read',
    parameters: listParameters(noun),
    saying: sayingOf(noun),
    async answer(call) {
      const asked = readListing(call, noun, { limit: call.settings.thread_listing_limit })
      const { total, rows } = await list(call, asked)
      const text = (value: string | number) => (call.stringifies ? String(value) : value)
      const shown = rows.map((row) => ({
        ...recordOf(call, noun.columns, row, asked.only),
        [sums.entries]: text(row.entries),
        ...(sums.latest && { [sums.latest.name]: sums.latest.of(row.latest) }),
        [sums.activity]: timeText(call.wallClock, row.activityAt),
        latest: shownRecord(call, noun, row.latest),
      }))
      return { data: asked.data(total), [noun.plural]: shown }
    },
  }
}
