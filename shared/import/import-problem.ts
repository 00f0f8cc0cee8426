/** A thing that stops the import, said with where it is. `values` fill the message of the code. */
export interface ImportProblem {
  code:
    | 'empty_file'
    | 'not_text'
    | 'not_utf8'
    | 'utf16'
    | 'too_large'
    | 'unpacks_too_large'
    | 'broken_zip'
    | 'encrypted_zip'
    | 'unclosed_quote'
    | 'misplaced_quote'
    | 'wrong_header'
    | 'duplicate_column'
    | 'no_csv'
    | 'other_format'
    | 'other_columns'
    | 'broken_calendar'
    | 'broken_backup'
    | 'newer_backup'
    | 'no_tasks'
    | 'too_many_rows'
  file: string
  /** From 1; null when the problem is the file as a whole. */
  line: number | null
  values: Record<string, string | number>
}

export const problem = (
  code: ImportProblem['code'],
  file: string,
  line: number | null = null,
  values: ImportProblem['values'] = {},
): ImportProblem => ({ code, file, line, values })

export type WarningCode =
  | 'indent_jump'
  | 'indent_unreadable'
  | 'priority_unreadable'
  | 'date_unreadable'
  | 'deadline_unreadable'
  | 'duration_unreadable'
  | 'time_zone_unknown'
  | 'time_zone_kept'
  | 'unknown_type'
  | 'note_without_task'
  | 'task_without_name'
  | 'name_shortened'
  | 'text_continued'
  | 'relative_dates'
  | 'years_assumed'
  | 'first_occurrences'
  | 'file_skipped'
  | 'recurrence_unsupported'
  | 'recurrence_without_day'
  | 'reminders_kept'
  | 'reminder_without_day'
  | 'parent_missing'
  | 'parent_cycle'
  | 'status_unreadable'
  | 'notes_as_tasks'
  | 'events_over'
  | 'events_cancelled'
  | 'exceptions_kept'
  | 'occurrence_changed'
  | 'attachment_dropped'
  | 'line_joined'
  | 'not_a_task'
  | 'reference_lost'

/** Something the person should know; the import goes on. */
export interface ImportWarning {
  code: WarningCode
  file: string
  line: number | null
  column: string | null
  values: Record<string, string | number>
}
