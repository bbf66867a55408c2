"""Names, organisations, addresses and places in English text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coder.text.identify.hits import Hit, Kind

_CITIES = frozenset(
    "Beijing Shanghai Tianjin Chongqing Guangzhou Shenzhen Hangzhou Nanjing Suzhou Wuhan Chengdu Xian Xi'an Qingdao Dalian Ningbo Xiamen Jinan "
    "Zhengzhou Changsha Shenyang Harbin Changchun Kunming Nanchang Hefei Fuzhou Nanning Guiyang Taiyuan Lanzhou Urumqi Lhasa Xining Yinchuan Hohhot "
    "Haikou Sanya Wuxi Dongguan Foshan Zhuhai Wenzhou Shaoxing Jiaxing Yangzhou Xuzhou Yantai Weifang Luoyang Guilin Macau Taipei "
    "London Manchester Birmingham Leeds Liverpool Bristol Sheffield Glasgow Edinburgh Cardiff Belfast Dublin Paris Berlin Munich Hamburg Rome Milan "
    "Madrid Barcelona Vienna Zurich Geneva Brussels Amsterdam Rotterdam Oslo Stockholm Copenhagen Helsinki Warsaw Prague Budapest Athens Lisbon Moscow "
    "Toronto Vancouver Montreal Chicago Boston Seattle Houston Dallas Atlanta Denver Miami Detroit Sydney Melbourne Brisbane Perth Auckland Singapore "
    "Bangkok Jakarta Manila Hanoi Seoul Tokyo Osaka Kyoto Delhi Mumbai Dhaka Karachi Lahore Dubai Cairo Nairobi Lagos Accra Johannesburg".split()
) | {
    "Hong Kong",
    "New York",
    "Los Angeles",
    "San Francisco",
    "Kuala Lumpur",
    "Cape Town",
    "Ho Chi Minh City",
}

_TITLES = (
    "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Director Manager Captain Officer Inspector Councillor "
    "Councilor Father Sister Nurse Chief Principal Deputy Madam Uncle Aunt Auntie Secretary Chairman "
    "Boss Engineer Sergeant Supervisor Master Coach Judge Mayor Reverend Rev".split()
)
_GIVEN = frozenset(
    "Aaron Abigail Adam Adrian Aisha Alan Albert Alex Alexander Alexandra Alice Alison Amanda Amelia Amy Andrea "
    "Andrew Angela Anita Ann Anna Anne Annie Anthony Arthur Ashley Barbara Beatrice Ben Benjamin Bernard Beth "
    "Betty Bill Bob Bobby Brandon Brenda Brian Bridget Bruce Carl Carla Carlos Carmen Carol Caroline Catherine "
    "Cathy Charles Charlie Charlotte Chris Christian Christina Christine Christopher Cindy Claire Clara Claudia "
    "Colin Connor Craig Cynthia Daisy Dan Daniel Danielle Danny Dave David Dean Deborah Dennis Derek Diana Diane "
    "Donald Donna Dorothy Doug Douglas Duncan Dylan Edith Edward Edwin Eileen Elaine Eleanor Elena Eli Elizabeth "
    "Ella Ellen Emily Emma Eric Erica Erin Esther Ethan Eva Evan Evelyn Felix Fiona Florence Frances Francis "
    "Frank Fred Freda Gabriel Gareth Gary Gavin Geoffrey George Gerald Gina Gloria Gordon Grace Graham Greg "
    "Gregory Hannah Harold Harriet Harry Hassan Hazel Heather Hector Helen Henry Herbert Howard Hugh Hugo Ian "
    "Ingrid Irene Iris Isaac Isabel Isabella Ivan Jack Jackie Jacob Jacqueline Jade Jake James Jamie Jan Jane "
    "Janet Janice Jason Jasmine Jean Jeff Jeffrey Jennifer Jenny Jeremy Jerry Jesse Jessica Jill Jim Jimmy Joan "
    "Joanna Joe Joel John Johnny Jonathan Jordan Jose Joseph Joshua Joyce Juan Judith Judy Julia Julian Julie "
    "June Justin Karen Karl Kate Katherine Kathleen Kathryn Kathy Katie Keith Kelly Ken Kenneth Kevin Kim "
    "Kimberly Kirsten Kyle Larry Laura Lauren Laurence Lawrence Leah Lee Leo Leon Leonard Leslie Lewis Liam "
    "Lillian Lily Linda Lisa Liz Logan Lois Lorraine Louis Louise Lucas Lucy Luis Luke Lydia Lynn Madison Malcolm "
    "Marcus Margaret Maria Marie Marilyn Mario Marion Mark Martha Martin Mary Mason Matt Matthew Maureen Maurice "
    "Max Megan Melissa Mia Michael Michelle Miguel Mike Miles Mohammed Monica Morgan Muhammad Nancy Naomi Natalie "
    "Nathan Neil Nicholas Nick Nicola Nicole Nigel Nina Noah Nora Norman Oliver Olivia Omar Oscar Owen Pamela Pat "
    "Patricia Patrick Paul Paula Pauline Peggy Penny Pete Peter Phil Philip Phillip Phoebe Phyllis Priya Rachel "
    "Ralph Ray Raymond Rebecca Richard Rick Rita Rob Robert Roberta Robin Rod Roger Roland Ron Ronald Rosa Rose "
    "Rosemary Ross Roy Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sandy Sara Sarah Scott Sean Sharon "
    "Sheila Shirley Simon Sofia Sonia Sophia Sophie Stacey Stan Stanley Stella Stephanie Stephen Steve Steven "
    "Stuart Sue Susan Suzanne Sylvia Tanya Tara Ted Teresa Terry Thelma Theodore Theresa Thomas Tiffany Tim "
    "Timothy Tina Todd Tom Tommy Toni Tony Tracy Trevor Tyler Valerie Vanessa Vera Vernon Veronica Vicky Victor "
    "Victoria Vincent Violet Virginia Vivian Walter Wanda Warren Wayne Wendy William Winston Xavier Yolanda Yvonne "
    "Will Sunny Zachary Zoe Ahmed Ali Fatima Ravi Raj Anil Sunil Deepak Sanjay Chloe Freya Imogen Callum Rory Declan Siobhan".split()
)
_PINYIN = frozenset(
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Luo Zheng Liang Xie Song Tang Han "
    "Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Yao Shen Zhong "
    "Cui Tan Fan Liao Shi Jin Jia Xia Fu Fang Zou Xiong Bai Meng Qin Qiu Hou Yin Xue Yan Duan Lei Long Tao Hao "
    "Gu Gong Shao Wan Qian Dai Mo Kong Kang Lai You Hong Ni Ji Wen Lau Chan Wong Cheung Leung Lam Ng Kwok Ho Tsai "
    "Ouyang Sima Shangguan Zhuge".split()
)
_WORD = r"(?:[A-Z]['’]|Mc|Mac)?[A-ZÀ-Þ][a-zà-ÿ]+(?:[-’'][A-ZÀ-Þ][a-zà-ÿ]+)*"
_ENGLISH_TITLED = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(_TITLES)})\.?[ ]+(?P<name>(?:{_WORD}|[A-Z]\.)(?:[ ](?:{_WORD}|[A-Z]\.)){{0,2}})"
)
_CAPITALS = re.compile(rf"(?<![A-Za-z]){_WORD}(?:[ ](?:[A-Z]\.|{_WORD})){{0,3}}")
_ENGLISH_CUES = re.compile(
    r"(?:my name is|name is|name's|call me|I am|I'm|called|named|this is|speak to|spoke to|ask|contact|thank you|thanks|hi|hello|dear)[, ]+$",
    re.IGNORECASE,
)
_NO_ENGLISH = frozenset(
    "I The A An And But So We You They He She It If In On At For From To Of With By As Is Are Was Were Do Does Did "
    "Not No Yes Well Then There This That These Those What When Where Who Why How Our My Your His Her Their Its Be "
    "Okay Ok Oh Um Uh Maybe Also Just Actually Sometimes Usually Because Before After During While Every Each Some "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Interviewer Interviewee Respondent Researcher Participant Moderator "
    "Speaker English Chinese China American British Safety Fire Health City Street District Office Bureau Service "
    "Agency Company Council Department Ministry School Hospital University Road Avenue Lane Drive Excel Word Zoom "
    "Teams Internet Covid God Christmas Easter".split()
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
            *(re.escape(one) for one in sorted(_CITIES) if " " in one),
            r"(?<![A-Za-z])[A-Z][a-z']+(?![A-Za-z])",
        ]
    )
)
_ENGLISH_PLACE = re.compile(
    r"(?<![A-Za-z])(?:[A-Z][\w'’-]+[ ]){1,3}(?:District|County|Township|Village|Town|City|Province|Borough|Subdistrict|Park|Harbour|Port)\b"
    r"|(?<![A-Za-z])(?:Port|Mount|Lake|Fort|North|South|East|West|New|Old|Upper|Lower)[ ][A-Z][a-z]{3,}\b"
)


def find_english(text: str) -> list[Hit]:
    """What in *text* names somebody or some place in Latin letters."""
    people = list(_people(text))
    full = {text[hit.start : hit.end] for hit in people}
    return [*people, *(hit for name in sorted(full) for hit in _parts(text, name)), *_where(text)]


def _people(text: str) -> Iterator[Hit]:
    for match in _ENGLISH_TITLED.finditer(text):
        if match["name"].split(" ")[0] not in _NO_ENGLISH:
            yield Hit(*match.span("name"), Kind.PERSON, True, "titled")
    for match in _CAPITALS.finditer(text):
        yield from _names(text, match)


def _names(text: str, match: re.Match[str]) -> Iterator[Hit]:
    parts = [(match.start() + one.start(), one[0]) for one in re.finditer(r"\S+", match[0])]
    while parts and parts[0][1] in _NO_ENGLISH:
        parts.pop(0)
    if not parts:
        return
    for at, (start, word) in enumerate(parts):
        if word in _GIVEN or word in _PINYIN:
            rest = [one for one in parts[at:] if one[1] not in _NO_ENGLISH][:3]
            end = rest[-1][0] + len(rest[-1][1])
            pinyin = word not in _GIVEN
            if (not pinyin or len(rest) > 1) and match[0] not in _CITIES:
                yield Hit(start, end, Kind.PERSON, True, "given_name")
                return
    start, word = parts[0]
    if _ENGLISH_CUES.search(text[max(0, start - 14) : start]):
        end = parts[-1][0] + len(parts[-1][1])
        yield Hit(start, end, Kind.PERSON, True, "cue")


def _where(text: str) -> Iterator[Hit]:
    for match in _CAPITAL.finditer(text):
        if match[0] in _CITIES:
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


def _parts(text: str, name: str) -> Iterator[Hit]:
    """The parts of an English name alone: Sarah, or Mitchell."""
    if " " in name:
        for part in name.split(" "):
            if len(part) > 2 and part not in _NO_ENGLISH:
                for match in re.finditer(rf"(?<![A-Za-z]){re.escape(part)}(?![A-Za-z])", text):
                    yield Hit(*match.span(), Kind.PERSON, True, "again")
