import type { Actor } from '../access/actor.ts'
import { NotFound } from '../base/refusal.ts'
import type { Actions } from './actions/actions.ts'
import type { Projects } from './projects.ts'
import type { ProjectFiles } from './threads/project-files.ts'
import type { Topics } from './threads/topics.ts'
import type { TimeLogs } from './time/time-logs.ts'

type Rooms = {
  projects: Pick<Projects, 'get'>
  actions: Pick<Actions, 'get'>
  timeLogs: Pick<TimeLogs, 'get'>
  topics: Pick<Topics, 'get'>
  projectFiles: Pick<ProjectFiles, 'get'>
}

/** How the records of this room are looked at by who may not see all of them, by the noun of their events. */
export const projectLooks = ({ projects, actions, timeLogs, topics, projectFiles }: Rooms) => ({
  project: { all: ALL, get: projects.get },
  action: { all: ALL, get: actions.get },
  time_log: { all: ALL, get: timeLogs.get },
  topic: { all: ALL, get: topics.get },
  project_file: { all: ALL, get: projectFiles.get },
  timesheet_week: { all: ALL, get: getOwnWeeks },
})

const ALL = 'projects.all' as const

/** Weeks go by whose they are. */
async function getOwnWeeks(actor: Actor, staffId: number): Promise<void> {
  if (actor.kind !== 'staff' || actor.id !== staffId) throw new NotFound('staff member', staffId)
}
