const FOLDER = '/modules/addons/wbteampro'

/** The addresses of this face, below any prefix; a chain of keys may follow the program as further path. */
export const PROGRAMS = [`${FOLDER}/api.php`, `${FOLDER}/api`] as const
export const SANDBOX = `${FOLDER}/sandbox.php`

/**
 * `/billing/modules/addons/wbteampro/api.php/v1/projects/100/json` becomes the path of the program. What follows the
 * program stays readable in the original address, where `furtherPath` takes it from.
 */
export function wbteamproPath(path: string): string | undefined {
  const found = locate(path)
  return found && `${FOLDER}/${found.program}`
}

/** Whether the path is one of the programs, and not that of the sandbox. */
export const isRemoteApi = (path: string): boolean => {
  const found = locate(path)
  return found !== undefined && found.program !== 'sandbox.php'
}

/** The keys that follow the program, as they were sent; `''` where none do. */
export const furtherPath = (path: string): string => locate(path)?.further ?? ''

function locate(path: string): { program: string; further: string } | undefined {
  const folder = path.indexOf(`${FOLDER}/`)
  if (folder < 0) return undefined
  const [program = '', ...further] = path.slice(folder + FOLDER.length + 1).split('/')
  const isOurs = program === 'api.php' || program === 'api' || (program === 'sandbox.php' && further.join('') === '')
  return isOurs ? { program, further: further.join('/') } : undefined
}
