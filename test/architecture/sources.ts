import { readdirSync, readFileSync } from 'node:fs'
import { posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Import {
  /** The importing file, from the root of the clone: `src/clients/clients.ts`. */
  readonly file: string
  /** The imported file in the same form, or the name of a package or built-in module without its subpath. */
  readonly target: string
  readonly typeOnly: boolean
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every source file by its path from the root of the clone, tests left out: they may set up whatever they like. */
export function sources(): Map<string, string> {
  const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.split(sep).join('/')}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  return new Map(files.map((file) => [file, withoutComments(readFileSync(`${root}${file}`, 'utf8'))]))
}

const statement = /^(?:import|export)\s+(type\s)?([\w\s{},*$]*?)\s*from\s+'([^']+)'/gm
const other = /(?:^import\s+|\bimport\()'([^']+)'/gm

export function importsOf(file: string, text: string): Import[] {
  const named = [...text.matchAll(statement)].map(([, type, names = '', from = '']) => ({
    file,
    target: resolve(file, from),
    typeOnly: type !== undefined || onlyTypes(names),
  }))
  const plain = [...text.matchAll(other)].map(([, from = '']) => ({
    file,
    target: resolve(file, from),
    typeOnly: false,
  }))
  return [...named, ...plain]
}

/** `{ type A, type B }` draws no code along either. */
function onlyTypes(names: string) {
  const inBraces = /^\{([^}]*)\}$/.exec(names.trim())?.[1]
  const each = inBraces?.split(',').map((name) => name.trim()) ?? []
  return each.some(Boolean) && each.every((name) => name === '' || name.startsWith('type '))
}

function resolve(file: string, from: string): string {
  if (from.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), from))
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
