type Page<Item> = { items: Item[]; nextCursor: string | null }
type Asked = { cursor?: string; limit: number }

/** What the server returns at most. */
const PAGE_SIZE = 500

/**
 * Every item of a list, page by page as they are asked for. Each goes on behind what was read: nothing is told twice or left
 * out when rows come or go meanwhile.
 */
export async function* everyItem<Item>(
  list: (page: Asked) => Promise<Page<Item>>,
  limit = PAGE_SIZE,
): AsyncGenerator<Item, void, undefined> {
  for (let asked: Asked = { limit }; ; ) {
    const { items, nextCursor }: Page<Item> = await list(asked)
    yield* items
    if (!nextCursor) return
    asked = { cursor: nextCursor, limit }
  }
}
