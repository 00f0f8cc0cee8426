-- Taking back an import of twenty thousand rows can take longer than a request usually may. The API reads this
-- setting before it calls the function, where it still counts.

alter function public.undo_batch(uuid, boolean) set statement_timeout = '60s';
alter function public.redo_batch(uuid) set statement_timeout = '60s';
alter function public.restore_row(text, uuid, timestamptz) set statement_timeout = '60s';
