import type { KeysetPage, Listed } from '../../src/base/page.ts'

/** Where the rows of a whole list stand, read page by page behind the last row of each; `between` happens after each. */
export async function readByPlace<Row>(
  list: (page: KeysetPage) => Promise<Listed<Row>>,
  placeOf: (row: Row) => number,
  limit: number,
  between: (last: number) => Promise<unknown> = async () => {},
): Promise<number[]> {
  const places: number[] = []
  for (;;) {
    const { rows } = await list({ offset: 0, limit, after: places.length > 0 ? places.slice(-1) : undefined })
    if (rows.length === 0) return places
    places.push(...rows.map(placeOf))
    await between(places.at(-1)!)
  }
}
