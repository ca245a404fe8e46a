import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Lets stack traces of the bundle name lines of the sources. Node has a switch for that, but it reads every map at the
 * start and keeps it: 8 MiB of memory. Here a map is read when the first trace goes through its file.
 */
export function nameSourceLines(): void {
  Error.prepareStackTrace = (error, frames) => [String(error), ...frames.map(lineOf)].join('\n')
}

/** `name (file:///…/dist/chunk.js:1:2345)` with the place in the source instead. */
function lineOf(frame: NodeJS.CallSite): string {
  const url = frame.getFileName()
  const [line, column] = [frame.getLineNumber() ?? 0, frame.getColumnNumber() ?? 0]
  const source = url?.startsWith('file://') ? sourceOf(fileURLToPath(url), line, column) : undefined
  return `    at ${source === undefined ? frame : String(frame).replace(`${url}:${line}:${column}`, () => source)}`
}

function sourceOf(file: string, line: number, column: number): string | undefined {
  const origin = mapOf(file)?.findOrigin(line, column)
  if (!origin || !('fileName' in origin)) return undefined
  const source = relative(dirname(dirname(file)), resolve(dirname(file), origin.fileName))
  return `${source}:${origin.lineNumber}:${origin.columnNumber}`
}

const maps = new Map<string, SourceMap | undefined>()

function mapOf(file: string): SourceMap | undefined {
  const map = `${file}.map`
  if (!maps.has(file)) maps.set(file, existsSync(map) ? readMap(map) : undefined)
  return maps.get(file)
}

/** Without a map the trace still tells what happened. */
function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
