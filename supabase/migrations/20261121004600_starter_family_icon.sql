-- The font that stands in where a system has no emoji of its own lacks the family; a home means the same. All else in
-- the texts stays as it is.
do $$
begin
  execute replace(pg_get_functiondef('private.starter_areas(text)'::regprocedure), '👪', '🏠');
end $$;
