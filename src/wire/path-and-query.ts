/** An address in two, as it was sent: the path, and what follows the first `?`; `''` where nothing does. */
export function pathAndQuery(url: string): [path: string, query: string] {
  const mark = url.indexOf('?')
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

/** `http://example.com/path` is the address `/path` of a server that has one name. */
export function originForm(url: string): string {
  if (!/^https?:\/\//i.test(url)) return url
  const path = url.indexOf('/', url.indexOf('//') + 2)
  return path < 0 ? '/' : url.slice(path)
}
