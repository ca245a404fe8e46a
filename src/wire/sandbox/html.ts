import { html } from '../html.ts'
import type { SandboxFace } from '../sandbox-face.ts'

type Page = { nonce: string; style: string; script: string; faces: readonly SandboxFace[] }

/** The page as it is sent, with all that it needs inside. */
export function sandboxHtml({ nonce, style, script, faces }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Developers Sandbox &ndash; Provisor</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON.markup)}">
<style nonce="${nonce}">${{ markup: style }}</style>
</head>
<body>
<header class="top">
<div class="brand">
<svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true"><rect width="32" height="32" rx="8"/><g fill="#fff">${BARS}</g></svg>
<div>
<h1>Developers Sandbox</h1>
<small>Provisor</small>
</div>
</div>
<div class="tabs" role="tablist" aria-label="Interfaces" id="tabs"></div>
<div class="who" id="who"></div>
</header>
<noscript><p class="connect panel">The sandbox needs JavaScript.</p></noscript>
<section class="panel connect" id="connect" hidden></section>
<div class="work" id="work" hidden>
<nav class="methods" id="methods" aria-label="Methods"></nav>
<main class="method" id="method"></main>
</div>
<script type="application/json" id="faces" nonce="${nonce}">${{ markup: jsonInScript(faces) }}</script>
<script type="module" nonce="${nonce}">
${{ markup: script }}</script>
</body>
</html>
`.markup
}

/** No text of it can end the element that it stands in. */
const jsonInScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

const BARS = html`<rect x="7" y="8" width="18" height="4" rx="2"/><rect x="7" y="14" width="13" height="4" rx="2" opacity=".75"/><rect x="7" y="20" width="8" height="4" rx="2" opacity=".5"/><circle cx="22.5" cy="22" r="2.6"/>`

const ICON = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3b5bdb"/><g fill="#fff">${BARS}</g></svg>`
