-- Who made a gesture: offices share a computer's folder, and a figure on hover says who put it there and when.

alter table action add column who text not null default '';
