import { run } from './cli/program.ts'
import { nameSourceLines } from './stack-traces.ts'

if (import.meta.url.endsWith('.js')) nameSourceLines()
process.exitCode = await run(process.argv)
