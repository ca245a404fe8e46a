import { read } from './purged.ts'

type Sink = { write: (text: string) => Promise<void>; close: () => Promise<void>; abort: () => Promise<void> }
/** Of a browser that lets a page write a file as it comes. */
type Picker = (options: { suggestedName: string }) => Promise<{ createWritable: () => Promise<Sink> }>

/** As many as the server tells of at once. */
const LARGE = 1000
/** What a browser that only keeps a file in memory is given. */
export const MOST_KEPT = 100_000

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, which the spreadsheet does not show. */
const safe = (text: string): string => (/^\s*[=+\-@]/.test(text) ? `'${text}` : text)
const quoted = (text = ''): string => `"${safe(text).replaceAll('"', '""')}"`
const lineOf = (cells: readonly (string | undefined)[]): string => `${cells.map(quoted).join(',')}\r\n`

/** All that a purge took as CSV, page by page, with how many rows each is. */
async function* pagesOf(purgeId: number): AsyncGenerator<{ text: string; rows: number }, void, undefined> {
  yield { text: 'reference,call,from,token,enqueuedAt\r\n', rows: 0 }
  for (let after: number | null = 0; after !== null; ) {
    const { items, next }: Awaited<ReturnType<typeof read>> = await read(purgeId, after, LARGE)
    const lines = items.map(({ reference, call, enqueuedAt }) => {
      const [to, from, token] = call && 'to' in call ? [call.to, call.from, call.token] : [call?.parameters]
      return lineOf([reference, to, from, token, enqueuedAt])
    })
    yield { text: lines.join(''), rows: items.length }
    after = next
  }
}

/** Where the file goes; undefined when whoever was asked wants none. */
export async function openFile(suggestedName: string): Promise<Sink | undefined> {
  const { showSaveFilePicker } = window as { showSaveFilePicker?: Picker }
  if (!showSaveFilePicker) return inMemory(suggestedName)
  try {
    return await (await showSaveFilePicker.call(window, { suggestedName })).createWritable()
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === 'AbortError') return undefined
    throw reason
  }
}

/** Answers how many rows it has; fewer than there are where it is kept in memory and they are too many. */
export async function writePurge(purgeId: number, file: Sink, most: number): Promise<number> {
  let rows = 0
  try {
    for await (const page of pagesOf(purgeId)) {
      await file.write(page.text)
      rows += page.rows
      if (rows >= most) break
    }
    await file.close()
  } catch (reason) {
    await file.abort()
    throw reason
  }
  return rows
}

export const canStream = (): boolean => 'showSaveFilePicker' in window

function inMemory(name: string): Sink {
  const parts: string[] = []
  return {
    async write(text) {
      parts.push(text)
    },
    async close() {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(parts, { type: 'text/csv' }))
      link.download = name
      link.click()
      URL.revokeObjectURL(link.href)
    },
    async abort() {
      parts.length = 0
    },
  }
}
