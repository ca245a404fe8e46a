import { envName, type SettingName } from '../../src/config.ts'
import { SETTINGS } from '../../src/settings.ts'

/** Every setting, from the table that the server reads. */
export function generate(): Record<string, string> {
  return { 'docs/configuration.md': page(Object.keys(SETTINGS) as SettingName[]) }
}

function page(names: readonly SettingName[]): string {
  return `# Configuration

There is no configuration file: a setting is a flag of \`provisor serve\` or an environment variable, and the flag wins.
Without any of them a server works on the embedded database in \`./provisor-data\`, for this machine only. A wrong value
stops the start, and all wrong values are named at once.

The other commands take \`--data-dir\` and \`--database-url\` as flags, and the rest from the environment. While a server
runs, \`--data-dir\` is enough: they ask it, and it knows its database.

| flag | environment | default | |
|---|---|---|---|
${names.map(row).join('\n')}
| | \`PROVISOR_DEBUG\` | | \`1\` makes failed commands show their stack |

A switch (\`--demo\`) is \`1\`, \`true\`, \`on\` or \`yes\` in the environment, or \`0\`, \`false\`, \`off\`, \`no\`. A list is separated
by commas.

This page is made from [src/settings.ts](../src/settings.ts) (\`npm run generate\`).
`
}

function row(name: SettingName): string {
  const { flag, about, default: fallback, ...rest } = SETTINGS[name]
  const shownFlag = 'hidden' in rest ? '' : `\`--${flag}\``
  const shownDefault = fallback === '' || fallback === false ? '' : `\`${fallback}\``
  return `| ${shownFlag} | \`${envName(name)}\` | ${shownDefault} | ${about} |`
}
