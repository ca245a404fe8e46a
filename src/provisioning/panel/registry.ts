import { type Backend, CONTRACT_VERSION, type VerbName } from './backend.ts'
import { settingProblems } from './settings.ts'

export interface Registry {
  /** Without regard to case. */
  find(name: string): Backend | undefined
  readonly all: readonly Backend[]
}

/** Throws when a backend cannot be used as it is: that is for its author. */
export function makeRegistry(backends: readonly Backend[]): Registry {
  const problems = backends.flatMap((backend) => problemsOf(backend).map((problem) => `${backend.name}: ${problem}`))
  const byName = new Map(backends.map((backend) => [backend.name, backend]))
  if (byName.size < backends.length) problems.push('expected each backend once')
  if (problems.length > 0) throw new Error(`Registering backends: ${problems.join('; ')}`)
  return { find: (name) => byName.get(name.toLowerCase()), all: backends }
}

const LONGEST_SERVER_FORM = 100

function problemsOf(backend: Backend): string[] {
  const problems: string[] = []
  if (backend.contractVersion !== CONTRACT_VERSION)
    problems.push(`expected contract version ${CONTRACT_VERSION}, got ${backend.contractVersion}`)
  if (!/^[a-z][a-z0-9]*$/.test(backend.name)) problems.push('expected a name of lower case letters and digits')
  const changing = CHANGING.filter((verb) => backend[verb])
  if (changing.length > 0 && !backend.accountState && !backend.domainState)
    problems.push(
      `expected accountState or domainState beside ${changing[0]}: without it no lost answer can be decided`,
    )
  if (backend.custom && !backend.commands) problems.push('expected commands beside custom')
  return [
    ...problems,
    ...settingProblems(backend.productSettings),
    ...settingProblems(backend.serverSettings, LONGEST_SERVER_FORM),
  ]
}

const CHANGING: readonly VerbName[] = ['create', 'terminate', 'registerDomain', 'transferDomain', 'renewDomain']
