type Page<Item> = { items: Item[]; total: number; nextCursor?: string | null }
type Asked = { offset?: number; cursor?: string; limit: number }

/** What the server returns at most. */
const PAGE_SIZE = 500

/**
 * Every item of a list, page by page as they are asked for. Lists with cursors go on behind what was read: nothing is told
 * twice or left out when rows come or go meanwhile.
 */
export async function* everyItem<Item>(
  list: (page: Asked) => Promise<Page<Item>>,
  limit = PAGE_SIZE,
): AsyncGenerator<Item, void, undefined> {
  let passed = 0
  for (let asked: Asked = { offset: 0, limit }; ; ) {
    const { items, total, nextCursor }: Page<Item> = await list(asked)
    yield* items
    passed += items.length
    if (nextCursor) asked = { cursor: nextCursor, limit }
    else if (asked.cursor !== undefined || items.length === 0 || passed >= total) return
    else asked = { offset: passed, limit }
  }
}
