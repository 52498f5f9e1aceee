"""Cases of the checks of what is written: see `test_check_rules`.

The full book: 237 万元 in all, 220 last year; basic 152 (general) and projects, of which the first has 66 万元.
"""

_WRITE = "update narrative set text = '{}' where topic = '{}'"
_SAY = "update narrative set text = '{}' where topic = 'performance'"
_SAID = "entry/narrative/18.text"
_BASIS = "update cost_item set basis = '{}' where id = 1"  # its lines come to 66 万元
_CHANGE = "update project set budget_change = '{}' where id = 2"  # 12 万元, and 12 last year
_OVER = "insert into narrative (topic, text, position) values ('paragraph.{}', '{}', 99)"
_PRIOR = "insert into prior_figure (measure, year, stage, value, position) values ('{}', 2023, 'budget', {}, 99)"
_SECRET = "update project set confidential = 1 where id = 1"

QUIET: dict[str, tuple[str, ...]] = {
    "basis-cost-15": (_BASIS.format("每人每月5500元*12个月*10人=66万元"),),
    "budget-change-15": (_CHANGE.format("2023年预算14万元；2024年比上年减少2万元"),),
    "budget-text-15": (_CHANGE.format("2024年预算12万元"),),
    "paragraph-figures": (_OVER.format("收入预算", "收入预算237万元，比上年多17万元，约7.7%"),),
    "paragraph-unused": (_OVER.format("收入预算", "收入预算237万元"),),
    "project-year-text": (_CHANGE.format("2023年预算12万元"),),
    "text-amount": (_SAY.format("2024年收支总预算237万元，其中：人员经费132万元"),),
    "text-as-of": (_WRITE.format("截至2023年12月31日，有车1辆。", "assets"),),
    "text-base-year": (_SAY.format("收支总预算237万元，比2023年预算增加17万元"),),
    "text-change": (_SAY.format("收支总预算237万元，比2023年预算增加17万元"),),
    "text-confidential": (_SECRET,),
    "text-direction": (_SAY.format("收支总预算237万元，比上年增加17万元，增长7.7%"),),
    "text-expression": (_BASIS.format("每人每月5500元*12个月*10人=66万元"),),
    "text-growth": (_SAY.format("收支总预算237万元，比上年增加17万元，增长7.7%"),),
    "text-none": (_SAY.format("本单位2024年无上级补助收入"),),
    "text-people": (_SAY.format("编制10人，在职人员10人，离退休人员2人"),),
    "text-share": (_SAY.format("支出总预算237万元，其中：人员经费132万元，占55.7%"),),
    "text-twice": (_SAY.format("人员经费132万元；人员经费132万元"),),
    "text-unit": (_SAY.format("收支总预算2370000元"),),
    "text-year": (_SAY.format("2024年全部项目都有绩效目标"),),
    "text-zero-move": (_SAY.format("收支总预算237万元，比上年增加17万元"),),
}

# Check -> (what goes wrong, address named). A change to a form is a workbook that somebody altered.
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "basis-cost-15": ((_BASIS.format("设备3套，每套20万元，计60万元"),), "15/来访接待!costs/办公.basis"),
    "budget-change-15": (
        (_CHANGE.format("2023年预算14万元；2024年比上年增加2万元"),),
        "15/信息系统!head/row.budget_change",
    ),
    "budget-text-15": ((_CHANGE.format("2024年年初预算为13万元"),), "15/信息系统!head/row.budget_change"),
    "paragraph-figures": ((_OVER.format("收入预算", "收入预算237万元，其中新增27万元"),), "entry/narrative/35.text"),
    "paragraph-unused": ((_OVER.format("项目支出.改过名的项目", "安排12万元"),), "entry/narrative/35.text"),
    "project-year-text": ((_CHANGE.format("2023年预算21万元"),), "15/信息系统!head/row.budget_change"),
    "narrative-unused": (
        ("update narrative set topic = 'use.接待来访' where topic = 'use.来访接待'",),
        "entry/narrative/29.text",
    ),
    "narrative-classes": (("delete from narrative where topic = 'use.201'",), "entry/narrative/6.text"),
    "narrative-services": ((_WRITE.format("", "services"),), "entry/narrative/16.text"),
    "term-functions": (("delete from narrative where topic = 'term.2120803'",), "entry/narrative/24.text"),
    "term-unused": (
        ("update narrative set topic = 'term.2014003' where topic = 'term.2014001'",),
        "entry/narrative/29.text",
    ),
    "text-amount": ((_SAY.format("2024年收支总预算273万元"),), _SAID),
    "text-as-of": ((_WRITE.format("截至2021年12月31日，有车1辆。", "assets"),), "entry/narrative/17.text"),
    "text-base-year": ((_SAY.format("收支总预算237万元，比2024年预算增加17万元"),), _SAID),
    "text-change": ((_SAY.format("收支总预算237万元，比2023年预算增加27万元"),), _SAID),
    "text-confidential": ((_SECRET, _WRITE.format("负责来访接待等工作", "duties")), "entry/narrative/1.text"),
    "text-direction": ((_SAY.format("收支总预算237万元，比上年减少17万元"),), _SAID),
    "text-expression": ((_BASIS.format("5500元*12月*10人=56万元"),), "15/来访接待!costs/办公.basis"),
    "text-growth": ((_SAY.format("收支总预算237万元，比上年增加17万元，增长7.2%"),), _SAID),
    "text-none": ((_SAY.format("本单位2024年无政府性基金预算安排的支出"),), _SAID),
    "text-old-name": ((_WRITE.format("负责医疗卫生与计划生育支出", "duties"),), "entry/narrative/1.text"),
    "text-people": ((_SAY.format("在职人员11人"),), _SAID),
    "text-personal": (
        ("update project set plan = '联系人电话13800000000' where id = 1",),
        "15/来访接待!head/row.plan",
    ),
    "text-private": (
        ("update project set leader = '某某某' where id = 1", "update project set plan = '由某某某负责' where id = 2"),
        "15/信息系统!head/row.plan",
    ),
    "text-punctuation": ((_WRITE.format("负责接待。。", "duties"),), "entry/narrative/1.text"),
    "text-share": ((_SAY.format("支出总预算237万元，其中：人员经费132万元，占57.5%"),), _SAID),
    "text-twice": ((_SAY.format("公务接待费1万元；公务接待费2万元"),), _SAID),
    "text-unit": ((_SAY.format("收支总预算237元"),), _SAID),
    "text-year": ((_SAY.format("2023年全部项目都有绩效目标"),), _SAID),
    "text-zero-move": ((_SAY.format("公务接待费0万元，比上年增加1万元"),), _SAID),
}

