import { createStore, useStore } from './external-store.ts'

/** The panel of the assistant: whether it is open, and at which conversation; null is a new one. */
export type AssistantPlace = { isOpen: boolean; threadId: string | null }

const store = createStore<AssistantPlace>({ isOpen: false, threadId: null })

export const useAssistantPlace = (): AssistantPlace => useStore(store)

/** Opens the panel where it was left. */
export const openAssistant = (): void => store.set({ ...store.get(), isOpen: true })

/** Closes it; an answer that is on its way goes on. */
export const closeAssistant = (): void => store.set({ ...store.get(), isOpen: false })

/** The panel shows this conversation from now on. */
export const setAssistantThread = (threadId: string | null): void => store.set({ ...store.get(), threadId })
