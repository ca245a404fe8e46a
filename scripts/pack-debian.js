// Makes packed/provisor_<version>_<architecture>.deb: everything that an installation needs, its Node.js too. Twice from the
// same commit it is the same file. `--tree=DIR` makes only the tree of the program, for images.

import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from './lib/files.js'
import { ensureInstalled } from './lib/install.js'
import { findNode } from './lib/node.js'
import { giveUp, runProgram } from './lib/program.js'
import { makeTree } from './lib/tree.js'

const optionOf = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
const architecture = { x64: 'amd64', arm64: 'arm64' }[process.arch]

await ensureInstalled('everything').catch(giveUp)
if ((await runProgram('scripts/build.js')).code !== 0) giveUp(new Error('building the server failed'))
const tree = optionOf('tree')
if (tree !== undefined) makeTree(tree)
else makeDebian(optionOf('to') ?? inRoot('packed'))

function makeDebian(target) {
  if (!architecture) giveUp(new Error(`There is no package for ${process.arch}`))
  const stage = join(target, 'stage')
  rmSync(stage, { recursive: true, force: true })
  makeTree(join(stage, 'usr/lib/provisor'))
  put(findNode(), 'usr/lib/provisor/node', 0o755)
  put(inRoot('packaging/debian/provisor.sh'), 'usr/bin/provisor', 0o755)
  put(inRoot('packaging/systemd/provisor.service'), 'usr/lib/systemd/system/provisor.service')
  put(inRoot('packaging/debian/provisor.env'), 'etc/provisor/provisor.env', 0o640)
  put(inRoot('LICENSE'), 'usr/share/doc/provisor/copyright')
  put(inRoot('README.md'), 'usr/share/doc/provisor/README.md')
  for (const page of readdirSync(inRoot('docs')).filter((name) => name.endsWith('.md')))
    put(inRoot('docs', page), `usr/share/doc/provisor/${page}`)
  const facts = { VERSION: version, ARCHITECTURE: architecture, SIZE: String(Math.ceil(sizeOf(stage) / 1024)) }
  const control = readFileSync(inRoot('packaging/debian/control'), 'utf8')
  write(
    'DEBIAN/control',
    control.replace(/@([A-Z]+)@/g, (_, name) => facts[name]),
  )
  write('DEBIAN/conffiles', '/etc/provisor/provisor.env\n')
  for (const name of ['postinst', 'prerm', 'postrm']) put(inRoot('packaging/debian', name), `DEBIAN/${name}`, 0o755)
  const file = join(target, `provisor_${version}_${architecture}.deb`)
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', stage, file], {
    env: { ...process.env, SOURCE_DATE_EPOCH: lastChange() },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  rmSync(stage, { recursive: true })
  console.log(`${file} written, ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB`)

  function write(name, text, mode = 0o644) {
    mkdirSync(dirname(join(stage, name)), { recursive: true, mode: 0o755 })
    writeFileSync(join(stage, name), text)
    chmodSync(join(stage, name), mode)
  }
  function put(source, name, mode = 0o644) {
    mkdirSync(dirname(join(stage, name)), { recursive: true, mode: 0o755 })
    cpSync(source, join(stage, name), { dereference: true })
    chmodSync(join(stage, name), mode)
  }
}

/** Of the last commit: what is packed of it has the same times whenever that is done. */
function lastChange() {
  if (process.env.SOURCE_DATE_EPOCH) return process.env.SOURCE_DATE_EPOCH
  if (!existsSync(inRoot('.git'))) return '0'
  return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: inRoot('.'), encoding: 'utf8' }).trim()
}

function sizeOf(path) {
  const found = statSync(path)
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : found.size
}
