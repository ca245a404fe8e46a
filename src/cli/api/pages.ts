import { withQuery } from './request.ts'

export type ApiPage = { readonly items: readonly unknown[]; readonly nextCursor?: string | null }

const LARGEST_PAGE = '500'

/**
 * All pages of a list, one after the other. A server that comes back to a cursor is found out, whatever the length of
 * its circle: every cursor is compared with one that is kept, and the kept one moves on in ever longer steps.
 */
export async function* pagesOf(url: string, ask: (url: string) => Promise<ApiPage>): AsyncGenerator<ApiPage> {
  const [path = '', text = ''] = url.split('?')
  const query = new URLSearchParams(text)
  if (!query.has('limit')) query.set('limit', LARGEST_PAGE)
  let kept = query.get('cursor')
  for (let page = 1, keepAt = 1; ; page++) {
    const answer = await ask(withQuery(path, query))
    yield answer
    const { nextCursor } = answer
    if (typeof nextCursor !== 'string') return
    if (nextCursor === kept) throw new Error('The server sends the same pages again: the list was left off')
    if (page === keepAt) {
      kept = nextCursor
      keepAt *= 2
    }
    query.delete('offset')
    query.set('cursor', nextCursor)
  }
}
