import type { Actor } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import { changesBetween } from '../../events/event.ts'
import type { Content } from '../../files/content.ts'
import { harmlessFilename, mediaTypeOf, requireAllowedType } from '../../files/filename.ts'
import { dropContents, type Files, keepContents } from '../../files/files.ts'
import type { Steps } from '../parts.ts'
import { LONGEST_NAME } from '../project-details.ts'
import type { ProjectFile, ProjectFileChanges, ProjectFileForm } from './project-file.ts'
import {
  announceEntry,
  changeThread,
  checkedThread,
  NEW_THREAD,
  openEntry,
  openPlace,
  openThread,
  posterOf,
  refuseClosed,
  removeEntry,
} from './threads.ts'

const LONGEST_DETAIL = 65_535

type Types = Pick<Files, 'types'>

/** Step: refuses before any bytes are read what could not be kept afterwards. */
export async function checkFilePlace(s: Steps, { types }: Types, actor: Actor, form: ProjectFileForm): Promise<void> {
  requireAllowedType(harmlessFilename(form.filename), types)
  checkedFile(form, { types })
  checkedThread(form)
  if (form.threadId === undefined) await openPlace(s, actor, form)
  else refuseClosed((await openThread(s, actor, 'file', form.threadId)).thread, form)
}

/** Step: a further version, or the first one of a new thread, of bytes that have arrived. */
export async function createFile(
  s: Steps,
  actor: Actor,
  form: ProjectFileForm,
  content: Content,
): Promise<ProjectFile> {
  await keepContents(s, [content])
  const filename = harmlessFilename(form.filename)
  const { detail = '', versionLabel } = checkedFile(form, { types: [] })
  const file = { ...posterOf(actor), filename, mediaType: mediaTypeOf(form.mediaType), detail, contentId: content.id }
  if (form.threadId !== undefined) {
    const { projectId: _project, actionId: _action, ...changes } = form
    const opened = await openThread(s, actor, 'file', form.threadId)
    refuseClosed(opened.thread, changes)
    const number = String(opened.thread.numbered + 1)
    const version = { ...file, versionLabel: versionLabel ?? number, threadId: form.threadId }
    const id = await s.projectFiles.insert(version, s.at)
    await s.threads.added('file', form.threadId, id, s.at)
    const differences = await changeThread(s, actor, opened, changes)
    await announceEntry(s, actor, opened, { id, name: filename }, 'added', differences)
    return (await s.projectFiles.get(id))!
  }
  const { project, actionId } = await openPlace(s, actor, form)
  const id = await s.projectFiles.insert({ ...file, versionLabel: versionLabel ?? '1', threadId: null }, s.at)
  const thread = { kind: 'file' as const, threadId: id, projectId: project.id, actionId, activityAt: s.at }
  const label = requireText('label', form.label?.trim() || filename, LONGEST_NAME)
  await s.threads.insert({ ...thread, label, ...NEW_THREAD, ...checkedThread(form) })
  await announceEntry(s, actor, { thread, project }, { id, name: filename }, 'added')
  return (await s.projectFiles.get(id))!
}

/** Step: of the version, and of its thread. Without a difference nothing is written and nothing recorded. */
export async function changeFile(
  s: Steps,
  types: Types,
  actor: Actor,
  id: number,
  changes: ProjectFileChanges,
): Promise<ProjectFile> {
  const { entry, ...opened } = await openEntry(s, actor, 'file', id, s.projectFiles.get)
  refuseClosed(opened.thread, changes)
  const after = checkedFile(changes, types)
  const own = changesBetween<Partial<ProjectFile>>(entry, after)
  const differences = { ...own, ...(await changeThread(s, actor, opened, changes)) }
  if (Object.keys(differences).length === 0) return entry
  await s.projectFiles.update(id, after, s.at)
  await announceEntry(s, actor, opened, { id, name: after.filename ?? entry.filename }, 'updated', differences)
  return (await s.projectFiles.get(id))!
}

/** Step: for good; with the first version the whole thread. */
export async function deleteFile(s: Steps, actor: Actor, id: number): Promise<void> {
  const { entry, ...opened } = await openEntry(s, actor, 'file', id, s.projectFiles.get)
  refuseClosed(opened.thread)
  await dropContents(s, await removeEntry(s, opened.thread, s.projectFiles, id))
  await announceEntry(s, actor, opened, { id, name: entry.filename }, 'deleted')
}

type Own = Pick<ProjectFile, 'versionLabel' | 'filename' | 'detail'>

function checkedFile({ versionLabel, filename, detail }: ProjectFileChanges, { types }: Types): Partial<Own> {
  const name = filename === undefined ? undefined : harmlessFilename(filename)
  if (name !== undefined) requireAllowedType(name, types)
  return {
    ...(name !== undefined && { filename: name }),
    ...(versionLabel !== undefined && { versionLabel: requireText('versionLabel', versionLabel, LONGEST_NAME) }),
    ...(detail !== undefined && { detail: requireLines('detail', detail, LONGEST_DETAIL) }),
  }
}
