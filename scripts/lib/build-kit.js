// Every part of the console in every state, as one page: for who works on them, never in what is published.

import { readFileSync } from 'node:fs'
import { inRoot, root } from './files.js'
import { leanIcons } from './lean-icons.js'
import { pageStyles } from './page-styles.js'

/** The files of the page by their names. */
export async function buildKit() {
  const esbuild = await import('esbuild')
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { kit: 'console/src/kit/kit.tsx' },
    outdir: '.cache/kit',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome123', 'firefox125', 'safari17.5'],
    jsx: 'automatic',
    conditions: ['@provisor/source', 'browser'],
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'file' },
    plugins: [pageStyles, leanIcons],
    write: false,
    logLevel: 'silent',
  })
  const files = new Map(
    outputFiles.map(({ path, contents }) => [path.slice(path.lastIndexOf('/') + 1), Buffer.from(contents)]),
  )
  return files.set('index.html', readFileSync(inRoot('console/src/kit/kit.html')))
}
