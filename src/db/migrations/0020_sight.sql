-- Who may see what (DESIGN P1). Content is seen by the deal team of its account: sources say how far they are shared, and
-- every table that holds a brief or its words follows the account of its handoff.

update people set roles = array(select case role when 'member' then 'rep' else role end from unnest(roles) as role);
alter table people alter column roles set default '{rep}';
alter table people add constraint people_roles
  check (cardinality(roles) > 0 and roles <@ '{admin,manager,rep,csm,approver,viewer}'::text[]);
-- what waits for somebody who left goes to whoever they report to
alter table people add column manager text references people check (manager <> email);
alter table people add column left_at timestamptz;

-- Who works on an account. Rows name people and accounts by id only: whoever may look at anything may read them.
create table deal_team (
  account_id uuid not null references accounts on delete cascade,
  person text not null references people,
  -- why: owner or member by the CRM, mailbox with mail of it, side of a handoff, put there by a person
  part text not null check (part in ('owner', 'member', 'mailbox', 'handoff', 'added')),
  since timestamptz not null default baton_now(),
  primary key (account_id, person)
);
create index deal_team_person on deal_team (person);
call guard_table('deal_team');

-- While somebody is away another person sees and does what is theirs. Days as the workspace counts them.
create table absences (
  id integer generated always as identity primary key,
  person text not null references people,
  delegate text not null references people check (delegate <> person),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  ended_at timestamptz
);
create index absences_delegate on absences (delegate);
call guard_table('absences');

-- The viewer, whoever reports to them, and whoever they stand in for today.
create function baton_people() returns text[] language sql stable as $$
  with recursive mine(email) as (
    select baton_person()
    union
    select people.email from people join mine on people.manager = mine.email
  )
  select array(
    select email from mine where email is not null
    union
    select person from absences
    where delegate = baton_person() and ended_at is null and baton_now()::date between from_day and to_day
  )
$$;

-- The accounts whose deal teams the viewer belongs to.
create function baton_accounts() returns uuid[] language sql stable as $$
  select array(select distinct account_id from deal_team where person = any (baton_people()))
$$;

create procedure reguard_table(guarded regclass, visible text) language plpgsql as $$
begin
  execute format('drop policy seen on %s', guarded);
  execute format('create policy seen on %s using (%s) with check (%s)', guarded, visible, visible);
end
$$;

-- private: its owner alone. team: the deal team of the account that an item belongs to. everyone: every person here.
alter table sources add column sharing text not null default 'team' check (sharing in ('private', 'team', 'everyone'));
update sources set sharing = 'private' where owner is not null;
call reguard_table('sources', $$baton_person() = 'system' or owner = baton_person() or (baton_person() is not null and sharing <> 'private')$$);

-- The accounts of a sighting's signal, kept here by triggers: a rule on sightings may not read account_signals, whose own
-- rule reads sightings. `hidden`: its owner took it away from everybody else.
alter table sightings add column accounts uuid[] not null default '{}';
alter table sightings add column hidden boolean not null default false;
update sightings set accounts = array(select account_id from account_signals a where a.signal_id = sightings.signal_id);

create function sighting_accounts() returns trigger language plpgsql as $$
begin
  new.accounts := array(select account_id from account_signals where signal_id = new.signal_id);
  return new;
end
$$;
create trigger sightings_know_accounts before insert on sightings for each row execute function sighting_accounts();

create function account_of_sightings() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    update sightings set accounts = array_remove(accounts, old.account_id) where signal_id = old.signal_id;
    return old;
  end if;
  update sightings set accounts = array_append(array_remove(accounts, new.account_id), new.account_id)
  where signal_id = new.signal_id;
  return new;
end
$$;
create trigger account_signals_tell after insert or delete on account_signals for each row execute function account_of_sightings();

call reguard_table('sightings', $$baton_person() = 'system' or exists (
  select from sources where sources.id = source_id and (
    owner = baton_person()
    or (not hidden and (sharing = 'everyone' or (sharing = 'team' and accounts && (select baton_accounts()))))
  ))$$);
call reguard_table('account_signals', $$baton_person() = 'system' or exists (
  select from sightings where sightings.signal_id = account_signals.signal_id)$$);

call reguard_table('accounts', $$baton_person() = 'system' or id = any ((select baton_accounts())::uuid[])$$);
call reguard_table('account_domains', $$baton_person() = 'system' or account_id = any ((select baton_accounts())::uuid[])$$);
call reguard_table('imports', $$baton_person() = 'system' or account_id = any ((select baton_accounts())::uuid[])$$);
call reguard_table('handoffs', $$baton_person() = 'system' or account_id = any ((select baton_accounts())::uuid[])$$);
call reguard_table('corrections', $$baton_person() = 'system' or account_id = any ((select baton_accounts())::uuid[])$$);
call reguard_table('briefs', $$baton_person() = 'system' or exists (select from handoffs where handoffs.id = handoff_id)$$);

do $$
declare
  child text;
begin
  foreach child in array array['brief_revisions', 'reviews', 'dispatches', 'decisions', 'deliveries', 'acceptances',
    'acceptance_questions', 'commitment_answers']
  loop
    call reguard_table(child::regclass, format('baton_person() = ''system'' or exists (select from briefs where briefs.id = %I.brief_id)', child));
  end loop;
end
$$;
