import { html } from '../html.ts'
import type { Entry } from './built.ts'

/** The one document. `toConsole` leads from its address to `/console/`, below whatever prefix that is. */
export const consoleHtml = ({ nonce, toConsole, script, style, font }: Entry & { nonce: string; toConsole: string }) =>
  `<!doctype html>${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Provisor</title>
<link rel="preload" href="${toConsole}assets/${font}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${toConsole}assets/${style}">
<script type="module" nonce="${nonce}" src="${toConsole}assets/${script}"></script>
</head>
<body><div id="console"></div><noscript>The console needs JavaScript. Its numbers are at /status, its calls at /api/docs.</noscript></body>
</html>
`.markup
  }`
