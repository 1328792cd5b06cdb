-- A Message-ID is whatever its sender writes: two messages may bear the same one and say different things. `variant` tells
-- them apart (a hash of what the message says; a file has its message's), so that neither takes the place of the other.
alter table signals add column variant text not null default '';
-- the bytes that it was read from, hashed: the same bytes read anew may say more, other bytes may not
alter table signals add column bytes_hash text not null default '';
alter table signals drop constraint signals_scope_item_key;
alter table signals add constraint signals_identity unique (scope, item, variant);
-- Meetings are an account's own from now on, as calls are: a UID is as easily written as a Message-ID.
update signals set scope = (select account_id::text from account_signals where signal_id = signals.id)
where kind = 'meeting' and (select count(*) from account_signals where signal_id = signals.id) = 1;

-- What an item is called in this account (`#2` …), where that is not the id that it bears. It stays so.
alter table account_signals add column name text;
-- What a revision calls an item, where its readers do not see the one that bears the name in the account.
alter table brief_items add column name text;
