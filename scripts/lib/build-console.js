// Bundles console/ for browsers into dist/console: names that say what is in them, each text compressed beforehand.

import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { root } from './files.js'
import { leanIcons } from './lean-icons.js'
import { pageStyles } from './page-styles.js'

const target = 'dist/console'
/** The one font that every first page needs. */
const FIRST_FONT = /geist-latin-wght-normal/

const forBrowsers = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome123', 'firefox125', 'safari17.5'],
  jsx: 'automatic',
  conditions: ['@provisor/source', 'browser', 'production'],
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.woff2': 'file' },
  plugins: [pageStyles, leanIcons],
  minify: true,
  metafile: true,
  write: false,
  logLevel: 'silent',
}

/** `put(file, content)` writes a file whole or not at all. Answers the inputs, for their licences. */
export async function buildConsole(put) {
  const esbuild = await import('esbuild')
  const [{ outputFiles, metafile }, standalone] = await Promise.all([
    esbuild.build({
      ...forBrowsers,
      entryPoints: { console: 'console/src/main.tsx' },
      outdir: `${target}/assets`,
      entryNames: '[name]-[hash]',
      chunkNames: '[name]-[hash]',
      assetNames: '[name]-[hash]',
      splitting: true,
    }),
    // The sandbox as a page of its own stands whole in its document.
    esbuild.build({ ...forBrowsers, entryPoints: { standalone: 'console/src/standalone.tsx' }, outdir: target }),
  ])
  for (const { path, contents } of standalone.outputFiles) put(join(target, basename(path)), contents)
  const zipped = new Map(await Promise.all(outputFiles.map((file) => putCompressed(put, file))))
  const names = Object.keys(metafile.outputs).map((file) => basename(file))
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'console/src/main.tsx')
  put(
    join(target, 'entry.json'),
    JSON.stringify({
      script: basename(entry[0]),
      style: basename(entry[1].cssBundle),
      font: names.find((name) => FIRST_FONT.test(name) && name.endsWith('.woff2')),
      weights: weightsOf(metafile.outputs, entry[0], zipped),
    }),
  )
  return [...Object.keys(metafile.inputs), ...Object.keys(standalone.metafile.inputs)]
}

/** Bytes of gzip: of each page what is loaded for it alone, and with the shell and its style when it is the first. */
function weightsOf(outputs, entry, zipped) {
  const weigh = (files) => files.reduce((sum, file) => sum + (zipped.get(basename(file)) ?? 0), 0)
  const withImports = (file, found = new Set()) => {
    if (found.has(file)) return found
    found.add(file)
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') withImports(path, found)
    return found
  }
  const shell = withImports(entry).add(outputs[entry].cssBundle)
  const lazy = Object.keys(outputs).filter((file) => outputs[file].entryPoint && file !== entry)
  const isTexts = (file) => outputs[file].entryPoint?.includes('/texts/')
  // What a module says, it loads in one language: the longest counts.
  const spokenBy = (file) =>
    Math.max(0, ...outputs[file].imports.filter(({ path }) => isTexts(path)).map(({ path }) => weigh([path])))
  const weighSpoken = (files) => weigh(files) + files.reduce((sum, file) => sum + spokenBy(file), 0)
  return Object.fromEntries(
    lazy
      .filter((file) => !isTexts(file))
      .map((file) => {
        const { entryPoint } = outputs[file]
        const own = [...withImports(file)].filter((one) => !shell.has(one))
        // A part comes after its page is there, so nothing begins with it.
        const first = entryPoint.includes('/pages/') ? weighSpoken([...own, ...shell]) : 0
        return [basename(entryPoint, '.tsx'), { own: weighSpoken(own), first }]
      }),
  )
}

/** Answers its name and how much of it is sent. */
async function putCompressed(put, { path, contents }) {
  const file = join(target, 'assets', basename(path))
  put(file, contents)
  if (!/\.(js|css|svg)$/.test(file)) return [basename(path), contents.length]
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  put(`${file}.br`, await promisify(brotliCompress)(contents, quality))
  const zipped = await promisify(gzip)(contents, { level: 9 })
  put(`${file}.gz`, zipped)
  return [basename(path), zipped.length]
}
