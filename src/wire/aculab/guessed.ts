/**
 * Names that no public page shows, all of them guesses, in this one file: a captured real answer corrects them here. What
 * they are modelled on stands beside each.
 */

/** By analogy with `/service_start`, and with the tabs of its page. */
export const GUESSED_PATHS = {
  cancel: '/service_cancel',
  status: '/service_status',
  reportProgress: '/report_progress',
  reportDownload: '/report_download',
  reportDelete: '/report_delete',
} as const

/** Parameters: after the reply of a purge, and the singular for one. */
export const REFERENCES = 'service_refs'
export const REFERENCE = 'service_ref'
export const REPORT_ID = 'report_id'

/** After the getters of the vendor's PHP wrapper: status, detail, instance id, and when its status can be fetched. */
export const STATUS_MEMBERS = {
  reference: 'service_ref',
  status: 'status',
  detail: 'status_detail',
  instanceId: 'application_instance_id',
  eta: 'application_status_eta',
} as const

/** Members of a configuration beside those that a validation sample shows: `service_password`, `uas.application_name`,
 * `rest.first_page.address` and `rest.first_page.method`. */
export const CONFIGURATION = {
  type: 'application_type',
  enabled: 'enabled',
  errorPage: 'error_page',
  finalPage: 'final_page',
  startsPerSecond: 'maximum_cps',
  concurrency: 'maximum_running',
  queueLimit: 'queue_limit',
  expiry: 'start_expiry_seconds',
  runLimit: 'run_limit_seconds',
  weight: 'weight',
  onLost: 'on_worker_lost',
  window: 'calling_window',
  zone: 'time_zone',
  days: 'days',
  from: 'from',
  until: 'until',
} as const

/** Where the documents of the original describe what an error is about. */
const PAGES = 'https://docs.cloud.aculab.com/Web_Services_API'
export const LINKS = {
  starting: `${PAGES}/web_service_outbound_services_starting`,
  queues: `${PAGES}/web_service_outbound_service_queues`,
  management: `${PAGES}/web_service_outbound_services_management`,
  reports: `${PAGES}/web_service_reports`,
  errors: `${PAGES}/web_service_errors`,
} as const
