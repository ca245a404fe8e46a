import { PAGE_METHODS, SERVICE_DEFAULTS, SERVICE_KINDS, WEEKDAYS } from '../../outbound/services/service.ts'
import { CONFIGURATION as NAMES } from './guessed.ts'
import { type ConfigurationSchema, patternOf } from './json-schema.ts'

const page = (description: string): ConfigurationSchema => ({
  description,
  type: ['null', 'object'],
  additionalProperties: false,
  required: ['address'],
  properties: {
    address: { description: 'An http or https address', type: 'string', minLength: 8, maxLength: 2000 },
    method: { type: 'string', enum: PAGE_METHODS, default: 'POST' },
  },
  default: null,
})

const limit = (description: string, inner: ConfigurationSchema): ConfigurationSchema => ({
  description: `${description}; null is no limit`,
  ...inner,
  default: null,
})

const DEFAULT_RUN_LIMIT = SERVICE_DEFAULTS.runLimitMs / 1000
const LONGEST_WAIT = 314_496_000
const LONGEST_RUN = 2_419_200

/** What a configuration is checked with, and what `/service/v1/schema/outbound` answers: the same object. */
export const CONFIGURATION_SCHEMA: ConfigurationSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Outbound service',
  type: 'object',
  additionalProperties: false,
  properties: {
    service_name: { description: 'The name in the address; may be left out', type: 'string' },
    service_password: {
      description: 'What starts of the service sign in with. A new service needs one; it is never shown again',
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      writeOnly: true,
    },
    [NAMES.type]: {
      description: 'Who answers: pages of a web application, or a program that takes starts. Fixed for a service',
      type: 'string',
      enum: SERVICE_KINDS,
      default: 'rest',
    },
    [NAMES.enabled]: { description: 'Off: takes no starts and begins none', type: 'boolean', default: true },
    uas: {
      type: ['null', 'object'],
      additionalProperties: false,
      properties: {
        application_name: {
          description: 'What the program is told to run',
          type: ['null', 'string'],
          maxLength: 255,
          default: null,
        },
      },
    },
    rest: {
      type: ['null', 'object'],
      additionalProperties: false,
      properties: {
        first_page: page('Asked when a start begins'),
        [NAMES.errorPage]: page('Asked when another page failed'),
        [NAMES.finalPage]: page('Asked last, whatever happened'),
      },
    },
    [NAMES.startsPerSecond]: limit('Starts in a second', {
      type: ['null', 'number'],
      minimum: 0.001,
      maximum: 1_000_000,
    }),
    [NAMES.concurrency]: limit('Runs at the same time', { type: ['null', 'integer'], minimum: 1, maximum: 1_000_000 }),
    [NAMES.queueLimit]: limit('Starts that may wait', {
      type: ['null', 'integer'],
      minimum: 0,
      maximum: 1_000_000_000,
    }),
    [NAMES.expiry]: limit('How long a start may wait', {
      type: ['null', 'number'],
      minimum: 1,
      maximum: LONGEST_WAIT,
    }),
    [NAMES.runLimit]: {
      description: 'How long an application that reports its end later may take',
      type: 'number',
      minimum: 1,
      maximum: LONGEST_RUN,
      default: DEFAULT_RUN_LIMIT,
    },
    [NAMES.weight]: {
      description: 'The share among the services of the account when all have work',
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      default: SERVICE_DEFAULTS.weight,
    },
    [NAMES.onLost]: {
      description: 'What becomes of a start whose worker was lost after it began',
      type: 'string',
      enum: ['fail', 'repeat'],
      default: SERVICE_DEFAULTS.onLost,
    },
    [NAMES.window]: {
      description: 'When starts may begin; null is always',
      type: ['null', 'object'],
      additionalProperties: false,
      required: [NAMES.zone, NAMES.from, NAMES.until],
      properties: {
        [NAMES.zone]: { description: 'Such as Europe/Berlin', type: 'string', minLength: 1, maxLength: 100 },
        [NAMES.days]: {
          type: 'array',
          items: { type: 'string', enum: WEEKDAYS },
          minItems: 1,
          uniqueItems: true,
          default: WEEKDAYS,
        },
        [NAMES.from]: { type: 'string', pattern: patternOf(/^([01]\d|2[0-3]):[0-5]\d$/u) },
        [NAMES.until]: {
          description: 'Past midnight when it is earlier than the beginning; 24:00 is the end of the day',
          type: 'string',
          pattern: patternOf(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/u),
        },
      },
      default: null,
    },
  },
}
