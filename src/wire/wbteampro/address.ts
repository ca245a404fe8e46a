const FOLDER = '/modules/addons/wbteampro'

/** The addresses of this face, below any prefix; a chain of keys may follow the program as further path. */
export const PROGRAMS = [`${FOLDER}/api.php`, `${FOLDER}/api`] as const
export const SANDBOX = `${FOLDER}/sandbox.php`

/**
 * `/billing/modules/addons/wbteampro/api.php/v1/projects/100/json?…` becomes the address of the program with the same
 * query. What follows the program stays readable in the original address, where `furtherPath` takes it from.
 */
export function wbteamproPath(url: string): string {
  const found = locate(url)
  return found ? `${FOLDER}/${found.program}${found.query}` : url
}

/** Whether the address is one of the programs, and not that of the sandbox. */
export const isRemoteApi = (url: string): boolean => {
  const found = locate(url)
  return found !== undefined && found.program !== 'sandbox.php'
}

/** The keys that follow the program, as they were sent; `''` where none do. */
export const furtherPath = (originalUrl: string): string => locate(originalUrl)?.further ?? ''

export const queryOf = (url: string): string => {
  const mark = url.indexOf('?')
  return mark < 0 ? '' : url.slice(mark + 1)
}

function locate(url: string): { program: string; further: string; query: string } | undefined {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const folder = path.indexOf(`${FOLDER}/`)
  if (folder < 0) return undefined
  const [program = '', ...further] = path.slice(folder + FOLDER.length + 1).split('/')
  const isOurs = program === 'api.php' || program === 'api' || (program === 'sandbox.php' && further.join('') === '')
  return isOurs ? { program, further: further.join('/'), query: mark < 0 ? '' : url.slice(mark) } : undefined
}
