-- What sources sign in with, encrypted by a key that is not in the database. Nobody but `system` sees even the ciphertext.
create table source_secrets (
  -- source and kind; part of what the ciphertext is bound to
  id text primary key,
  source_id integer not null references sources on delete cascade,
  -- which of the source's secrets: refresh_token, client_secret
  kind text not null,
  ciphertext bytea not null,
  -- the key that wrote it, as the ciphertext itself says too
  key_version integer not null check (key_version > 0),
  updated_at timestamptz not null default baton_now(),
  unique (source_id, kind)
);
create index source_secrets_key on source_secrets (key_version);
call guard_table('source_secrets', $$baton_person() = 'system'$$);
