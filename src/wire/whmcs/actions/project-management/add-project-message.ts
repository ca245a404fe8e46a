import { Refusal } from '../../../../base/refusal.ts'
import { action } from '../../action.ts'
import { required, text } from '../../parameters.ts'
import { idIfAny, requiredId } from '../support/ticket-parameters.ts'
import { MESSAGES, projectRefusals } from './project-fields.ts'

/** Section 6.7 of the reference. Each message begins a discussion of its own. */
export const addProjectMessage = action({
  name: 'AddProjectMessage',
  reads: false,
  permission: 'projects.write',
  about: 'Says something about a project',
  parameters: {
    projectid: requiredId('The project', 'Project ID not Set'),
    message: required(text('What is said')),
    adminid: idIfAny('Who says it; the caller when not sent'),
  },
  refusals: projectRefusals(),
  fields: { detail: 'message' },
  async answer({ actor, domain }, { projectid, message = '', adminid }) {
    if (message.trim() === '') throw new Refusal('message_required', 'Message not Entered')
    await domain.topics.create(actor, {
      projectId: projectid,
      title: beginningOf(message),
      detail: message,
      saidBy: adminid,
    })
    return { message: MESSAGES.messageAdded }
  },
})

const LONGEST_TITLE = 60

/** A title for faces whose discussions have one. */
function beginningOf(message: string): string {
  const characters = Array.from(
    message
      .trim()
      .slice(0, 4 * LONGEST_TITLE)
      .replaceAll(/\p{Cc}+/gu, ' '),
  )
  return characters.slice(0, LONGEST_TITLE).join('').trim()
}
