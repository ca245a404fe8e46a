// Bundles src/ and the packages it uses into dist/: of a start, most would be the search for six hundred files. Packages
// with machine code stay outside; migrations go along as they are.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildConsole } from './build-console.js'
import { inRoot, root } from './files.js'
import { withLock } from './lock.js'
import { findNode } from './node.js'

const entries = {
  main: 'src/main.ts',
  index: 'src/index.ts',
  'sqlite-reader': 'src/storage/engine/sqlite-reader.ts',
  'backup-worker': 'src/local/backup-worker.ts',
  'reference-page': 'src/wire/native/reference/page.ts',
}
/** Folders that code reads beside itself, and where they stand beside the bundle. Code in them is in the bundle. */
const alongside = { 'dist/migrations': 'src/storage/migrations' }
const stamp = 'dist/.built-from'
const withMachineCode = ['better-sqlite3', '@node-rs/argon2', 'pg-native']
/** Packages in the old module format ask for Node's modules with `require`. */
const requireForPackages =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

/** `import` asks a module of Node's for all it has; of this one that loads a second HTTP client, 13 MiB of an idle server. */
const httpByRequire = {
  name: 'http-by-require',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:http$/ }, ({ path, namespace, kind }) =>
      kind === 'import-statement' && namespace !== 'by-require'
        ? { path, namespace: 'by-require' }
        : { path, external: true },
    )
    onLoad({ filter: /.*/, namespace: 'by-require' }, () => ({ contents: "module.exports = require('node:http')" }))
  },
}

/** A second checker of JSON Schemas, half of what the protocol of assistants would load: tools check by their own schemas. */
const noSchemaChecker = {
  name: 'no-schema-checker',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, ({ path }) => ({ path, namespace: 'no-checker' }))
    onLoad({ filter: /.*/, namespace: 'no-checker' }, () => ({
      contents:
        "export { default as process } from 'node:process'; export const DefaultJsonSchemaValidator = undefined",
    }))
  },
}

/** Builds unless dist/ was made from exactly the present sources. */
export async function ensureBuilt() {
  if (readStamp() === fingerprint()) return
  await withLock(inRoot('.cache', 'build.lock'), async () => {
    const sources = fingerprint()
    if (readStamp() === sources) return
    await build()
    put(stamp, sources)
  })
}

export async function build() {
  const esbuild = await import('esbuild')
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: Object.entries(entries)
      .filter(([, source]) => existsSync(inRoot(source)))
      .map(([out, source]) => ({ in: source, out })),
    outdir: 'dist',
    bundle: true,
    // A command loads only the packages that it uses: what is imported lazily stays in files of its own.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: withMachineCode,
    banner: { js: requireForPackages },
    plugins: [httpByRequire, noSchemaChecker],
    // V8 keeps the text of what it runs. Names stay, and stack traces find the lines by the maps.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  const consoleInputs = existsSync(inRoot('console/src')) ? await buildConsole(put) : []
  await esbuild.stop()
  for (const { path, text } of outputFiles) if (path.endsWith('.js')) requireNarrow(path, text)
  // Chunks of the build before stay: a server that runs from them may still ask for one.
  for (const file of outputFiles) put(relative(root, file.path), file.contents)
  put('dist/THIRD-PARTY-LICENSES.txt', licensesOf([...Object.keys(metafile.inputs), ...consoleInputs]))
  rmSync(inRoot('dist/.compiled'), { recursive: true, force: true })
  copyAlongside()
  writeReference()
}

/** One letter beyond Latin-1, in a template or a regex, and V8 keeps the whole file at two bytes a letter. */
function requireNarrow(path, text) {
  const at = text.length < 100_000 ? -1 : text.search(/[\u0100-\uffff]/)
  if (at === -1) return
  const where = JSON.stringify(text.slice(Math.max(0, at - 40), at + 40))
  throw new Error(`${basename(path)} has a letter beyond Latin-1; write it as an escape: ${where}`)
}

/** The page of `/api/docs`, as the contract that was just built has it. Its code is the server's, for the server's Node.js. */
function writeReference() {
  const built = inRoot('dist/reference-page.js')
  if (!existsSync(built)) return
  const program = `process.stdout.write((await import(${JSON.stringify(pathToFileURL(built).href)})).referencePage())`
  const options = { maxBuffer: 2 ** 26, encoding: 'utf8' }
  const { status, stdout, stderr } = spawnSync(findNode(), ['--input-type=module', '--eval', program], options)
  if (status !== 0) throw new Error(`The page of /api/docs could not be made: ${stderr}`)
  put('dist/reference.html', stdout)
}

/** The terms of the packages whose code is in the bundle. */
function licensesOf(inputs) {
  const found = inputs.map((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0])
  const texts = [...new Set(found)].filter(Boolean).map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'))
    const file = readdirSync(inRoot(folder)).find((child) => /^licen[cs]e/i.test(child))
    return `${name} ${version} (${license})\n\n${file ? readFileSync(inRoot(folder, file), 'utf8').trim() : ''}\n`
  })
  return texts.sort().join(`\n${'-'.repeat(80)}\n\n`)
}

function copyAlongside() {
  for (const [target, source] of Object.entries(alongside)) {
    rmSync(inRoot(target), { recursive: true, force: true })
    for (const file of listFiles(source).filter((file) => !file.endsWith('.ts')))
      put(join(target, relative(source, file)), readFileSync(inRoot(file)))
  }
}

/** Written whole or not at all, whoever reads meanwhile. */
function put(file, content) {
  const target = inRoot(file)
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}`)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(draft, content)
  renameSync(draft, target)
}

function readStamp() {
  return existsSync(inRoot(stamp)) ? readFileSync(inRoot(stamp), 'utf8') : undefined
}

/** By content, not by time: a checkout of another branch and back builds nothing. */
function fingerprint() {
  const hash = createHash('sha256')
  // The worker command has the client in it, and so has the console.
  const sources = [...listFiles('src'), ...listFiles('client/src'), ...listFiles('console/src')]
  const builders = ['build', 'build-console', 'page-styles', 'lean-icons'].map((name) => `scripts/lib/${name}.js`)
  for (const file of [...sources, 'package.json', 'package-lock.json', ...builders]) {
    const content = readFileSync(inRoot(file))
    hash.update(`${file} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/** Without tests, which are no part of the product. */
function listFiles(folder) {
  if (!existsSync(inRoot(folder))) return []
  const children = readdirSync(inRoot(folder), { withFileTypes: true })
  return children
    .flatMap((child) => (child.isDirectory() ? listFiles(`${folder}/${child.name}`) : [`${folder}/${child.name}`]))
    .filter((file) => !file.endsWith('.test.ts'))
    .sort()
}
