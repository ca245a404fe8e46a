import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { builtFolderWith } from '../built-for-browsers.ts'
import { parseSmallJson } from '../codec/json.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

/** The best first. */
const ENCODINGS = { br: '.br', gzip: '.gz' } as const
type Encoding = keyof typeof ENCODINGS

export type Asset = { readonly url: URL; readonly type: string; readonly encodings: readonly Encoding[] }

/** What the document names: files below `assets/`. */
export type Entry = { readonly script: string; readonly style: string; readonly font: string }

/** Bytes of gzip that a page is: alone, and with all that comes with a first one. */
type Weight = { readonly own: number; readonly first: number }

export type Built = {
  readonly entry: Entry
  readonly assets: ReadonlyMap<string, Asset>
  readonly weights: Readonly<Record<string, Weight>>
}

/** What the build made, by name; only what is listed here is ever sent. Undefined where nothing is built. */
export async function readBuilt(): Promise<Built | undefined> {
  const place = builtFolderWith('entry.json')
  if (!place) return undefined
  const { weights, ...entry } = parseSmallJson(await readFile(new URL('entry.json', place))) as Entry &
    Pick<Built, 'weights'>
  const folder = new URL('assets/', place)
  const names = new Set(await readdir(folder))
  const assets = new Map<string, Asset>()
  for (const name of names) {
    const type = TYPES[extname(name)]
    if (!type) continue
    const encodings = (Object.keys(ENCODINGS) as Encoding[]).filter((one) => names.has(name + ENCODINGS[one]))
    assets.set(name, { url: new URL(name, folder), type, encodings })
  }
  return { entry, assets, weights }
}

export const readAsset = ({ url }: Asset, encoding: Encoding | undefined): Promise<Buffer> =>
  readFile(encoding ? new URL(url.href + ENCODINGS[encoding]) : url)
