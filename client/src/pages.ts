type Page<Item> = { items: Item[]; total: number }

/** What the server returns at most. */
const PAGE_SIZE = 500

/** Every item of a list, page by page as they are asked for. */
export async function* everyItem<Item>(
  list: (page: { offset: number; limit: number }) => Promise<Page<Item>>,
  limit = PAGE_SIZE,
): AsyncGenerator<Item, void, undefined> {
  for (let offset = 0; ; ) {
    const { items, total } = await list({ offset, limit })
    yield* items
    offset += items.length
    if (items.length === 0 || offset >= total) return
  }
}
