/**
 * Words per meaning, folded (lower case, no accents), alternatives divided by |. A key is a token kind, with a
 * value after the colon where the kind has one. Phrases of several words win over their parts.
 */
export type Words = Readonly<Record<string, string>>
