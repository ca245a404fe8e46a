import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { serverPath } from '../../app/api.ts'
import { forgetHanded, handedCall } from '../../app/handed-call.ts'
import { usePlace } from '../../app/place.ts'
import { meQuery } from '../../app/session.ts'
import { Page } from '../../parts/page.tsx'
import { type Place, Sandbox } from '../../sandbox/sandbox.tsx'
import { t } from '../../texts/sandbox-texts.ts'
import '../../style/sandbox.page.css'

const urlOf = (path: string): string => new URL(serverPath(path), location.href).href

export function SandboxPage() {
  const { face, method } = useParams({ strict: false })
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const [handed] = useState(handedCall)
  useEffect(forgetHanded, [])
  usePlace(method ?? '')
  function go({ face: nextFace, method: nextMethod }: Place): void {
    void navigate(
      nextMethod === undefined
        ? { to: '/sandbox/$face', params: { face: nextFace! } }
        : { to: '/sandbox/$face/$method', params: { face: nextFace!, method: nextMethod } },
    )
  }
  return (
    <Page title={t.title} sentence={t.sentence}>
      <Sandbox
        address={serverPath('/sandbox')}
        urlOf={urlOf}
        place={{ face: face ?? 'native', method }}
        onPlace={go}
        csrfToken={me?.session?.csrfToken}
        handed={handed}
      />
    </Page>
  )
}
