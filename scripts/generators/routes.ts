import { OPERATIONS } from '../../src/wire/native/contract.ts'

/** Where each operation is found, without the contract, which is large: a server that nobody asks never loads it. */
export function generate(): Record<string, string> {
  const rows = OPERATIONS.map(({ id, method, path, uploads }) => {
    const route = [id, method, path, ...(uploads ? ['uploads'] : [])]
    return `  [${route.map((word) => `'${word}'`).join(', ')}],\n`
  })
  return {
    'src/wire/native/routes/table.ts': `// Made from the contract by scripts/generators/routes.ts: "npm run generate" writes it again.

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Its name, where it is found, and whether a file is sent to it. */
export type Route = readonly [id: string, method: Method, path: string, uploads?: 'uploads']

export const ROUTES: readonly Route[] = [
${rows.join('')}]
`,
  }
}
