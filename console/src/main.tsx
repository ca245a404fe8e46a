import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './app/live.ts'
import { router } from './app/router.tsx'
import { applyTheme } from './app/theme.ts'
import { language } from './texts/texts.ts'
import './style/index.css'

applyTheme()
document.documentElement.lang = language
createRoot(document.getElementById('console')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
