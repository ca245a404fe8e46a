import { makeClient } from '@provisor/client'
import { rememberingFetch } from './requests.ts'

/** `…/console/`, below whatever prefix this server is reached under: this file is in `…/console/assets/`. */
const HOME = new URL('..', import.meta.url)

/** Where the router's paths begin, such as `/console`. */
export const basePath = HOME.pathname.replace(/\/$/, '')

/** Outside of the console, such as `/sandbox`. */
export const serverPath = (path: string): string => new URL(`..${path}`, HOME).pathname

export const client = makeClient({
  baseUrl: new URL('..', HOME).href.replace(/\/$/, ''),
  session: true,
  fetch: rememberingFetch,
})
