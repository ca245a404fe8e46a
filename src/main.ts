import { nameSourceLines } from './base/stack-traces.ts'
import { run } from './cli/program.ts'

if (import.meta.url.endsWith('.js')) nameSourceLines()
process.exitCode = await run(process.argv)
