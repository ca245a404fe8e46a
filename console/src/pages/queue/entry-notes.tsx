import type { QueueEntryShown } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { client } from '../../app/api.ts'
import { queries } from '../../app/live.ts'
import { meQuery, useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { TextField } from '../../parts/field.tsx'
import { moment } from '../../parts/format.ts'
import { t } from '../../texts/operate-texts.ts'

const LONGEST = 4000

/** What people wrote down about it, the oldest first, and a place for more. */
export function EntryNotes({ entry: { id, notes } }: { entry: QueueEntryShown }) {
  const may = useMay()
  const { data: me } = useQuery(meQuery)
  const [text, setText] = useState('')
  const readAnew = () => queries.invalidateQueries({ queryKey: ['queue-entry', id] })
  const add = (words: string) => client.moduleQueue.addNote(id, { text: words }).then(readAnew)

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (text.trim() === '') return
    let made = 0
    const done = await act(
      async () => {
        made = (await client.moduleQueue.addNote(id, { text })).id
        await readAnew()
      },
      t.queue.noteAdded,
      () => client.moduleQueue.deleteNote(id, made).then(readAnew),
    )
    if (done) setText('')
  }
  const remove = (noteId: number, words: string) =>
    act(
      () => client.moduleQueue.deleteNote(id, noteId).then(readAnew),
      t.queue.noteDeleted,
      () => add(words),
    )

  return (
    <>
      <ol className="events">
        {notes.map((note) => (
          <li key={note.id}>
            <time dateTime={note.at} className="qq">
              {moment(note.at)}
            </time>
            <span className="lines">{note.text}</span>
            <span className="qq">
              {note.by}{' '}
              {note.staffId !== null && note.staffId === me?.staffId && (
                <button type="button" className="btn g sm" onClick={() => void remove(note.id, note.text)}>
                  {t.queue.deleteNote}
                </button>
              )}
            </span>
          </li>
        ))}
        {notes.length === 0 && <li className="qq">{t.queue.noNote}</li>}
      </ol>
      {may('provisioning.write') && (
        <form className="form" onSubmit={(event) => void send(event)}>
          <TextField
            label={t.queue.writeNote}
            maxLength={LONGEST}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event)
            }}
          />
          <p>
            <button type="submit" className="btn sm">
              {t.queue.addNote}
            </button>
          </p>
        </form>
      )}
    </>
  )
}
