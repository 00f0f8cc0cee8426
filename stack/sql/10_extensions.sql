-- The extensions both hosted and the embedded Postgres have, where hosted keeps them.

create extension if not exists pgcrypto with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists citext with schema extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pg_stat_statements with schema extensions;

grant execute on all functions in schema extensions to anon, authenticated, service_role, postgres;
