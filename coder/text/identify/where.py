"""Addresses, organisations and places: a proper name, and behind it a word for what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from coder.text.identify.hits import Hit, Kind
from coder.text.identify.lexicon import CITIES, ENGLISH_PLACES
from coder.text.words import Tagged, frequency, is_word

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_NUMBER = r"[0-9０-９A-Za-z一二三四五六七八九十百甲乙丙丁]{1,6}"
_UNIT = rf"(?:[-—－#之]?(?:附|第)?(?:{_NUMBER})(?:[-—－]\d{{1,5}})*(?:号楼|号院|号|弄|栋|幢|座|楼|单元|室|层|户|房|组|队|巷|排|门)|[-－]?[A-Z]?[0-9]{{1,5}}(?:[-－][0-9]{{1,5}})*(?![0-9.%％个名家元块万亿年月天人次条项分]))"
_ROADS = "大道|大街|公路|路|街|巷|弄|胡同|道"
_HOMES = "小区|家属院|宿舍|大院|教师村|人才公寓|花园|花苑|家园|新村|公寓|大厦|广场|大楼|别墅|苑|庭|府|坊|工业园|产业园|科技园|园区|农贸市场|批发市场|市场|商城"
_VILLAGES = "自然村|行政村|村|屯|寨|庄|社区"
_AREAS = (
    "特别行政区|自治区|自治州|自治县|经济技术开发区|高新技术产业开发区|开发区|高新区|工业园区|产业园区|工业区|保税区|度假区|新区|林区|矿区|"
    "省|市|州|盟|旗|县|区|街道|镇|乡|苏木|" + _VILLAGES
)
_ORGANISATIONS = (
    "股份有限公司|有限责任公司|有限公司|分公司|子公司|公司|集团|总厂|分厂|化工厂|水泥厂|食品厂|机械厂|服装厂|印刷厂|加工厂|纺织厂|电子厂|家具厂|玩具厂|"
    "造纸厂|钢铁厂|钢厂|电厂|水厂|药厂|酒厂|厂|酒店|宾馆|饭店|商场|超市|医院|卫生院|卫生服务中心|诊所|大学|学院|中学|小学|幼儿园|学校|职校|技校|"
    "研究院|研究所|研究中心|设计院|检测中心|检测站|监测站|服务中心|事务所|律所|银行|支行|信用社|合作社|协会|学会|商会|基金会|联合会|"
    "街道办事处|街道办|街办|办事处|村民委员会|村委会|村委|居民委员会|居委会|居委|管理委员会|管委会|应急管理局|应急局|安监局|公安局|派出所|"
    "消防救援大队|消防大队|消防支队|消防队|救援队|财政局|住建局|交通局|卫健委|教育局|民政局|市场监管局|环保局|生态环境局|应急办|安监所|安监站|司法所|财政所|"
    "引航站|供电所|特勤站|救援站|业委会|业主委员会|旅行社|塑胶|橡胶|纸业|鞋业|箱包|能源|船务|速运|快递|货运|保险经纪|传媒|软件|电气|光电|制药|环保|安防|照明|家居|酒业|乳业|牧业|水产|木业|铝业|铜业|钢构|管业|涂料|日化|包装|彩印|印务|针织|服饰|制衣|皮革|陶瓷|玻璃|珠宝|文具|玩具|技术服务|技术公司|监理|五金|储运|重工|建工|建材|物流|燃气|水务|纺织|机械|化工|食品|矿业|医药|地产|置业|土菜馆|饭馆|菜馆|餐馆|面馆|茶馆|宾舍|营销部|总医院|纪念馆|博物馆|图书馆|体育馆|工会|支部|工作室|俱乐部|出版社|报社|电视台|煤矿|矿业|矿山|矿|码头|港|油库|加油站|电站|中心|机构|工地|项目部|物业"
)
_ENGLISH_ORGANISATION = re.compile(
    r"(?<![A-Za-z])(?:(?:[A-Z][\w&'’-]*|of|and|the|for|&)[ ]){1,6}?"
    r"(?:Inc|Ltd|LLC|Limited|Corporation|Corp|Company|Co|Group|Hospital|University|College|School|Academy|Institute|"
    r"Council|Bureau|Agency|Association|Committee|Foundation|Trust|Clinic|Bank|Services|Consulting|Consultants|"
    r"Partners|Logistics|Chemicals?|Factory|Works|Solutions|Industries|Centre|Center|Authority|Department|Mine|Mill|Plant|Apparel|Textiles?|Garments?|Seals|Electronics|Engineering|Foods|Steel|Cement|Power|Energy|Systems|Technologies|Technology|Materials|Station|Labs?)\b"
    r"(?:,?[ ](?:Co|Ltd|Inc|LLC|Limited|Corporation|Corp)\b\.?,?(?:[ ]Ltd\b\.?)?)?"
)
_ENGLISH_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])(?:No\.?[ ]?)?(?:(?:Flat|Apartment|Apt|Unit|Suite|Room)[ ]?\w{1,5},?[ ])?\d{1,5}[A-Za-z]?[ ](?:[A-Z][\w'’]+[ ]){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Close|Way|Place|Terrace|Crescent|Square|Row)\b"
    r"(?:,[ ](?:Apartment|Apt|Unit|Suite|Flat|Room)\.?[ ]?#?\w{1,5})?(?:,[ ][A-Z][a-z]+(?:[ ][A-Z][a-z]+)?)?"
    r"(?:,?[ ](?:[A-Z]{1,2}\d[\dA-Z]?[ ]\d[A-Z]{2}|[A-Z]{2}[ ]\d{5}))?"
)
_CAPITAL = re.compile(
    "|".join(
        [
            *(re.escape(one) for one in sorted(ENGLISH_PLACES) if " " in one),
            r"(?<![A-Za-z])[A-Z][a-z']+(?![A-Za-z])",
        ]
    )
)
_ENGLISH_PLACE = re.compile(
    r"(?<![A-Za-z])(?:[A-Z][\w'’-]+[ ]){1,3}(?:District|County|Township|Village|Town|City|Province|Borough|Subdistrict|Park|Harbour|Port)\b"
    r"|(?<![A-Za-z])(?:Port|Mount|Lake|Fort|North|South|East|West|New|Old|Upper|Lower)[ ][A-Z][a-z]{3,}\b"
)
# Words that may be part of a name but say nothing of which.
_PLAIN = frozenset(
    "安全 技术 服务 生产 咨询 科技 管理 工程 检测 评价 评估 应急 消防 化工 机械 电子 建筑 建设 贸易 商贸 物流 运输 食品 纺织 服装 家具 印刷 "
    "环保 环境 材料 新材料 塑料 橡胶 金属 五金 制造 加工 设备 实业 发展 投资 控股 股份 有限 责任 国际 信息 网络 软件 智能 能源 新能源 石化 煤矿 矿业 "
    "人民 中心 第一 第二 第三 第四 第五 实验 附属 中医 妇幼 职业 职业技术 师范 理工 工业 农业 商业 公共 卫生 社区 区域 监督 行政 经济 开发 高新 "
    "产业 文化 教育 培训 研究 设计 规划 造价 监理 招标 代理 律师 会计 物业 家政 餐饮 医疗 器械 药业 生物 制药 水泥 钢铁 造纸 玩具 汽车 配件 市政 "
    "园林 装饰 劳务 人力 资源 保险 财产 商业 农村 信用 合作 联合 综合 救援 大队 支队 特种 特种设备 危险 化学品 危化品 烟花 爆竹 防火 防爆 电力 电气 "
    "水务 燃气 供水 供电 热力 公交 轨道 交通 总 分 大 小 新 老 市 区 县 镇 乡 省 街道 级 局 委 村 工业园 园区 开发区 仓储 冷链 模具 精密 涂料 油漆 "
    "日化 化纤 印染 皮革 制鞋 木业 陶瓷 玻璃 铸造 锻造 船舶 修理 维修 安装 测绘 勘察 地质 气象 仪器 计量 认证 公证 拍卖 典当 担保 小额 贷款 旅游 酒店".split()
)
_STOPS = frozenset(
    "家住 现住 租住 举报 老家 隔壁 家里 上个月 下个月 地址 通讯 办公室 有个 有家 是个 这种 那种 好几个 好几家 我们 你们 他们 咱们 她们 我 你 他 她 它 这 那 这家 那家 这个 那个 这些 那些 哪个 哪家 哪些 某 某个 某些 某家 各 各个 各家 每 每个 每家 本 该 别 别的 其他 其它 另 另外 "
    "一个 一家 两个 两家 几个 几家 一些 有些 许多 很多 多个 多家 全 全部 所有 整个 任何 一 两 三 四 五 六 七 八 九 十 几 多 家 个 名 位 "
    "在 到 去 来 从 往 向 对 给 把 被 让 叫 跟 和 与 及 或 以及 或者 还有 比如 像 是 有 没有 找 请 由 为 为了 因为 所以 就 都 也 又 还 再 才 只 不 没 "
    "住 住在 位于 设在 搬 搬到 调 调到 派 进 出 离 离开 回 回到 看 看到 听 说 讲 问 告诉 认识 知道 觉得 属于 包括 负责 委托 联系 通过 根据 按 按照 "
    "外地 本地 当地 外省 外市 邻近 附近 周边 周围 上级 下级 下面 上面 里面 外面 前面 后面 中介 民营 国有 国营 私营 集体 合资 外资 大型 中型 小型 小微 "
    "规上 规下 优质 正规 专业 资质 同一 不同 相关 有关 第三方 政府 国家 全国 全省 全市 全区 全县 全镇 全乡 全村 我国 中国 市里 区里 县里 镇里 村里 省里 的 了 着 过 地 得 之 "
    "现在 以前 后来 当时 今年 去年 前年 明年 每年 今天 昨天 明天 上次 下次 这次 那次 新来 原来 原 曾经 甲 乙 什么 怎么 哪里 其中 中标 采购 购买 招标 检查 整改 "
    "企业 机构 单位 部门 老板 职工 工人 员工 居民 村民 群众 专家 街道 社区 园区 城市 农村 城区 郊区 辖区 片区 地区 区域 山区 乡镇 村镇 城镇 县城 老城 新城 市区 城乡 "
    "中小 基层 一线 重点 一般 普通 危化 高危 工贸 涉爆 用气 加油 餐饮 住宿 出租 在建 停产 关停 搬迁 入驻 挂牌 注册 上市 龙头 主管 监管 行业 属地 各级 多数 少数 部分".split()
)
_ADMINISTRATIVE = frozenset(
    "街道 社区 园区 区 县 市 镇 乡 省 甲 乙 老 新 一 二 三 四 五 六 七 八 九 十 两 农村 城区".split()
)
_VAGUE = frozenset(
    "中心 机构 工地 物业 工会 支部 市场 食品 机械 化工 能源 环保 安防 水产 快递 货运 物流 包装 旅行社 超市 饭店 酒店 商场 餐馆 饭馆 面馆 园区 社区 新区 工业区".split()
)
_GENERIC_PLACES = frozenset(
    "城中村 中国 我国 全国 国内 国外 海外 亚洲 欧洲 美国 英国 日本 德国 法国 韩国 俄罗斯 印度 加拿大 澳大利亚 中华 中华人民共和国 世界 内地 大陆 华东 华南 华北 华中 西部 东部 中部 南方 北方".split()
)
SELDOM = 300  # a noun that the dictionary has less often may well be a name: 梧桐, 青石, 锦绣
EVERYDAY = 50  # a word that the dictionary has so often is a word, though it may be a place too
_NAMING = ("ns", "nr", "nz", "nt", "j", "nrt", "nrfg")
_PART = (
    *_NAMING,
    "n",
    "vn",
    "an",
    "b",
    "m",
    "eng",
    "s",
    "f",
    "a",
    "ng",
    "g",
    "tg",
    "t",
    "l",
    "zg",
    "v",
    "i",
    "k",
    "q",
    "h",
)


AREA_WORDS = tuple(sorted(_AREAS.split("|"), key=len, reverse=True))
ORGANISATION_WORDS = tuple(sorted(_ORGANISATIONS.split("|"), key=len, reverse=True))


def find_where(text: str, tagged: Sequence[Tagged]) -> list[Hit]:
    """Addresses, organisations and places in *text*, whose words are *tagged*."""
    return [
        *_addresses(text, tagged),
        *_named(text, tagged, _suffixes(ORGANISATION_WORDS), Kind.ORGANISATION),
        *_named(text, tagged, _suffixes(AREA_WORDS), Kind.PLACE),
        *_places(tagged),
        *_english(text),
    ]


@lru_cache(maxsize=4)
def _suffixes(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(words))


_ADDRESS = re.compile(
    rf"(?P<what>{_ROADS}|{_HOMES}|{_VILLAGES})(?P<units>(?:[，,]?\s?{_UNIT})*)(?P<house>(?<=[号栋幢弄]){_HAN}{{0,7}}(?:酒店|大厦|广场|宾馆|公寓|花园|小区|大楼|综合楼|办公楼|宿舍楼|厂房)(?:\s?{_UNIT})*)?"
)


def _addresses(text: str, tagged: Sequence[Tagged]) -> Iterator[Hit]:
    for match in _ADDRESS.finditer(text):
        if match["units"].strip(" ，,"):
            start = _leftmost(text, tagged, match.start())
            if start < match.start():
                yield Hit(start, match.end(), Kind.ADDRESS, True, "address")
            continue
        start, distinct = _left(text, tagged, match.start())
        if start == match.start() or not distinct:
            continue
        road = match["what"] in _ROADS.split("|")
        village = match["what"] in _VILLAGES.split("|")
        if not village and match.start() - start >= 2:
            sure = road and _is_place(tagged, start, match.end())
            yield Hit(start, match.end(), Kind.ADDRESS, sure or not road, "suffix")


def _is_place(tagged: Sequence[Tagged], start: int, end: int) -> bool:
    return any(
        token.flag == "ns" and token.start >= start and token.end <= end and len(token.text) > 1
        for token in tagged
    )


def _named(
    text: str, tagged: Sequence[Tagged], suffixes: re.Pattern[str], kind: Kind
) -> Iterator[Hit]:
    """A proper name before one of *suffixes*, with all that stands between them."""
    for match in suffixes.finditer(text):
        if _cuts_word(tagged, match.end()):
            continue
        start, distinct = _left(text, tagged, match.start())
        if start == match.start() or not distinct:
            continue
        name = text[start : match.end()]
        if name in _GENERIC_PLACES:
            continue
        sure = (
            distinct >= 2
            or (len(match[0]) > 1 and match[0] not in _VAGUE)
            or match[0] in "市县镇乡"
        )
        yield Hit(start, match.end(), kind, sure, "suffix")


def _cuts_word(tagged: Sequence[Tagged], end: int) -> bool:
    """Whether *end* is inside a longer word: 市|场, 区|别."""
    for token in tagged:
        if token.start < end < token.end:
            return True
        if token.start >= end:
            break
    return False


def _left(text: str, tagged: Sequence[Tagged], end: int, most: int = 18) -> tuple[int, int]:
    """Where the name that ends at *end* begins, and how plainly it names (0: not at all).

    Words are taken leftwards while they can be part of a name. 2 is a name by the cutter's word,
    1 a string that no dictionary has.
    """
    start, distinct = end, 0
    for token in reversed([one for one in tagged if one.start < end]):
        word = text[token.start : min(token.end, end)]
        if end - token.start > most or word in _STOPS or not _can_name(token, word):
            break
        loose = token.flag in ("v", "d", "t", "l", "i", "a", "m", "q", "f", "k", "h")
        beside = len(word) == 1 and token.flag in ("f", "a", "v") and _named_at(tagged, start)
        if loose and word not in _PLAIN and not beside and not _ahead(tagged, token):
            break
        start = token.start
        distinct = max(distinct, _distinct(token, word))
    return start, distinct


def _leftmost(text: str, tagged: Sequence[Tagged], end: int, most: int = 24) -> int:
    """Where an address with a number begins: at the first word that surely is none of it."""
    start = end
    for token in reversed([one for one in tagged if one.start < end]):
        word = text[token.start : min(token.end, end)]
        plain = re.fullmatch(rf"(?:{_HAN}|[A-Za-z0-9０-９-])+", word)
        if not plain or end - token.start > most or word in _STOPS - _ADMINISTRATIVE:
            break
        if token.flag[0] in "pcuryd" or (
            token.flag == "v" and len(word) == 1 and not _before_name(start, tagged)
        ):
            break
        start = token.start
    return start


def _before_name(start: int, tagged: Sequence[Tagged]) -> bool:
    """Whether a single character that names stands at *start*: 望|澜新区."""
    token = next((one for one in tagged if one.start == start), None)
    return token is not None and len(token.text) == 1 and token.flag in (*_NAMING, "n")


def _ahead(tagged: Sequence[Tagged], token: Tagged) -> bool:
    """Whether something that names stands right before *token*."""
    before = next((one for one in reversed(tagged) if one.end == token.start), None)
    return before is not None and _distinct(before, before.text) == 2


def _named_at(tagged: Sequence[Tagged], start: int) -> bool:
    """Whether the word at *start* names, or is a character left over from a name."""
    token = next((one for one in tagged if one.start == start), None)
    return token is not None and (
        token.flag in _NAMING or (token.flag == "n" and len(token.text) == 1)
    )


def _can_name(token: Tagged, word: str) -> bool:
    if not re.fullmatch(rf"(?:{_HAN}|[A-Za-z0-9])+", word):
        return False
    return token.flag in _PART or not is_word(word)


def _distinct(token: Tagged, word: str) -> int:
    if word in _PLAIN or word in _STOPS or word in _GENERIC_PLACES:
        return 0
    if token.flag in _NAMING and len(word) > 1:
        return 2
    if len(word) > 1 and not is_word(word) and token.flag != "m":
        return 1
    if len(word) > 1 and token.flag[0] in "na" and frequency(word) < SELDOM:
        return 1
    if token.flag == "eng" or (len(word) == 1 and token.flag in ("nr", "ns", "j", "nz")):
        return 1
    return 0


def _places(tagged: Sequence[Tagged]) -> Iterator[Hit]:
    """Places that the dictionary knows, with nothing behind them."""
    for token in tagged:
        if token.text in CITIES:
            yield Hit(token.start, token.end, Kind.PLACE, True, "dictionary")
        elif token.flag == "ns" and len(token.text) > 1 and frequency(token.text) < EVERYDAY:
            yield Hit(token.start, token.end, Kind.PLACE, False, "dictionary")


def _english(text: str) -> Iterator[Hit]:
    for match in _CAPITAL.finditer(text):
        if match[0] in ENGLISH_PLACES:
            yield Hit(*match.span(), Kind.PLACE, True, "dictionary")
    for match in _ENGLISH_ADDRESS.finditer(text):
        yield Hit(*match.span(), Kind.ADDRESS, True, "address")
    for pattern, kind in (
        (_ENGLISH_ORGANISATION, Kind.ORGANISATION),
        (_ENGLISH_PLACE, Kind.PLACE),
    ):
        for match in pattern.finditer(text):
            start = match.start() + _leading(match[0])
            if text[start : match.end()].count(" "):
                yield Hit(start, match.end(), kind, True, "suffix")


def _leading(name: str) -> int:
    """How much of *name* is an article or a word that begins a sentence."""
    found = re.match(
        r"(?:(?:The|A|An|At|In|For|From|Our|We|And|But|So|When|If|the|of|and|for|&|My|That|This|Then|With|To|As|By|Yes|No|Well)[ ])+",
        name,
    )
    return found.end() if found else 0
