// Shows every part of the console in every state: node scripts/kit.js [port]. Each request builds it anew.

import { createServer } from 'node:http'
import { extname } from 'node:path'
import { buildKit } from './lib/build-kit.js'

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }
const port = Number(process.argv[2] ?? 7788)
let files

createServer(async (request, response) => {
  const name = new URL(request.url, 'http://kit').pathname.slice(1) || 'index.html'
  try {
    if (name === 'index.html' || !files) files = await buildKit()
  } catch (failure) {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(String(failure))
    return
  }
  const content = files.get(name)
  if (!content) response.writeHead(404).end()
  else response.writeHead(200, { 'content-type': `${TYPES[extname(name)]}; charset=utf-8` }).end(content)
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/?theme=dark`))
