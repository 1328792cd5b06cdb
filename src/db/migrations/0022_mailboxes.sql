-- Whose mail is read, how far it is shared, and what of it is never kept (DESIGN P1, S2).

alter table workspace add column default_sharing text not null default 'team'
  check (default_sharing in ('private', 'team', 'everyone'));
-- kinds of mail that are private unless the company says otherwise, and that this company reads all the same
alter table workspace add column read_kinds text[] not null default '{}';

-- left: read no longer, whatever an import holds of it
alter table sources add column state text not null default 'read' check (state in ('read', 'left'));
alter table sources add column read_at timestamptz;
-- who last said how far it is shared; null: nobody yet, and a group may be joined without undoing what its owner chose
alter table sources add column chosen_by text;
alter table sources add column chosen_at timestamptz;

create policy settled_by_its_owner on sources as restrictive for update
  using (baton_person() = 'system' or owner = baton_person());

-- Labels, folders, sensitivity and blind recipients that the mailbox gave the item, as hashes: a rule that comes later finds
-- what it is about, and nobody reads them.
alter table sightings add column marks text[] not null default '{}';

-- What is not to be kept: of one mailbox by its owner, or of all by the company (`source_id` null).
create table exclusions (
  id integer generated always as identity primary key,
  source_id integer references sources on delete cascade,
  what text not null check (what in ('person', 'domain', 'label', 'thread')),
  -- an address, a domain, a label; of a thread only the hash of its id
  value text not null check (length(value) between 1 and 320),
  made_by text not null,
  made_at timestamptz not null default baton_now(),
  unique nulls not distinct (source_id, what, value)
);
call guard_table('exclusions', $$baton_person() = 'system'
  or exists (select from sources where sources.id = source_id and owner = baton_person())
  or (source_id is null and baton_person() is not null)$$);
create policy companys_by_an_administrator on exclusions as restrictive for insert
  with check (source_id is not null or baton_person() = 'system' or baton_has_role('admin'));
create policy companys_kept_by_an_administrator on exclusions as restrictive for delete
  using (source_id is not null or baton_person() = 'system' or baton_has_role('admin'));

-- Items that were taken out, by the hash of their id: they do not come back with the next import. `source` empty: from
-- wherever they come. One that an exclusion caused goes with it.
create table tombstones (
  item_hash text not null check (item_hash ~ '^sha256:[0-9a-f]{64}$'),
  source text not null default '',
  reason text not null,
  exclusion_id integer references exclusions on delete cascade,
  made_at timestamptz not null default baton_now(),
  primary key (item_hash, source)
);
create index tombstones_exclusion on tombstones (exclusion_id);
call guard_table('tombstones', $$baton_person() = 'system'$$);

-- How many items of a source were not kept, and why: counts and nothing else.
create table discards (
  source text not null,
  account_id uuid references accounts on delete cascade,
  reason text not null,
  items integer not null check (items > 0),
  unique nulls not distinct (source, account_id, reason)
);
call guard_table('discards', $$baton_person() = 'system' or exists (
  select from sources where sources.name = source and (
    owner = baton_person() or (sharing <> 'private' and account_id = any ((select baton_accounts())::uuid[]))
  ))$$);

-- The words of a brief that were taken out of the workspace are taken out of its revisions too. `content_hash` stays what it
-- was, for decisions and the log name it; `struck_hash` is that of what is left.
alter table brief_revisions add column struck_hash text check (struck_hash ~ '^sha256:[0-9a-f]{64}$');
grant update (body, struck_hash) on brief_revisions to baton_viewer;
create policy struck_by_the_system on brief_revisions as restrictive for update using (baton_person() = 'system');
alter table dispatches add column struck boolean not null default false;
grant update (rendered, struck) on dispatches to baton_viewer;
create policy struck_by_the_system on dispatches as restrictive for update using (baton_person() = 'system');
