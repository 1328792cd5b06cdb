-- What the log says of a person must be able to go while the chain stays whole. So the chain holds a token in place of an
-- address: a salted hash of it, which is kept here together with the salt. Without its row a token says nothing and
-- cannot be guessed; with it, the log can be read and the row be checked against the chain.
create table log_names (
  token text primary key check (token ~ '^p_[0-9a-f]{40}$'),
  address text not null unique,
  salt text not null
);
call guard_table('log_names', rights => 'select, insert');

-- Every erasure, by counts alone. `pending`: copies to be taken back, [{delivery, channel, ref}], until a channel answered.
create table erasures (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('person', 'account')),
  counts text not null,
  pending text not null default '[]',
  made_at timestamptz not null default baton_now(),
  -- embedded: when what remains was copied into new files; server: when the tables were written anew
  rewritten_at timestamptz
);
call guard_table('erasures', rights => 'select');

-- What may not come back. Hashes under the key of this workspace, so that an import can ask but a reader learns nothing:
-- addresses and names of people, words of a name alone within one account, the seller's own people, items that went, domains
-- and names of accounts.
create table forgotten (
  erasure_id uuid not null references erasures on delete cascade,
  kind text not null check (kind in ('address', 'name', 'word', 'part', 'person', 'item', 'domain', 'account')),
  hash text not null,
  primary key (erasure_id, kind, hash)
);
call guard_table('forgotten', $$baton_person() = 'system'$$, 'select');

create table forgetting_key (
  single boolean primary key default true check (single),
  key text not null
);
insert into forgetting_key (key) values (gen_random_uuid()::text || gen_random_uuid()::text);
call guard_table('forgetting_key', $$baton_person() = 'system'$$, 'select');

-- A correction outlives the brief that showed the finding, also when that brief is erased.
alter table corrections drop constraint corrections_brief_id_fkey;

-- How long what is kept; no row: for ever.
create table retention (
  kind text primary key check (kind in ('text', 'drafts', 'deals', 'jobs', 'signins')),
  days integer not null check (days between 1 and 36500),
  changed_by text not null,
  changed_at timestamptz not null default baton_now()
);
call guard_table('retention');
