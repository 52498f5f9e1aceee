"""Cases of the checks of what is written: see `test_check_rules`."""

_WRITE = "update narrative set text = '{}' where topic = '{}'"
_BASIS = "update cost_item set basis = '{}' where id = 1"  # its lines come to 66 万元

QUIET: dict[str, tuple[str, ...]] = {
    "basis-cost-15": (_BASIS.format("每人每月5500元*12个月*10人=66万元"),),
    "text-expression": (_BASIS.format("每人每月5500元*12个月*10人=66万元"),),
}

# Check -> (what goes wrong, address named). A change to a form is a workbook that somebody altered.
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "basis-cost-15": ((_BASIS.format("设备3套，每套20万元，计60万元"),), "15/来访接待!costs/办公.basis"),
    "text-expression": ((_BASIS.format("5500元*12月*10人=56万元"),), "15/来访接待!costs/办公.basis"),
    "text-personal": (
        ("update project set plan = '联系人电话13800000000' where id = 1",),
        "15/来访接待!head/row.plan",
    ),
    "text-punctuation": ((_WRITE.format("负责接待。。", "duties"),), "entry/narrative/1.text"),
}

# What is unusual about a book that is right -> (the check that must hold its peace, the changes).
RIGHT: dict[str, tuple[str, str]] = {
    "依据里几个算式加起来": ("basis-cost-15", _BASIS.format("1、设备20万元*3套=60万元；2、印刷费3*2=6万元")),
    "依据里几项金额加起来": ("basis-cost-15", _BASIS.format("设备60万元，印刷6万元")),
    "依据里写的是单价和数量": ("basis-cost-15", _BASIS.format("每人每月5500元，10人，12个月")),
    "依据里写的是大约的数": ("basis-cost-15", _BASIS.format("设备约50万元，其余为印刷")),
    "依据里的算式没有单位": ("text-expression", _BASIS.format("设备0.5*2=1万元")),
    "文件的年号和文号不是算式": ("text-expression", _BASIS.format("依据〔2023〕6-12号文，1-9月执行")),
}
