/** Concept → its words in all languages, separated by spaces; a star ends a stem. */
export type Concepts = Readonly<Record<string, string>>
