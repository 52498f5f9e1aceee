-- Of which files the pack was that the book was worked on with last, as one digest: versions do not tell of a later
-- version of what the pack extends, nor of other files under the same number. '' where it is not known.

alter table book add column pack_content text not null default '';
