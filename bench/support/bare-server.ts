// The baseline: node:http, one prepared statement, JSON.stringify. What the same rows cost when nothing else is done.
import { createServer } from 'node:http'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import pg from 'pg'

const [, , dataDir, databaseUrl] = process.argv as [string, string, string, string?]

const columns = `s.id, s.quantity, s.client_id, s.order_id, o.order_number, s.product_id, s.registered_on, p.name, g.name AS group_name,
  s.domain, s.dedicated_ip, s.server_id, v.name AS server_name, v.ip_address, v.hostname, s.suspension_reason,
  s.first_payment_minor, s.recurring_minor, s.payment_method, m.display_name, s.billing_cycle, s.next_due_on, s.status, s.username,
  s.subscription_id, s.promo_id, s.override_auto_suspend, s.override_suspend_until, s.ns1, s.ns2, s.assigned_ips, s.notes,
  s.disk_used_mb, s.disk_limit_mb, s.bandwidth_used_mb, s.bandwidth_limit_mb, s.usage_at, s.custom_fields, s.config_options`
const text = (mark: string) => `SELECT ${columns} FROM services s JOIN products p ON p.id = s.product_id
  JOIN product_groups g ON g.id = p.group_id LEFT JOIN orders o ON o.id = s.order_id LEFT JOIN servers v ON v.id = s.server_id
  LEFT JOIN payment_methods m ON m.module = s.payment_method WHERE s.client_id = ${mark} ORDER BY s.id LIMIT 25`

const rowsOf = databaseUrl ? postgres(databaseUrl) : sqlite()

function sqlite() {
  const database = new SQLite(join(dataDir, 'provisor.db'), { readonly: true })
  database.pragma('cache_size = -32768')
  database.pragma('mmap_size = 268435456')
  const statement = database.prepare(text('?'))
  return async (clientId: number) => statement.all(clientId)
}

function postgres(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  return async (clientId: number) => (await pool.query({ name: 'rows', text: text('$1'), values: [clientId] })).rows
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', async () => {
    const clientId = Number(/clientid=(\d+)/.exec(Buffer.concat(chunks).toString())?.[1])
    const product = await rowsOf(clientId)
    const body = JSON.stringify({ result: 'success', totalresults: product.length, products: { product } })
    response.setHeader('content-type', 'application/json')
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`listening on http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
})
