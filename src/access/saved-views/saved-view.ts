import { type Checks, requireText } from '../../base/checks.ts'
import { Invalid } from '../../base/refusal.ts'
import { parseSearchQuery } from '../../base/text/search-query.ts'

/** A list as a member of staff likes to see it. */
export type SavedView = {
  readonly id: number
  /** Whose it is. */
  readonly staffId: number
  /** Which list, by a word of the page: `queue`, `outbound`, `projects`. */
  readonly page: string
  /** Unique among those of the member for the page, without regard to case. */
  readonly name: string
  /** The filters in one text, as `q` of a list takes them. */
  readonly query: string
  /** In their order; none: those of the page. */
  readonly columns: readonly string[]
  /** Empty: the order of the page. */
  readonly sort: string
  /** Whether everybody sees it. */
  readonly shared: boolean
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

export type SavedViewForm = Pick<SavedView, 'page' | 'name' | 'query' | 'columns' | 'sort' | 'shared'>

const MOST_COLUMNS = 50

export const SAVED_VIEW_CHECKS: Checks<SavedViewForm> = {
  page(page) {
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(page)) throw new Invalid('page', 'a word such as queue or time-logs', page)
    return page
  },
  name: (name) => requireText('name', name, 100),
  query(query) {
    const text = requireText('query', query, 1000, 0)
    try {
      parseSearchQuery(text)
    } catch (why) {
      throw why instanceof Invalid ? new Invalid('query', why.facts.expected) : why
    }
    return text
  },
  columns(columns) {
    if (columns.length > MOST_COLUMNS) throw new Invalid('columns', `at most ${MOST_COLUMNS}`, columns.length)
    const odd = columns.find((column) => !/^[A-Za-z][A-Za-z0-9._-]{0,59}$/.test(column))
    if (odd !== undefined) throw new Invalid('columns', 'names such as clientName', odd)
    const double = columns.find((column, index) => columns.indexOf(column) !== index)
    if (double !== undefined) throw new Invalid('columns', 'each column once', double)
    return columns
  },
  sort: (sort) => requireText('sort', sort, 100, 0),
  shared: (shared) => shared,
}
