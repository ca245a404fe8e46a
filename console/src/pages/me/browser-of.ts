/** The first that is found counts: each later one claims to be those before, or the other way round. */
const BROWSERS = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'] as const
const NAMES: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' }
const SYSTEMS = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'] as const

/** What a browser calls itself, as people do: `Firefox, Linux`. What is none is told as it is. */
export function browserOf(agent: string): string {
  const browser = BROWSERS.find((name) => agent.includes(`${name}/`))
  if (!browser) return agent.slice(0, 60) || '—'
  const system = SYSTEMS.find((name) => agent.includes(name))
  return [NAMES[browser] ?? browser, system].filter(Boolean).join(', ')
}
