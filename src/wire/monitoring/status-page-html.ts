import { type Html, html } from '../html.ts'
import { STYLE } from './status-page-style.ts'

export type StatusView = {
  /** Empty where strangers are not told. */
  version: string
  /** Whether there is one to link to. */
  sandbox: boolean
  /** Only for who asks from this machine. */
  inside?: Inside | undefined
}

export type Inside = {
  /** Undefined when it does not answer; then there are no counts either. */
  database: string | undefined
  clock: string
  held: readonly NamedCount[]
  /** What somebody may have to look at: it stands out where it is not zero. */
  waiting: readonly NamedCount[]
}

type NamedCount = { name: string; value: number }

/** The page as it is sent; without scripts, and with all its style in one element. */
export function statusHtml({ version, sandbox, inside }: StatusView): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Provisor</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON.markup)}">
<style>${{ markup: STYLE }}</style>
</head>
<body>
<main>
<header>
${MARK}
<div>
<h1>Provisor</h1>
<p>Operations server for service providers</p>
</div>
${version !== '' && html`<span class="version">${version}</span>`}
</header>
${inside && insideParts(inside)}
<section aria-labelledby="connect">
<h2 id="connect">Connect</h2>
<ul class="rows">
<li><a href="/api/v1"><code>/api/v1</code></a> <span><strong>Provisor API</strong> <small>JSON over REST, bearer tokens</small></span></li>
<li><code>/includes/api.php</code> <span><strong>WHMCS remote API</strong> <small>services, orders, module queue</small></span></li>
<li><code>/service_start</code> <span><strong>Aculab outbound web services</strong> <small>starts and their queues</small></span></li>
<li><code>&hellip;/wbteampro/api.php</code> <span><strong>wbTeamPro Remote API</strong> <small>projects, actions, files, time</small></span></li>
</ul>
</section>
<nav aria-labelledby="further">
<h2 id="further">Look further</h2>
<ul class="cards">
${sandbox && link('/sandbox', 'Sandbox', 'try every method')}
${link('/api/v1/openapi.json', 'OpenAPI', 'the API described')}
${link('/readyz', 'Health', 'ready to serve?')}
${inside && link('/metrics', 'Metrics', 'for Prometheus')}
<li><div class="card"><strong>Guides</strong> <small>in the folder <code>docs</code></small></div></li>
</ul>
</nav>
${!inside && html`<footer>Counts are shown on the server&rsquo;s own machine only.</footer>`}
</main>
</body>
</html>
`.markup
}

const insideParts = ({ database, clock, held, waiting }: Inside): Html => html`
<p class="state ${database === undefined ? 'bad' : 'good'}">
<span class="dot" aria-hidden="true"></span>
<span>${database === undefined ? html`<strong>The database does not answer</strong>` : html`<strong>Running</strong> on ${database}`}</span>
<time>${clock}</time>
</p>
${tiles('held', 'What is here', held)}
${tiles('waiting', 'Waiting', waiting)}`

const tiles = (id: string, title: string, counts: readonly NamedCount[]): Html | false =>
  counts.length > 0 &&
  html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<dl class="cards">
${counts.map(
  ({ name, value }) => html`<div class="card ${id === 'waiting' && value > 0 && 'stands-out'}">
<dt>${name}</dt>
<dd>${value.toLocaleString('en')}</dd>
</div>
`,
)}</dl>
</section>`

const link = (href: string, name: string, about: string): Html =>
  html`<li><a class="card" href="${href}"><strong>${name}</strong> <small>${about}</small></a></li>`

/** A queue that moves: the last of its entries is on its way. */
const BARS = html`<rect x="7" y="8" width="18" height="4" rx="2"/><rect x="7" y="14" width="13" height="4" rx="2" opacity=".75"/><rect x="7" y="20" width="8" height="4" rx="2" opacity=".5"/><circle cx="22.5" cy="22" r="2.6"/>`

const ICON = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3b5bdb"/><g fill="#fff">${BARS}</g></svg>`

const MARK = html`<svg class="mark" viewBox="0 0 32 32" width="48" height="48" aria-hidden="true"><rect width="32" height="32" rx="8"/><g fill="#fff">${BARS}</g></svg>`
