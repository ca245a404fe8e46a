import { html } from '../html.ts'

type Page = { nonce: string; style: string; script: string }

/** The page as it is sent, with all that it needs inside: it loads nothing. */
export const sandboxHtml = ({ nonce, style, script }: Page): string =>
  `<!doctype html>${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Developers Sandbox &ndash; Provisor</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON.markup)}">
<style nonce="${nonce}">${{ markup: style }}</style>
</head>
<body><div id="sandbox"></div><noscript>The sandbox needs JavaScript.</noscript>
<script type="module" nonce="${nonce}">
${{ markup: script }}</script>
</body>
</html>
`.markup
  }`

const BARS = html`<rect x="7" y="8" width="18" height="4" rx="2"/><rect x="7" y="14" width="13" height="4" rx="2" opacity=".75"/><rect x="7" y="20" width="8" height="4" rx="2" opacity=".5"/><circle cx="22.5" cy="22" r="2.6"/>`

const ICON = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3b5bdb"/><g fill="#fff">${BARS}</g></svg>`
