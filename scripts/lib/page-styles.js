import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A style of one page comes with the page's script: `import './roles.page.css'` hands it to the document when the page is
 * loaded. Imported by another style it is a style like any other.
 */
export const pageStyles = {
  name: 'page styles',
  setup({ onResolve, onLoad, esbuild }) {
    onResolve({ filter: /\.page\.css$/ }, ({ kind, path, resolveDir }) =>
      kind === 'import-statement' ? { path: join(resolveDir, path), namespace: 'page-style' } : undefined,
    )
    onLoad({ filter: /./, namespace: 'page-style' }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, 'utf8'), { loader: 'css', minify: true })
      return {
        contents: `const sheet = new CSSStyleSheet()
sheet.replaceSync(${JSON.stringify(code.trim())})
document.adoptedStyleSheets.push(sheet)`,
      }
    })
  },
}
