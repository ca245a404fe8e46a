import { closeSync, openSync } from 'node:fs'

/**
 * Makes the file if there is none, for the user of the server only, whatever the folder and the umask allow. SQLite makes
 * the files beside a database with the mode of the database. One that is there stays as it is: somebody may have let
 * their backup read it, and `provisor check` tells of it.
 */
export function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}
