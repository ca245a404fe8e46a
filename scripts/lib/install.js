// Installs what is missing. Whether something is missing is read off npm's own record of what it installed, which npm
// writes last; so an install by hand counts, and one that was interrupted does not.

import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { inRoot, readJson, root } from './files.js'
import { withLock } from './lock.js'
import { runInOurPlace } from './node.js'

/** What `npm start` needs; the other workspaces are for contributors. */
const serverFolders = ['.', 'runtime', 'client', 'console']
const allFolders = () => ['.', ...readJson('package.json').workspaces]

/** Makes sure that node_modules fits the lock file: for the server alone, or for every workspace. */
export async function ensureInstalled(scope) {
  // A clone that has everything keeps everything: a start after a pull must not take the test runner away.
  const folders = scope === 'server' && !isInstalled(allFolders(), { anyVersion: true }) ? serverFolders : allFolders()
  if (isInstalled(folders)) return
  await withLock(inRoot('.cache', 'install.lock'), async () => {
    if (!isInstalled(folders)) await install(folders)
  })
}

async function install(folders) {
  const everything = folders.length === allFolders().length
  console.error(`Installing ${everything ? 'everything for contributors' : 'what the server needs'}, a moment please …`)
  // Topping up with "npm ci" would delete node_modules under a server that runs from it.
  const verb = existsSync(inRoot('node_modules')) ? ['install', '--no-save'] : ['ci']
  const some = ['--include-workspace-root', ...folders.slice(1).map((folder) => `--workspace=${folder}`)]
  const { code } = await runInOurPlace(
    'npm',
    [...verb, ...(everything ? [] : some), '--include=dev', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, PATH: pathWithoutModules() },
      shell: process.platform === 'win32',
    },
  ).catch((error) => {
    throw new Error(`npm could not be started (${error.message}). It comes with Node.js: is it in PATH?`)
  })
  if (code !== 0) throw new Error(`"npm ${verb.join(' ')}" did not succeed; what it said is above.`)
  if (!isInstalled(folders))
    throw new Error('npm reported success, yet packages are missing. Delete node_modules and start again.')
}

/** `npm run` puts node_modules/.bin first: npm itself would run on a Node that it is about to replace. */
function pathWithoutModules() {
  const parts = (process.env.PATH ?? '').split(delimiter)
  return parts.filter((part) => !/node_modules[\\/]\.bin$/.test(part)).join(delimiter)
}

function isInstalled(folders, { anyVersion = false } = {}) {
  const present = readJson('node_modules', '.package-lock.json')?.packages
  const wanted = readJson('package-lock.json').packages
  if (!present) return false
  const outdated = ([path, { version }]) => wanted[path] && wanted[path].version !== version
  if (!anyVersion && Object.entries(present).some(outdated)) return false
  return folders.every((folder) =>
    directDependencies(folder, wanted).every((path) => present[path] && existsSync(inRoot(path))),
  )
}

/** Where the lock file puts each direct dependency of a workspace that this machine can use. */
function directDependencies(folder, wanted) {
  const { dependencies, devDependencies, optionalDependencies } = readJson(folder, 'package.json')
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .map((name) =>
      wanted[`${folder}/node_modules/${name}`] ? `${folder}/node_modules/${name}` : `node_modules/${name}`,
    )
    .filter((path) => !wanted[path]?.optional || fitsMachine(wanted[path]))
}

const fitsMachine = ({ os = process.platform, cpu = process.arch }) =>
  [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch)
