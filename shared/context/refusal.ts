export type RefusalReason =
  /** No commands, more than 20, or of another shape. */
  | 'shape'
  /** It names a row it was not shown, or one it makes only later. */
  | 'unknown_ref'
  /** A row of another kind than the command is about. */
  | 'wrong_kind'
  /** No command a person could give: a value that the database refuses, a field the kind does not have. */
  | 'invalid'
  /** It would delete, and nobody spoke of removing anything. */
  | 'not_asked'
  /** Well formed, but it cannot be done to this life: a circle, a time without a day. */
  | 'impossible'

/** What is wrong with a proposal. Never shown: it is turned into a refusal. */
export class Refusal extends Error {
  constructor(readonly reason: RefusalReason) {
    super(reason)
  }
}
