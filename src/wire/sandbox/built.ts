import { readFile } from 'node:fs/promises'
import { builtFolderWith } from '../built-for-browsers.ts'

/** The sandbox as a page of its own: one script and one style, which stand in it. Undefined where nothing is built. */
export async function readSandbox(): Promise<{ script: string; style: string } | undefined> {
  const place = builtFolderWith('standalone.js')
  if (!place) return undefined
  const [script, style] = await Promise.all(
    ['standalone.js', 'standalone.css'].map((name) => readFile(new URL(name, place), 'utf8')),
  )
  return { script: script!, style: style! }
}
