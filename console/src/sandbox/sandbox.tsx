import { useEffect, useState } from 'react'
import { t } from '../texts/sandbox-texts.ts'
import { CallForm } from './call-form.tsx'
import { Connect } from './connect.tsx'
import { type Face, readFaces } from './faces.ts'
import { formOf, type Handed } from './handed.ts'
import type { Connection } from './login.ts'
import { Methods } from './methods.tsx'

/** Which method of which face is open; the first where it is not said. */
export type Place = { readonly face?: string | undefined; readonly method?: string | undefined }

type Props = {
  /** Where the server tells of its faces. */
  address: string
  /** A path of a face, below whatever prefix this server is reached under. */
  urlOf: (path: string) => string
  place: Place
  onPlace: (place: Place) => void
  /** Of the session: then the native API needs no token. */
  csrfToken?: string | undefined
  /** A call of the native API that its form begins with. */
  handed?: Handed | undefined
}

/** Every method of the faces, tried from a form. Keeps nothing when it is closed. */
export function Sandbox({ address, ...rest }: Props) {
  const [faces, setFaces] = useState<readonly Face[]>()
  const [problem, setProblem] = useState('')
  useEffect(() => {
    readFaces(address).then(
      (known) => (known ? setFaces(known) : setProblem(t.off)),
      (failure: Error) => setProblem(failure.message),
    )
  }, [address])
  if (problem !== '')
    return (
      <p className="quiet" role="alert">
        {problem}
      </p>
    )
  return faces ? <Faces faces={faces} {...rest} /> : <p className="quiet" aria-busy="true" />
}

function Faces({
  faces,
  urlOf,
  place,
  onPlace,
  csrfToken,
  handed,
}: Omit<Props, 'address'> & { faces: readonly Face[] }) {
  const [connections, setConnections] = useState<Readonly<Record<string, Connection | undefined>>>({})
  const face = faces.find(({ id }) => id === place.face) ?? faces[0]!
  const isOwn = face.kind === 'native' && csrfToken !== undefined
  const connection = isOwn ? ownConnection(face, urlOf, csrfToken) : connections[face.id]
  const form = face.kind === 'native' && handed ? formOf(handed, connection?.calls ?? []) : undefined
  const become = (next: Connection | undefined) => setConnections({ ...connections, [face.id]: next })
  return (
    <div className="sandbox">
      <div className="faces">
        <fieldset className="seg" aria-label={t.faces}>
          {faces.map(({ id, title }) => (
            <button key={id} type="button" aria-pressed={id === face.id} onClick={() => onPlace({ face: id })}>
              {title}
            </button>
          ))}
        </fieldset>
        {isOwn && <span className="q">{t.asYou}</span>}
        {!isOwn && connection && (
          <>
            <span className="q el">{connection.login.username.slice(0, 24)}</span>
            <button type="button" className="btn sm" onClick={() => become(undefined)}>
              {t.disconnect}
            </button>
          </>
        )}
      </div>
      {connection ? (
        <Work
          key={face.id}
          {...{ face, connection }}
          method={place.method ?? form?.name}
          form={form}
          onMethod={(method) => onPlace({ face: face.id, method })}
        />
      ) : (
        <Connect key={face.id} face={face} url={urlOf(face.path)} onConnected={become} />
      )}
    </div>
  )
}

const ownConnection = (face: Face, urlOf: Props['urlOf'], csrfToken: string): Connection => ({
  login: { api: urlOf(face.path), username: '', secret: '', password: '', isCredential: false, csrfToken },
  calls: face.calls ?? [],
})

type WorkProps = {
  face: Face
  connection: Connection
  method: string | undefined
  form: ReturnType<typeof formOf>
  onMethod: (name: string) => void
}

function Work({ face, connection: { login, calls }, method, form, onMethod }: WorkProps) {
  const call = calls.find(({ name }) => name === method) ?? calls[0]!
  return (
    <div className="work">
      <Methods calls={calls} current={call} onChoose={onMethod} />
      <CallForm key={call.name} {...{ face, call, login }} {...(form?.name === call.name && { begins: form.values })} />
    </div>
  )
}
