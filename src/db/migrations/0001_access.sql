-- One plain role for every reader and writer. The owner of the tables (PGlite's own user is a superuser)
-- is not bound by row-level rules, so each transaction steps down to this role first.
do $$
begin
  if not exists (select from pg_roles where rolname = 'baton_viewer') then
    create role baton_viewer nologin;
  end if;
exception
  -- Two databases of one server may be prepared at the same moment; roles belong to the server.
  when duplicate_object or unique_violation then null;
end
$$;

do $$
begin
  if not pg_has_role(current_user, 'baton_viewer', 'set') then
    execute format('grant baton_viewer to %I', current_user);
  end if;
end
$$;

grant usage on schema public to baton_viewer;

-- Who looks: an address, or `system` for jobs. Null outside `database.as`, and then no rule lets a row through.
create function baton_person() returns text language sql stable as
  $$ select nullif(current_setting('baton.person', true), '') $$;

create function baton_has_role(wanted text) returns boolean language sql stable as
  $$ select wanted = any (string_to_array(coalesce(current_setting('baton.roles', true), ''), ',')) $$;

-- The time of this transaction as Baton counts it: the clock that the process was given, else the database's own.
create function baton_now() returns timestamptz language sql volatile as
  $$ select coalesce(nullif(current_setting('baton.now', true), '')::timestamptz, clock_timestamp()) $$;

-- Puts a table under the rules: forced row-level security, one policy, and the rights of the plain role.
-- Every table of Baton goes through this; a test looks for one that did not.
create procedure guard_table(
  guarded regclass,
  visible text default 'baton_person() is not null',
  rights text default 'select, insert, update, delete'
) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy seen on %s using (%s) with check (%s)', guarded, visible, visible);
  execute format('grant %s on %s to baton_viewer', rights, guarded);
end
$$;

-- One row: a database is one workspace.
create table workspace (
  single boolean primary key default true check (single),
  seller_name text not null,
  seller_domains text[] not null,
  created_at timestamptz not null default baton_now()
);
call guard_table('workspace');

create table people (
  email text primary key check (email = lower(email) and email <> 'system'),
  name text not null,
  -- what the person is in the seller's own words: AE, CSM, Manager
  title text,
  roles text[] not null default '{member}',
  active boolean not null default true,
  created_at timestamptz not null default baton_now()
);
call guard_table('people');
