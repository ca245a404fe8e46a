/** Of the reference page: light and dark, from a phone to a wide screen. */
export const STYLE = `
:root{color-scheme:light dark;--line:#d6dae1;--soft:#f4f6f9;--ink:#1a1f29;--dim:#5a6474;--accent:#1f5fcc;--page:#fff}
@media(prefers-color-scheme:dark){:root{--line:#333b48;--soft:#1b212b;--ink:#e6e9ef;--dim:#9aa5b5;--accent:#86b0ff;--page:#12161d}}
*{box-sizing:border-box}body{margin:0;font:15px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--page);display:grid;grid-template-columns:15rem minmax(0,1fr)}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1rem;border-right:1px solid var(--line);background:var(--soft)}
nav a{display:block;overflow:hidden;text-overflow:ellipsis;padding:.15rem .4rem;color:var(--ink);text-decoration:none;border-radius:4px}nav a:hover{background:var(--line)}
main{padding:1.5rem 2rem 6rem;max-width:68rem}h1{margin:.2rem 0 1rem;font-size:1.7rem}h2{margin:2.6rem 0 .2rem;font-size:1.25rem}h4{margin:1rem 0 .3rem;font-size:.85rem;color:var(--dim)}
section>p{margin:.2rem 0 .8rem;color:var(--dim)}a{color:var(--accent)}
details{border:1px solid var(--line);border-radius:8px;margin:.5rem 0;padding:0 .9rem}details[open]{padding-bottom:.8rem}
summary{cursor:pointer;padding:.55rem 0;display:flex;gap:.6rem;align-items:baseline;flex-wrap:wrap}summary span{color:var(--dim)}
summary b{font:600 .75rem ui-monospace,monospace;min-width:3.6rem}.get{color:#17794b}.post{color:var(--accent)}.patch,.put{color:#9a5b00}.delete{color:#b3261e}
@media(prefers-color-scheme:dark){.get{color:#6fd3a0}.patch,.put{color:#f0b35c}.delete{color:#ff8d85}}
code,pre{font:.86em/1.5 ui-monospace,SFMono-Regular,Menlo,monospace}summary code{overflow-wrap:anywhere}
pre{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem;overflow:auto;margin:.3rem 0;max-height:28rem}
.wide{overflow:auto}table{border-collapse:collapse;width:100%;min-width:34rem}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}th{color:var(--dim);font-weight:500}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media(max-width:46rem){body{display:block}nav{position:static;height:auto;max-height:12rem;border-right:0;border-bottom:1px solid var(--line)}main{padding:1rem}}
`
