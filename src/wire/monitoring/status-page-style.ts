/** The whole style of the status page. The answer's Content-Security-Policy allows exactly this text. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f6fa, #101218);
  --surface: light-dark(#ffffff, #181b24);
  --line: light-dark(#e2e5ee, #2a2f3c);
  --text: light-dark(#1b1f2a, #e8eaf1);
  --quiet: light-dark(#5a6275, #9ba3b7);
  --accent: light-dark(#3b5bdb, #8ea6ff);
  --good: light-dark(#2b8a3e, #69db7c);
  --bad: light-dark(#c92a2a, #ff8787);
  --waiting: light-dark(#a84b00, #ffb169);
  --waiting-ground: light-dark(#fff6ec, #2a2118);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 46rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 4rem) 1.25rem 3rem; }
header { display: flex; align-items: center; gap: 1rem; }
header div { flex: 1; min-width: 0; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.02em; }
header p { margin: 0; color: var(--quiet); }
.mark { flex: none; fill: #3b5bdb; }
.version {
  align-self: flex-start; padding: 0.125rem 0.625rem; border: 1px solid var(--line); border-radius: 1rem;
  color: var(--quiet); font-size: 0.875rem; font-variant-numeric: tabular-nums; white-space: nowrap;
}
.state {
  display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.75rem; margin: 2rem 0 0; padding: 0.75rem 1rem;
  background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem;
}
.state time { margin-left: auto; color: var(--quiet); font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.dot { flex: none; width: 0.625rem; height: 0.625rem; border-radius: 50%; background: currentColor; }
.good .dot, .good strong { color: var(--good); }
.bad .dot, .bad strong { color: var(--bad); }
h2 { margin: 2.25rem 0 0.75rem; font-size: 0.8125rem; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; color: var(--quiet); }
ul { margin: 0; padding: 0; list-style: none; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.25rem, 1fr)); gap: 0.75rem; margin: 0; }
.card { display: block; height: 100%; padding: 0.75rem 1rem; background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem; }
.card small { display: block; }
dt { color: var(--quiet); font-size: 0.9375rem; }
dd { margin: 0; font-size: 1.75rem; font-weight: 600; line-height: 1.25; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
@media (max-width: 30rem) {
  dl.cards { grid-template-columns: 1fr; gap: 0.5rem; }
  dl .card { display: flex; align-items: baseline; justify-content: space-between; padding: 0.375rem 1rem; }
  dd { font-size: 1.375rem; }
}
.stands-out { background: var(--waiting-ground); border-color: color-mix(in srgb, var(--waiting) 40%, transparent); }
.stands-out dt, .stands-out dd { color: var(--waiting); }
.rows { background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem; }
.rows li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.125rem 1rem; padding: 0.75rem 1rem; }
.rows li + li { border-top: 1px solid var(--line); }
.rows li > :first-child { flex: 0 0 11rem; }
strong { font-weight: 600; }
small { color: var(--quiet); font-size: 0.875rem; }
code { font: 0.9em ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
a { color: var(--accent); text-decoration: none; }
a.card:hover { border-color: var(--accent); }
.rows a:hover { text-decoration: underline; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
footer { margin-top: 2.5rem; color: var(--quiet); font-size: 0.875rem; }
`
