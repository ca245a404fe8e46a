import type { Actor } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import { changesBetween } from '../../events/event.ts'
import type { Content } from '../../files/content.ts'
import { harmlessFilename, mediaTypeOf, requireAllowedType } from '../../files/filename.ts'
import { dropContents, type Files, keepContents } from '../../files/files.ts'
import type { ProjectTx } from '../parts.ts'
import { LONGEST_NAME } from '../project-details.ts'
import type { ProjectFile, ProjectFileChanges, ProjectFileForm } from './project-file.ts'
import {
  announceEntry,
  checkedThread,
  deleteEntry,
  lockEntry,
  lockPlace,
  lockThread,
  NEW_THREAD,
  posterOf,
  refuseClosed,
  updateThread,
} from './threads.ts'

const LONGEST_DETAIL = 65_535

type Types = Pick<Files, 'types'>

/** Refuses before any bytes are read what could not be kept afterwards. */
export async function checkFilePlace(
  tx: ProjectTx,
  { types }: Types,
  actor: Actor,
  form: ProjectFileForm,
): Promise<void> {
  requireAllowedType(harmlessFilename(form.filename), types)
  checkedFile(form, { types })
  checkedThread(form)
  if (form.threadId === undefined) await lockPlace(tx, actor, form)
  else refuseClosed((await lockThread(tx, actor, 'file', form.threadId)).thread, form)
}

/** A further version, or the first one of a new thread, of bytes that have arrived. */
export async function createFile(
  tx: ProjectTx,
  actor: Actor,
  form: ProjectFileForm,
  content: Content,
): Promise<ProjectFile> {
  await keepContents(tx, [content])
  const filename = harmlessFilename(form.filename)
  const { detail = '', versionLabel } = checkedFile(form, { types: [] })
  const file = { ...posterOf(actor), filename, mediaType: mediaTypeOf(form.mediaType), detail, contentId: content.id }
  if (form.threadId !== undefined) {
    const { projectId: _project, actionId: _action, ...changes } = form
    const opened = await lockThread(tx, actor, 'file', form.threadId)
    refuseClosed(opened.thread, changes)
    const number = String(opened.thread.numbered + 1)
    const version = { ...file, versionLabel: versionLabel ?? number, threadId: form.threadId }
    const id = await tx.projectFiles.insert(version, tx.at)
    await tx.threads.added('file', form.threadId, id, tx.at)
    const differences = await updateThread(tx, actor, opened, changes)
    await announceEntry(tx, actor, opened, { id, name: filename }, 'added', differences)
    return (await tx.projectFiles.get(id))!
  }
  const { project, actionId } = await lockPlace(tx, actor, form)
  const id = await tx.projectFiles.insert({ ...file, versionLabel: versionLabel ?? '1', threadId: null }, tx.at)
  const thread = { kind: 'file' as const, threadId: id, projectId: project.id, actionId, activityAt: tx.at }
  const label = requireText('label', form.label?.trim() || filename, LONGEST_NAME)
  await tx.threads.insert({ ...thread, label, ...NEW_THREAD, ...checkedThread(form) })
  await announceEntry(tx, actor, { thread, project }, { id, name: filename }, 'added')
  return (await tx.projectFiles.get(id))!
}

/** Of the version, and of its thread. Without a difference nothing is written and nothing recorded. */
export async function updateFile(
  tx: ProjectTx,
  types: Types,
  actor: Actor,
  id: number,
  changes: ProjectFileChanges,
): Promise<ProjectFile> {
  const { entry, ...opened } = await lockEntry(tx, actor, 'file', id, tx.projectFiles.get)
  refuseClosed(opened.thread, changes)
  const after = checkedFile(changes, types)
  const own = changesBetween<Partial<ProjectFile>>(entry, after)
  const differences = { ...own, ...(await updateThread(tx, actor, opened, changes)) }
  if (Object.keys(differences).length === 0) return entry
  await tx.projectFiles.update(id, after, tx.at)
  await announceEntry(tx, actor, opened, { id, name: after.filename ?? entry.filename }, 'updated', differences)
  return (await tx.projectFiles.get(id))!
}

/** For good; with the first version the whole thread. */
export async function deleteFile(tx: ProjectTx, actor: Actor, id: number): Promise<void> {
  const { entry, ...opened } = await lockEntry(tx, actor, 'file', id, tx.projectFiles.get)
  refuseClosed(opened.thread)
  await dropContents(tx, await deleteEntry(tx, opened.thread, tx.projectFiles, id))
  await announceEntry(tx, actor, opened, { id, name: entry.filename }, 'deleted')
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
