import type { Actor } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import type { Content } from '../../files/content.ts'
import { harmlessFilename, mediaTypeOf, requireAllowedType } from '../../files/filename.ts'
import { type Files, keepContents } from '../../files/files.ts'
import type { ProjectTx } from '../parts.ts'
import { LONGEST_NAME } from '../project-details.ts'
import {
  beginThread,
  continueThread,
  deleteEntry,
  type EntryNoun,
  lockEntry,
  posterOf,
  updateEntry,
} from './entries.ts'
import type { ProjectFile, ProjectFileChanges, ProjectFileForm } from './project-file.ts'
import { checkedThread, lockPlace, lockThread, refuseClosed } from './threads.ts'

const LONGEST_DETAIL = 65_535

type Own = 'versionLabel' | 'filename' | 'detail'

const FILE: EntryNoun<ProjectFile, Own> = {
  kind: 'file',
  nameOf: ({ filename }) => filename,
  store: ({ projectFiles }) => projectFiles,
}

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
    await continueThread(tx, actor, opened, { id, name: filename }, changes)
    return (await tx.projectFiles.get(id))!
  }
  const place = await lockPlace(tx, actor, form)
  const id = await tx.projectFiles.insert({ ...file, versionLabel: versionLabel ?? '1', threadId: null }, tx.at)
  const label = requireText('label', form.label?.trim() || filename, LONGEST_NAME)
  await beginThread(tx, actor, place, { kind: 'file', id, name: filename, label }, form)
  return (await tx.projectFiles.get(id))!
}

/** Of the version, and of its thread. */
export async function updateFile(
  tx: ProjectTx,
  types: Types,
  actor: Actor,
  id: number,
  changes: ProjectFileChanges,
): Promise<ProjectFile> {
  const opened = await lockEntry(tx, actor, FILE, id)
  refuseClosed(opened.thread, changes)
  return updateEntry(tx, actor, FILE, opened, checkedFile(changes, types), changes)
}

/** For good; with the first version the whole thread. */
export const deleteFile = (tx: ProjectTx, actor: Actor, id: number): Promise<void> => deleteEntry(tx, actor, FILE, id)

function checkedFile(
  { versionLabel, filename, detail }: ProjectFileChanges,
  { types }: Types,
): Partial<Pick<ProjectFile, Own>> {
  const name = filename === undefined ? undefined : harmlessFilename(filename)
  if (name !== undefined) requireAllowedType(name, types)
  return {
    ...(name !== undefined && { filename: name }),
    ...(versionLabel !== undefined && { versionLabel: requireText('versionLabel', versionLabel, LONGEST_NAME) }),
    ...(detail !== undefined && { detail: requireLines('detail', detail, LONGEST_DETAIL) }),
  }
}
