create table invoice_line (
  invoice_id   bigint not null references invoice (id) on delete cascade,
  position     smallint not null,
  says         text not null,
  amount_cents integer not null,
  primary key (invoice_id, position)
);
