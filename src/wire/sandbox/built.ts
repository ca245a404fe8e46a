import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** Beside the bundle; where this runs from its sources, in the build of the same clone. */
const PLACES = ['./console/', '../../../dist/console/'].map((place) => new URL(place, import.meta.url))

/** The sandbox as a page of its own: one script and one style, which stand in it. Undefined where nothing is built. */
export async function readSandbox(): Promise<{ script: string; style: string } | undefined> {
  const place = PLACES.find((url) => existsSync(new URL('standalone.js', url)))
  if (!place) return undefined
  const [script, style] = await Promise.all(
    ['standalone.js', 'standalone.css'].map((name) => readFile(new URL(name, place), 'utf8')),
  )
  return { script: script!, style: style! }
}
