-- Stand-in for Vault (supabase_vault 0.3): same schema, columns, signatures and grants. Secrets are stored as
-- AES-256 with an integrity check, under a key that lies outside the database: stack/vault.ts puts it in a file
-- beside the cluster that only the server's account can read, and no SQL role but supabase_admin reads files.

create schema if not exists vault;
revoke all on schema vault from public;

create table if not exists vault.secrets (
  id uuid primary key default gen_random_uuid(),
  name text,
  description text not null default '',
  secret text not null,
  key_id uuid,
  nonce bytea default extensions.gen_random_bytes(16),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index if not exists secrets_name_idx on vault.secrets (name) where name is not null;
comment on table vault.secrets is 'Table with encrypted `secret` column for storing sensitive information on disk.';

create or replace function vault._key()
returns text
language sql
set search_path = ''
as $$ select btrim(pg_read_file(current_setting('data_directory') || '.vault-key'), E' \r\n') $$;

-- The row's id goes in with the secret, so that a ciphertext copied to another row does not pass for that row's.
create or replace function vault._encrypt(id uuid, plain text)
returns text
language sql security definer
set search_path = ''
as $$
  select encode(
    -- The key is random: stretching it, as one does a password, would only cost time.
    extensions.pgp_sym_encrypt(id || ':' || plain, vault._key(), 'cipher-algo=aes256, s2k-mode=1, compress-algo=0'),
    'base64')
$$;

create or replace function vault._decrypt(id uuid, secret text)
returns text
language plpgsql security definer
set search_path = ''
as $$
declare
  plain text := extensions.pgp_sym_decrypt(decode(secret, 'base64'), vault._key());
begin
  if not starts_with(plain, id || ':') then
    raise exception 'secret % is not the one that was stored', id using errcode = 'data_corrupted';
  end if;
  return substr(plain, length(id::text) + 2);
end
$$;

create or replace view vault.decrypted_secrets as
select id, name, description, secret, vault._decrypt(id, secret) as decrypted_secret, key_id, nonce, created_at, updated_at
from vault.secrets;

create or replace function vault.create_secret(
  new_secret text, new_name text default null, new_description text default '', new_key_id uuid default null
)
returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare
  new_id uuid := gen_random_uuid();
begin
  insert into vault.secrets (id, name, description, secret)
  values (new_id, new_name, new_description, vault._encrypt(new_id, new_secret));
  return new_id;
end
$$;

create or replace function vault.update_secret(
  secret_id uuid, new_secret text default null, new_name text default null, new_description text default null,
  new_key_id uuid default null
)
returns void
language sql security definer
set search_path = ''
as $$
  update vault.secrets
  set secret = coalesce(vault._encrypt(id, new_secret), secret),
    name = coalesce(new_name, name),
    description = coalesce(new_description, description),
    updated_at = now()
  where id = secret_id
$$;

revoke all on all functions in schema vault from public;
grant usage on schema vault to postgres with grant option;
grant select, delete, truncate, references on vault.secrets, vault.decrypted_secrets to postgres with grant option;
grant execute on function vault.create_secret, vault.update_secret, vault._decrypt to postgres with grant option;
grant usage on schema vault to service_role;
grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
grant execute on function vault.create_secret, vault.update_secret, vault._decrypt to service_role;
