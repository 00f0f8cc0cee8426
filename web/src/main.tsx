import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/styles.css'
import { App } from './app/app.tsx'
import { keepOnDevice } from './app/keep-on-device.ts'
import { reloadAfterUpdate } from './app/reload-after-update.ts'
import { localeStore } from './lib/i18n/locale.ts'
import { loadMessages } from './lib/i18n/messages.ts'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')

reloadAfterUpdate()

// With the words here before the first render there is no flash of nothing and no suspense at the top.
await loadMessages(localeStore.get())
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
keepOnDevice()
