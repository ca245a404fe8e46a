import { type Command, Option } from 'commander'
import { asLocal, withLocal } from '../local.ts'
import { NO_TABLE, oneLine, show, table } from '../output.ts'
import { wholeNumber } from '../settings.ts'

export function addProject(program: Command): void {
  const project = program.command('project').description('Projects and their tasks')

  asLocal(project.command('list').description('List the projects, what was active last first'))
    .option('--client <id>', 'Of this client', wholeNumber)
    .option('--status <status>', 'In this status, such as Active')
    .addOption(
      new Option('--function <word>', 'Other ones').choices(['default', 'template', 'archive']).default('default'),
    )
    .action(async (options) => {
      const asked = { clientId: options.client, status: options.status, function: options.function }
      const { total, projects } = await withLocal(options, (local) => local.run('project.list', asked))
      const more = total > projects.length ? `\n… and ${total - projects.length} more` : ''
      show(
        options,
        { total, projects },
        () =>
          projects.length === 0
            ? 'There are no such projects'
            : table(
                ['ID', 'NAME', 'STATUS', 'CLIENT', 'DONE', 'TASKS', 'FINISH'],
                projects.map((each) => [
                  ...[
                    each.id,
                    each.name,
                    each.status || '-',
                    each.clientId ?? '-',
                    `${each.complete} %`,
                    each.taskCount,
                  ],
                  each.finishOn ?? '-',
                ]),
              ) + more,
        projects,
      )
    })

  asLocal(
    project
      .command('show')
      .alias('get')
      .argument('<id>', '', wholeNumber)
      .description('Show a project with its tree of tasks'),
    NO_TABLE,
  ).action(async (id: number, options) => {
    const shown = await withLocal(options, (local) => local.run('project.show', { id }))
    show(options, shown, () =>
      [
        `${oneLine(shown.name)} (${shown.status || 'no status'}), ${shown.complete} % of ${shown.taskCount} tasks`,
        ...(shown.detail ? [oneLine(shown.detail)] : []),
        ...(shown.ticketIds.length > 0 ? [`Tickets: ${shown.ticketIds.join(', ')}`] : []),
        ...shown.tasks.map(
          (task) =>
            `${'  '.repeat(task.depth)}${task.id} ${oneLine(task.name)}: ${task.complete} %${task.finishOn ? `, until ${task.finishOn}` : ''}`,
        ),
      ].join('\n'),
    )
  })
}

export function addTask(program: Command): void {
  const task = program.command('task').description('Tasks: of a failure in the module queue, and done')

  asLocal(
    task
      .command('from-queue')
      .argument('<entry>', '', wholeNumber)
      .description('Make a task of an entry of the module queue: they end together'),
  )
    .option('--project <id>', "In this project; else in the client's own", wholeNumber)
    .option('--assign <id>', 'To this member of the staff', wholeNumber)
    .action(async (entry: number, options) => {
      const asked = { entryId: entry, projectId: options.project, assignedId: options.assign }
      const made = await withLocal(options, (local) => local.run('task.create', asked))
      show(options, made, `Task ${made.id} in project ${made.projectId}: ${oneLine(made.name)}`)
    })

  asLocal(
    task
      .command('done')
      .argument('<id>', '', wholeNumber)
      .description('Complete a task; an entry of the module queue ends with it'),
  ).action(async (id: number, options) => {
    const done = await withLocal(options, (local) => local.run('task.done', { id }))
    show(options, done, `Task ${done.id} is done: ${oneLine(done.name)}`)
  })
}
