-- Every keystroke sums the spending lines by function and by economic item: these hand the lines over in order.

create index expenditure_by_function on expenditure (function, nature, fund, source, unit, project, amount);

create index expenditure_by_economic on expenditure (economic, nature, fund, source, unit, amount);
