import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import Bookmark from 'lucide-react/icons/bookmark'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import TriangleAlert from 'lucide-react/icons/triangle-exclamation-point'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { CodeField } from '../parts/code-field.tsx'
import { Empty } from '../parts/empty.tsx'
import { Check, Field, Select, TextField } from '../parts/field.tsx'
import { Fresh } from '../parts/fresh.tsx'
import { Glyph, type GlyphName, Pill, State, type Tone } from '../parts/glyph.tsx'
import { ListTable } from '../parts/list-table.tsx'
import { Places } from '../parts/places.tsx'
import { QueryBar } from '../parts/query-bar.tsx'
import { Spark } from '../parts/spark.tsx'
import { language, t } from '../texts/texts.ts'
import { CAUSE, ENTRY, STATES } from './examples.ts'
import '../style/index.css'
import '../style/kit.css'
import '../style/overview.page.css'
import '../style/queue.page.css'
import '../style/entry.page.css'
import '../style/lanes.page.css'
import '../style/outbound.page.css'
import { CauseCard } from '../pages/overview/cause-card.tsx'
import { EntryPath } from '../pages/queue/entry-path.tsx'

/** Every part in every state, for who works on them: `node scripts/kit.js`. The tests compare its picture with one that is kept. */
const Kit = () => (
  <main className="page kit">
    <h1>{t.product}</h1>
    <div className="kit-grid">
      <Part name="State, Pill">
        {STATES.map(([glyph, tone, word]) => (
          <p key={glyph}>
            <State glyph={glyph as GlyphName} tone={tone as Tone}>
              {word}
            </State>{' '}
            <Pill glyph={glyph as GlyphName} tone={tone as Tone}>
              {word}
            </Pill>
          </p>
        ))}
      </Part>
      <Part name="Button">
        <p className="actions">
          <button type="button" className="btn p">
            <RefreshCw size={15} /> {t.queue.retry}
          </button>
          <button type="button" className="btn">
            {t.queue.resolve}
          </button>
          <button type="button" className="btn d">
            {t.outbound.purge}
          </button>
          <button type="button" className="btn g">
            {t.cancel}
          </button>
          <button type="button" className="btn p" disabled>
            {t.save}
          </button>
          <button type="button" className="btn ic" aria-label={t.views.title}>
            <Bookmark size={16} />
          </button>
        </p>
      </Part>
      <Part name="Field">
        <div className="form">
          <Field label={t.signIn.username} defaultValue="admin" />
          <Field label={t.signIn.password} hint={t.queue.noteHint} type="password" defaultValue="secret" />
          <TextField label={t.queue.note} defaultValue="Made by hand" />
          <Select label={t.queue.assigned} options={[[1, t.queue.anybody]]} />
          <Check label={t.views.shared} hint={t.views.edited} defaultChecked />
          <CodeField label={t.signIn.code} name="code" />
        </div>
      </Part>
      <Part name="QueryBar">
        <QueryBar
          query="class:configuration server:3"
          label={t.queue.filter}
          onChange={() => {}}
          keys={[
            { name: 'class', word: t.queue.class, offers: [{ value: 'configuration', word: t.classes.configuration }] },
            { name: 'server', word: t.queue.server, offers: [{ value: '3', word: 'Ceres' }] },
          ]}
        />
        <Fresh fresh={14} release={() => {}} />
      </Part>
      <Part name="Empty, failure, banner, toast">
        <Empty text={t.queue.empty} command="provisor queue list --attention" />
        <div className="failure">
          <p>{t.failed('The database did not answer within 5 s.')}</p>
        </div>
        <p className="banner">
          <TriangleAlert size={15} />
          <span>
            <b>{t.live.downSince('03:07')}</b> {t.live.asItWas}
          </span>
        </p>
        <div className="toast">
          <span>{t.lanes.rests('Ceres')}</span>
          <button type="button" className="u">
            {t.undo} <kbd>z</kbd>
          </button>
        </div>
        <div className="toast bad">
          <span>The database did not answer within 5 s.</span>
        </div>
      </Part>
      <Part name="ListTable, Spark, Places">
        <ListTable
          columns={[{ word: t.lanes.lane }, { word: t.lanes.waiting, isNumber: true }, { word: t.lanes.inUse }]}
        >
          {[12, 3].map((waiting) => (
            <tr key={waiting}>
              <td>
                <Spark settled={[3, 5, 8, 2, 9, waiting]} failed={[0, 1, 0, 0, 2, 0]} most={12} said="12" />
              </td>
              <td className="n b">{waiting}</td>
              <td>
                <Places running={Math.min(4, waiting)} concurrency={4} />
              </td>
            </tr>
          ))}
        </ListTable>
      </Part>
    </div>
    <Part name="CauseCard">
      <CauseCard item={CAUSE} primary />
    </Part>
    <Part name="EntryPath">
      <EntryPath entry={ENTRY} />
    </Part>
    <p>
      {t.classes.transient} <Glyph name="done" /> {t.overview.verdict(3)}
    </p>
  </main>
)

const Part = ({ name, children }: { name: string; children: ReactNode }) => (
  <section aria-label={name}>
    <p className="qq s">{name}</p>
    {children}
  </section>
)

const theme = new URLSearchParams(location.search).get('theme')
if (theme) document.documentElement.dataset.theme = theme
document.documentElement.lang = language
const router = createRouter({ routeTree: createRootRoute({ component: Kit }) })
createRoot(document.getElementById('console')!).render(
  <QueryClientProvider client={new QueryClient()}>
    <RouterProvider router={router as never} />
  </QueryClientProvider>,
)
