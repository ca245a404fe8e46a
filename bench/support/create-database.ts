import pg from 'pg'

/** An empty database beside the maintenance one; answers its url. */
export async function createDatabase(maintenanceUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: maintenanceUrl })
  client.on('error', () => {})
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = new URL(maintenanceUrl)
  url.pathname = `/${name}`
  return url.href
}
