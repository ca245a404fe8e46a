import type { Notices as Shown } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { client } from '../../../app/api.ts'
import { queries } from '../../../app/live.ts'
import { usePlace } from '../../../app/place.ts'
import { act } from '../../../app/toasts.tsx'
import { Check, Field, Select } from '../../../parts/field.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/told-texts.ts'

const KEY = ['own-notices']

/** What this person is told of by mail, and when. */
export function Notices() {
  usePlace(t.titles.notices)
  const notices = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => client.notices.get(undefined, { signal }),
    // A form: what is typed is not replaced by what comes.
    staleTime: 'static',
    gcTime: 0,
  })
  return (
    <Page title={t.titles.notices} sentence={t.notices.sentence}>
      <Read query={notices}>{(shown) => <Form key={JSON.stringify(shown)} notices={shown} />}</Read>
    </Page>
  )
}

function Form({ notices }: { notices: Shown }) {
  const [daily, setDaily] = useState(notices.delivery === 'daily')
  const { staffId: _, ...before } = notices
  const keep = async (body: Omit<Shown, 'staffId'>) => {
    queries.setQueryData(KEY, await client.notices.putOwn(body))
  }
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const body = bodyOf(new FormData(event.currentTarget), before)
    void act(
      () => keep(body),
      t.notices.saved,
      () => keep(before),
    )
  }
  return (
    <form className="form narrow" onSubmit={submit}>
      <fieldset className="form">
        <legend className="bb">{t.notices.what}</legend>
        <Select
          name="attention"
          label={t.notices.attention}
          defaultValue={notices.attention}
          options={(['none', 'critical', 'all'] as const).map((level) => [level, t.notices.levels[level]])}
        />
        {(['deadlines', 'assignments', 'tickets', 'trouble', 'tellOver'] as const).map((name) => (
          <Check key={name} name={name} label={t.notices.of[name]} defaultChecked={notices[name]} />
        ))}
      </fieldset>
      <fieldset className="form">
        <legend className="bb">{t.notices.when}</legend>
        <Select
          name="delivery"
          label={t.notices.delivery}
          value={daily ? 'daily' : 'immediate'}
          onChange={({ target }) => setDaily(target.value === 'daily')}
          options={[
            ['immediate', t.notices.deliveries.immediate],
            ['daily', t.notices.deliveries.daily],
          ]}
        />
        {daily && (
          <Field
            name="dailyHour"
            label={t.notices.dailyHour}
            type="number"
            min={0}
            max={23}
            defaultValue={notices.dailyHour}
            required
          />
        )}
        <div className="pair">
          <Field name="quietFrom" label={t.notices.quietFrom} type="time" defaultValue={notices.quietFrom ?? ''} />
          <Field name="quietTo" label={t.notices.quietTo} type="time" defaultValue={notices.quietTo ?? ''} />
        </div>
        <Check name="wakeForCritical" label={t.notices.wake} defaultChecked={notices.wakeForCritical} />
        <Field name="timeZone" label={t.notices.zone} list="zones" defaultValue={notices.timeZone} maxLength={64} />
        <datalist id="zones">
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Field
          name="address"
          label={t.notices.address}
          hint={t.notices.addressHint}
          type="email"
          defaultValue={notices.address}
          maxLength={254}
        />
      </fieldset>
      <div>
        <button type="submit" className="btn p">
          {t.save}
        </button>
      </div>
    </form>
  )
}

function bodyOf(form: FormData, before: Omit<Shown, 'staffId'>): Omit<Shown, 'staffId'> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    ...before,
    attention: text('attention') as Shown['attention'],
    deadlines: form.has('deadlines'),
    assignments: form.has('assignments'),
    tickets: form.has('tickets'),
    trouble: form.has('trouble'),
    tellOver: form.has('tellOver'),
    delivery: text('delivery') as Shown['delivery'],
    dailyHour: form.has('dailyHour') ? Number(text('dailyHour')) : before.dailyHour,
    quietFrom: text('quietFrom') || null,
    quietTo: text('quietTo') || null,
    wakeForCritical: form.has('wakeForCritical'),
    timeZone: text('timeZone'),
    address: text('address'),
  }
}
