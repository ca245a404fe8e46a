import { Check, Field, Select } from '../../parts/field.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { type Kind, PAGES, type Runner } from './service-form.ts'
import type { Service } from './service-query.ts'
import { WindowFields } from './window-fields.tsx'

const { settings, fields } = t.outbound

type Props = { kind: Kind; runner: Runner; service?: Service }

/** All that can be set of a service, of one there is or of a new one; `settingsOf` reads it. */
export function ServiceFields({ kind, runner, service }: Props) {
  return (
    <>
      <Limits {...(service && { service })} />
      <Select
        label={settings.onLost}
        name="onLost"
        defaultValue={service?.onLost ?? 'fail'}
        options={[
          ['fail', settings.lost.fail],
          ['repeat', settings.lost.repeat],
        ]}
      />
      {kind === 'uas' ? (
        <Field label={settings.applicationName} name="applicationName" defaultValue={service?.applicationName ?? ''} />
      ) : (
        <Pages isAsked={runner === 'http'} {...(service && { service })} />
      )}
      <WindowFields window={service?.callingWindow ?? null} />
      <Field
        label={service ? settings.password : t.outbound.newService.password}
        name="password"
        type="password"
        autoComplete="new-password"
        required={!service}
        hint={service ? settings.passwordStays : t.outbound.newService.passwordHint}
      />
      <Check label={settings.enabled} name="enabled" defaultChecked={service?.enabled ?? true} />
      {!service && <Check label={fields.paused} name="paused" />}
    </>
  )
}

function Limits({ service }: { service?: Service }) {
  const expires = service?.expireAfterMs ?? null
  const empty = { hint: t.outbound.emptyIsNoLimit }
  const whole = { inputMode: 'numeric', pattern: '\\d+' } as const
  return (
    <>
      <Field
        label={t.outbound.perSecond}
        name="startsPerSecond"
        inputMode="decimal"
        pattern="\d*\.?\d+"
        {...empty}
        defaultValue={service?.startsPerSecond ?? ''}
      />
      <Field
        label={t.outbound.atOnce}
        name="concurrency"
        {...whole}
        {...empty}
        defaultValue={service?.concurrency ?? ''}
      />
      <Field
        label={settings.queueLimit}
        name="queueLimit"
        {...whole}
        {...empty}
        defaultValue={service?.queueLimit ?? ''}
      />
      <Field
        label={settings.expireSeconds}
        name="expire"
        inputMode="decimal"
        pattern="\d*\.?\d+"
        {...empty}
        defaultValue={expires === null ? '' : expires / 1000}
      />
      <Field
        label={settings.runLimitSeconds}
        name="runLimit"
        inputMode="decimal"
        pattern="\d*\.?\d+"
        required
        defaultValue={(service?.runLimitMs ?? 3_600_000) / 1000}
      />
      <Field label={settings.weight} name="weight" {...whole} required defaultValue={service?.weight ?? 1} />
    </>
  )
}

const Pages = ({ service, isAsked }: { service?: Service; isAsked: boolean }) =>
  PAGES.map((field) => (
    <div className="page-of" key={field}>
      <Field
        label={settings.pages[field]}
        name={field}
        type="url"
        required={isAsked && field === 'firstPage'}
        defaultValue={service?.[field]?.address ?? ''}
      />
      <Select
        label={settings.method}
        name={`${field}Method`}
        defaultValue={service?.[field]?.method ?? 'POST'}
        options={[
          ['POST', 'POST'],
          ['GET', 'GET'],
        ]}
      />
    </div>
  ))
