import { onlineManager } from '@tanstack/react-query'
import { createStore, useStore } from './external-store.ts'

/**
 * `live`: every change arrives by itself. `reconnecting`: the first seconds without a socket. `polling`: no socket, the
 * screen asks every 30 seconds. `offline`: no network.
 */
export type ConnectionStatus = 'live' | 'reconnecting' | 'polling' | 'offline'

export const connectionStore = createStore<ConnectionStatus>(
  onlineManager.isOnline() ? 'reconnecting' : 'offline',
)

export const useConnection = (): ConnectionStatus => useStore(connectionStore)
