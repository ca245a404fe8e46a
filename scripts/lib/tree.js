// What an installation is made of: the built program, and of packages only those with machine code, since the others are
// in the bundle.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { inRoot } from './files.js'

const { files, dependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
const withMachineCode = ['better-sqlite3', '@node-rs/argon2'].filter((name) => dependencies[name])
/** Of a package, what is loaded: neither its sources nor code of other machines. */
const loaded = /^(lib|prebuilds|index\.js|package\.json|LICENSE.*|.*\.node)$/

/** Puts it into a folder that is made anew. `dist/` is built before. */
export function makeTree(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const kept = files.filter((name) => !name.startsWith('!')).concat('package.json', 'LICENSE', 'README.md')
  const without = new Set(files.filter((name) => name.startsWith('!')).map((name) => inRoot(name.slice(1))))
  for (const name of kept)
    cpSync(inRoot(name), join(folder, name), { recursive: true, filter: (source) => !without.has(source) })
  for (const name of [...withMachineCode, ...machinePackages()]) copyPackage(name, join(folder, 'node_modules', name))
}

/** A package for this machine alone has its name at the end, such as `argon2-linux-x64-gnu`. */
const machinePackages = () =>
  readdirSync(inRoot('node_modules/@node-rs'))
    .filter((name) => name.includes(`${process.platform}-${process.arch}`))
    .map((name) => `@node-rs/${name}`)

function copyPackage(name, folder) {
  const source = inRoot('node_modules', name)
  mkdirSync(folder, { recursive: true })
  for (const entry of readdirSync(source).filter((each) => loaded.test(each)))
    cpSync(join(source, entry), join(folder, entry), { recursive: true, filter: ofThisMachine })
}

const ofThisMachine = (path) =>
  !/prebuilds\/./.test(path) || basename(path) === `${process.platform}-${process.arch}.node`