# What is unusual about a book that is right -> (the check that must hold its peace, the changes).
RIGHT: dict[str, tuple[str, str]] = {
    "公开咨询电话可以写在文字里": (
        "text-private",
        f"update book set telephone = '02700000000', public_telephone = '027-0000 0000'; {_SAY.format('027-00000000')}",
    ),
    "一个字的姓不是姓名": ("text-private", f"update book set head = '张'; {_SAY.format('张公堤片区')}"),
    "测算依据公开时不印": ("text-private", f"update book set head = '某某某'; {_BASIS.format('某某某审核')}"),
    "涉密项目自己的文字不公开": ("text-confidential", f"{_SECRET}; {_WRITE.format('来访接待用', 'use.来访接待')}"),
    "依据里几个算式加起来": ("basis-cost-15", _BASIS.format("1、设备20万元*3套=60万元；2、印刷费3*2=6万元")),
    "依据里几项金额加起来": ("basis-cost-15", _BASIS.format("设备60万元，印刷6万元")),
    "依据里写的是单价和数量": ("basis-cost-15", _BASIS.format("每人每月5500元，10人，12个月")),
    "依据里写的是大约的数": ("basis-cost-15", _BASIS.format("设备约50万元，其余为印刷")),
    "依据里的算式没有单位": ("text-expression", _BASIS.format("设备0.5*2=1万元")),
    "文件的年号和文号不是算式": ("text-expression", _BASIS.format("依据〔2023〕6-12号文，1-9月执行")),
    "一个项目里的一部分不是全单位的数": ("text-amount", _WRITE.format("人员经费5万元", "use.来访接待")),
    "增加的一部分不是总的增加": (
        "text-change",
        _WRITE.format("增加3名人员经费15万元，增加5万元办公费", "reason.total"),
    ),
    "新增的人员经费不是全部人员经费": ("text-amount", _WRITE.format("新进3人，安排人员经费15万元", "reason.total")),
    "本年预算里的一部分不是本年预算": (
        "budget-text-15",
        _CHANGE.format("2024年预算12万元，安排5万元用于设备"),
    ),
    "去年的预算与今年的表无关": ("text-amount", _SAY.format("2023年收支总预算220万元")),
    "大约的数不当作写错": ("text-amount", _SAY.format("收支总预算约240万元")),
    "项目支出里的一部分不是项目支出": ("text-amount", _SAY.format("项目支出中用于设备购置5万元")),
    "已经执行的不是预算": ("text-amount", _SAY.format("人员经费实际执行100万元")),
    "人均的数不是总数": ("text-amount", _SAY.format("人均公用经费1万元")),
    "没有上年数时按所写的增减额算百分比": (
        "text-growth",
        _SAY.format("政府采购预算2万元，比上年减少2万元，下降50%"),
    ),
    "两位小数的增减百分比": ("text-growth", _SAY.format("收支总预算237万元，比上年增加17万元，增长7.73%")),
    "两位小数的占比": ("text-share", _SAY.format("支出总预算237万元，其中：人员经费132万元，占55.70%")),
    "本年收入不含上年结转": ("text-amount", _SAY.format("本年收入232万元，上年结转5万元")),
    "括号里上年的零不是本年的": ("text-zero-move", _SAY.format("公务用车购置费18万元（2023年为0万元），增加18万元")),
    "没有说是谁的占比": ("text-share", _SAY.format("人员经费132万元，占55.7%")),
    "持平的没有增减": (
        "text-direction",
        f"{_PRIOR.format('three_public.reception', 1000000)}; {_SAY.format('公务接待费1万元，与上年持平')}",
    ),
    "无公务用车以外的事": ("text-none", _SAY.format("本单位无自有房屋，无违规行为")),
    "回顾上年的年底": ("text-year", _SAY.format("2023年底开始试点。2023年12月完成。")),
    "三万元一项写了两处": ("text-twice", _SAY.format("公务接待费1万元。其中：公务接待费1万元")),
}
