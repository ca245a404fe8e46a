import { parseConfig } from './config.ts'
import { connect } from './local/connect.ts'

/** Where the installation is. What is left out comes from the environment, as for the commands. */
export type InstallationOptions = { dataDir?: string | undefined; databaseUrl?: string | undefined }

/** Texts, numbers, booleans, and lists and maps of them; what is null or undefined is not sent. */
export type LocalValues = { readonly [name: string]: unknown }

/** As the remote API answers it in JSON; `message` says why there was an error. */
export type LocalAnswer = { result: 'success' | 'error'; message?: string; [field: string]: unknown }

export type LocalApi = {
  call(command: string, values?: LocalValues, adminUsername?: string | null): Promise<LocalAnswer>
  /** Lets go of the installation. Safe twice. */
  close(): Promise<void>
}

/**
 * For many calls. Beside a running server each goes to the server. Without one the data folder is opened by the first
 * call and held until `close`: meanwhile no server can start on it.
 */
export function connectLocal({ dataDir, databaseUrl }: InstallationOptions = {}): LocalApi {
  const local = connect(parseConfig({ dataDir, databaseUrl }))
  return {
    async call(command, values = {}, adminUsername) {
      // The same values, whether they travel to a server or not.
      const plain = JSON.parse(JSON.stringify(values)) as Record<string, unknown>
      const { answer } = await local.run('call', { command, values: plain, as: adminUsername })
      return answer as LocalAnswer
    },
    close: local.close,
  }
}

/**
 * Runs one action of the client-service (WHMCS) API without credentials, for whoever may open the data folder.
 * `adminUsername` is the staff member to act as; without one everything is allowed. What the action refuses is an answer
 * with `result: 'error'`; the promise is rejected only when the installation cannot be reached.
 */
export async function localAPI(
  command: string,
  values: LocalValues = {},
  adminUsername?: string | null,
  options: InstallationOptions = {},
): Promise<LocalAnswer> {
  const local = connectLocal(options)
  try {
    return await local.call(command, values, adminUsername)
  } finally {
    await local.close()
  }
}
