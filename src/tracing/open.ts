import { setTimeout } from 'node:timers/promises'
import { setTracing } from '../base/measuring/tracing.ts'
import { Refusal } from '../base/refusal.ts'
import { VERSION } from '../base/version.ts'
import { makeTracing } from './tracing.ts'

const PACKAGES = [
  '@opentelemetry/api',
  '@opentelemetry/sdk-trace',
  '@opentelemetry/resources',
  '@opentelemetry/exporter-trace-otlp-http',
] as const

/** How long the last spans have to reach their collector. */
const MOST_MS = 1000

type Packages = [
  typeof import('@opentelemetry/api'),
  typeof import('@opentelemetry/sdk-trace'),
  typeof import('@opentelemetry/resources'),
  typeof import('@opentelemetry/exporter-trace-otlp-http'),
]
type Load = (name: string) => Promise<unknown>

// By a name that is not known when it is built: they are not in the bundle, but where the operator has installed them.
const installed: Load = (name) => import(name)

/**
 * Sends what happens in this process as traces, over OTLP to where `OTEL_EXPORTER_OTLP_ENDPOINT` says. Answers how to end it, which sends
 * what is left. Refuses (`tracing_unusable`) when a package is missing.
 */
export async function openTracing(load: Load = installed): Promise<() => Promise<void>> {
  const loaded: unknown[] = []
  for (const name of PACKAGES)
    loaded.push(
      await load(name).catch((cause) => {
        throw notInstalled(name, cause)
      }),
    )
  const [api, sdk, resources, { OTLPTraceExporter }] = loaded as Packages
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources
  const ours = resourceFromAttributes({ 'service.name': 'provisor', 'service.version': VERSION })
  const provider = new sdk.TracerProvider({
    // What the operator names in OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES goes before.
    resource: defaultResource()
      .merge(ours)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  setTracing(makeTracing(api, provider.getTracer('provisor', VERSION)))
  return async () => {
    setTracing(undefined)
    // What a collector that is away does not get is lost; nothing of ours waits for it, or fails by it.
    await Promise.race([provider.shutdown().catch(() => {}), setTimeout(MOST_MS, undefined, { ref: false })])
  }
}

const notInstalled = (name: string, cause: unknown) =>
  new Refusal(
    'tracing_unusable',
    `--tracing on needs the package ${name}, which cannot be loaded`,
    { package: name },
    {
      hint: `Install it beside provisor: npm install ${PACKAGES.join(' ')}`,
      cause,
    },
  )
