import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What each file of this folder exports as `generate`: whole files by their path from the root of the clone. */
export type Generate = () => Promise<Record<string, string>> | Record<string, string>

const root = fileURLToPath(new URL('../..', import.meta.url))
const check = process.argv.includes('--check')
const generators = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && file !== 'run.ts')
let different = 0

for (const file of generators.sort()) {
  const { generate } = (await import(`./${file}`)) as { generate: Generate }
  for (const [path, content] of Object.entries(await generate())) {
    const target = `${root}${path}`
    if (existsSync(target) && readFileSync(target, 'utf8') === content) continue
    different += 1
    if (check) console.error(`${path} is not what scripts/generators/${file} makes of the code.`)
    else {
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, content)
      console.log(`${path} written`)
    }
  }
}
if (check && different > 0) {
  console.error('Run "npm run generate" and commit what it writes.')
  process.exitCode = 1
}
