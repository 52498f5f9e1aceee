-- Where the finance bureau wants its mail: the pack may know no more than a reserved address. What is no single plain
-- address never gets in, so that nothing typed here can become a further line of a mail's head.

alter table book add column bureau_mail text not null default ''
    check (bureau_mail = '' or (bureau_mail glob '?*@?*.?*' and bureau_mail not glob '*[^!-~]*'));
