-- What a revision was drawn from, cited in it or not: whoever may not see all of it is shown what they may (DESIGN P1), and a
-- delivery asks again whether its receivers still may. Ids only.
create table brief_items (
  brief_id text not null,
  revision integer not null,
  signal_id bigint not null references signals on delete cascade,
  primary key (brief_id, revision, signal_id),
  foreign key (brief_id, revision) references brief_revisions on delete cascade
);
create index brief_items_signal on brief_items (signal_id);
call guard_table(
  'brief_items',
  $$baton_person() = 'system' or exists (select from briefs where briefs.id = brief_items.brief_id)$$,
  rights => 'select, insert'
);

-- Whom the viewer acts for: themselves, whoever they stand in for today, and whoever left and reported to one of these, over
-- others who left. Nobody who left acts for anybody.
create function baton_stands_for() returns text[] language sql stable as $$
  with recursive mine(email) as (
    select email from people where email = baton_person() and active
    union
    select absences.person from absences join people on people.email = absences.delegate and people.active
    where absences.delegate = baton_person() and ended_at is null and baton_now()::date between from_day and to_day
    union
    select people.email from people join mine on people.manager = mine.email where not people.active
  )
  select array(select email from mine)
$$;

-- The viewer, whoever reports to them, and whoever they act for. Somebody who left has no eyes here, their own included.
create or replace function baton_people() returns text[] language sql stable as $$
  with recursive mine(email) as (
    select email from people where email = baton_person() and active
    union
    select people.email from people join mine on people.manager = mine.email
  )
  select array(select email from mine union select unnest(baton_stands_for()))
$$;

-- Those who left and above whom nobody is left either: what waits for them is for the administrators.
create function baton_orphans() returns text[] language sql stable as $$
  with recursive above(email, manager) as (
    select email, manager from people where not active
    union
    select above.email, people.manager from above join people on people.email = above.manager where not people.active
  )
  select array(
    select email from people where not active
    except
    select above.email from above join people on people.email = above.manager where people.active
  )
$$;
