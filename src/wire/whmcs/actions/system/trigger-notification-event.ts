import { Refusal } from '../../../../base/refusal.ts'
import { action } from '../../action.ts'
import { brackets, required, text } from '../../parameters.ts'

const NEEDED = [
  ['notification_identifier', 'API Notification Events require a identifier string to be passed.'],
  ['title', 'API Notification Events require a title to be provided.'],
  ['message', 'API Notification Events require a message to be provided.'],
] as const

/** Part A4 of the reference. Whoever follows events, by webhook or stream, is told of it. */
export const triggerNotificationEvent = action({
  name: 'TriggerNotificationEvent',
  reads: false,
  permission: 'activity.write',
  about: 'Tells whoever follows events of something that a program says',
  partial: '`statusStyle` and the style of attributes are not kept',
  parameters: {
    notification_identifier: required(text('What kind of notification it is')),
    title: required(text('Title')),
    message: required(text('What there is to say')),
    url: text('Where more stands'),
    status: text('A status to show'),
    statusStyle: text('success, danger or info'),
    attributes: brackets('A list of label and value'),
  },
  async answer({ actor, domain }, sent) {
    for (const [name, words] of NEEDED) if (!sent[name]?.trim()) throw new Refusal('notification_incomplete', words)
    await domain.access.activity.notify(actor, {
      identifier: sent.notification_identifier!,
      title: sent.title!,
      message: sent.message!,
      url: sent.url ?? '',
      status: sent.status ?? '',
    })
    return {}
  },
})
