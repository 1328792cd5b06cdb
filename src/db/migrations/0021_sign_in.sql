-- Sign-in (OpenID Connect), sessions of browsers and personal access tokens. Secrets are 256 random bits and only their
-- hashes stand here: whoever reads the database or a backup of it can sign in as nobody.
create table sessions (
  id uuid primary key default gen_random_uuid(),
  secret_hash text not null unique check (secret_hash ~ '^sha256:[0-9a-f]{64}$'),
  person text not null references people on delete cascade,
  -- when the person proved to the provider who they are
  signed_in_at timestamptz not null,
  seen_at timestamptz not null default baton_now(),
  -- whatever happens, it ends then
  ends_at timestamptz not null
);
create index sessions_person on sessions (person);
call guard_table('sessions', $$baton_person() = 'system' or person = baton_person()$$);

create table access_tokens (
  id uuid primary key default gen_random_uuid(),
  secret_hash text not null unique check (secret_hash ~ '^sha256:[0-9a-f]{64}$'),
  person text not null references people on delete cascade,
  name text not null,
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ '{read,write,decide,admin}'::text[]),
  made_at timestamptz not null default baton_now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index access_tokens_person on access_tokens (person);
call guard_table('access_tokens', $$baton_person() = 'system' or person = baton_person()$$);

-- Which account at the provider is which person here. An address may be given to somebody else one day, a subject is not.
create table identities (
  issuer text not null,
  subject text not null,
  person text not null references people on delete cascade,
  since timestamptz not null default baton_now(),
  primary key (issuer, subject),
  unique (issuer, person)
);
call guard_table('identities', $$baton_person() = 'system'$$);

-- A sign-in that came back from the provider: the same answer is not taken twice.
create table used_sign_ins (
  secret_hash text primary key,
  used_at timestamptz not null default baton_now()
);
call guard_table('used_sign_ins', $$baton_person() = 'system'$$);

-- Whoever leaves or becomes something else is signed out at once, whichever way the row was changed; whoever leaves also
-- loses their tokens and the tie to the provider's account.
create function people_are_signed_out() returns trigger language plpgsql as $$
declare
  viewer text := coalesce(current_setting('baton.person', true), '');
begin
  if new.active and new.roles = old.roles then
    return new;
  end if;
  perform set_config('baton.person', 'system', true);
  delete from sessions where person = new.email;
  if not new.active then
    update access_tokens set revoked_at = baton_now() where person = new.email and revoked_at is null;
    delete from identities where person = new.email;
  end if;
  perform set_config('baton.person', viewer, true);
  return new;
end
$$;
create trigger people_sign_out after update of active, roles on people for each row execute function people_are_signed_out();
