"""Words by which names are known: surnames, titles, what stands before and after a name."""

from __future__ import annotations

COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 司徒 东方 独孤 南宫 夏侯 尉迟 公孙 慕容 长孙 宇文 皇甫 令狐 端木 轩辕 百里 呼延 澹台 公冶 "
    "淳于 单于 申屠 仲孙 钟离 闾丘 濮阳 万俟 闻人 赫连 东郭 西门 南门 太史 第五 拓跋 完颜 叶赫 纳兰 爱新 段干 鲜于 "
    "羊舌 梁丘 左丘 谷梁 宰父 巫马 公羊 公良 乐正 子车 颛孙 漆雕 壤驷 夹谷".split()
)
# The commonest hundred and more; a name may be proposed with nothing else speaking for it.
COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭"
    "陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康傅"
)
SURNAMES = COMMON | frozenset(
    "赖尤施洪翟颜倪樊季殷温芦俞梅庄齐葛岳路辛牛毕欧伍左柴阮耿关焦柳兰祝聂盛甘祁纪舒项卜成翁宁屈鲍童凌涂安霍单游简谷"
    "卓裴管尚蒲古包缪楚华和全明时米喻邢涂桂蓝符池敖车盖苗储喻宫房解冉仇晏詹边卞郁娄隋桑冷占闵桑国官申原阎景窦饶丘"
    "牟鞠瞿应阳党商巩匡巴席靳鄢臧邬褚佟麻昌戚滕郎沙花鲁费岑巫木束门揭仝穆丛晁卫位练强粟初权揭师曲封栗乔苟湛文帅邰"
    "阚逯苑糜宓厉璩匡蔺习宿艾容燕冀郏浦尧农别阎充慕茹宦鱼慎戈庾暨居衡步都满弘寇广禄阙殳沃利蔚越夔隆厍查荆红竺权"
    "仲逄亓郗郄阚么哈冼教鲜麦屠仉佘侴仇召危闭撒乜过母奚嵇幸仝郯练糜逯敬银线悟刑户旷台禤劳蒙岑谌青承苍覃况谯展谈狄甄冉麴"
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄麴封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾暨居衡步都耿满弘匡国文寇广禄阙欧殳沃利蔚夔隆师巩厍聂晁勾敖融冷訾辛阚简饶曾毋沙乜鞠丰巢关蒯查荆红游竺权逯盖桓佴岳帅缑亢况琴商牟佘伯赏墨哈谯笪阳佟肖涂麦敬税覃粟楼占仝付闫邸"
)
SURNAMES -= frozenset("和过都才")  # surnames too, but a thousand times more often little words
# What a surname alone is joined with to speak of or to somebody.
TITLES = (
    "副局长 副主任 副科长 副处长 副书记 副区长 副镇长 副乡长 副校长 副院长 副厂长 副总经理 副经理 副总 副队长 副部长 副县长 副市长 "
    "总工程师 总经理 董事长 负责人 办事员 安全员 驾驶员 网格员 技术员 工程师 秘书长 村主任 村支书 支书 班主任 班组长 大队长 中队长 "
    "局长 主任 科长 处长 书记 区长 镇长 乡长 村长 校长 院长 厂长 经理 主管 队长 部长 县长 市长 所长 站长 股长 组长 班长 店长 会长 社长 "
    "老师 教授 博士 医生 大夫 护士 律师 会计 师傅 先生 女士 小姐 同志 专家 科员 干事 老板 秘书 司机 委员 代表 常委 院士 顾问 厨师 护士长 "
    "警官 主席 老板娘 指导员 政委 检察官 法官 教练 警察 站员 园长 矿长 总监 主编 编辑 主播 村医 大婶 阿婆 阿公 二哥 大嫂 婆婆 工头 大厨 馆长 台长 行长 库长 船长 机长 团长 连长 排长 "
    "大姐 大哥 阿姨 叔叔 大爷 大妈 奶奶 爷爷 伯伯 婶婶 嫂子 姐姐 哥哥 大叔 大伯 婆婆 公公 妈妈 爸爸"
).split()
# One character, only right behind a surname: 王工、陈姐、刘总.
SHORT_TITLES = "总工局处科队书姐哥叔伯婶姨爷奶嫂导所董校院厂村镇姑妈爸婆"
OFTEN_WORDS = frozenset(
    "管都别和全连过单应查干强冷"
)  # surnames that before a title are mostly verbs: 管安全员
ONLY_TITLES = "总局处科"
SHORT_SURE = frozenset("总工局处科队姐哥叔伯婶姨爷嫂董")
TITLE_TRAPS = frozenset(
    "高工 安工 施工 职工 员工 化工 手工 全局 全科 全队 全校 全院 全厂 全村 全镇 全家 万家 方总 都总 成都 常总 时局 时工 文书 白书 "
    "全书 关书 成书 成家 安局 石工 金工 木工 包工 全总 和总 时总 常务 万总 明导 向导 关所 车队 车工 车所 马队 边队 路队 花姐 牛哥 "
    "国书 国总 国工 国局 国处 单科 文科 文工 温处 单处 安处 安队 应局 门处 商处 别处 充处 居处 满处 广处 和局 时处 路工 成局 成队 查处 "
    "何处 何总 解处 管处 边处 关处 农工 师哥 师姐 师叔 步队 部队 利处 宿处 强队 连队 红队 蓝队 白队 门处 甘总 应总 全处 江总 白局 "
    "古镇 古村 石村 石镇 万村 白村 和村 和镇 农村 全姐 华局 米厂 农校 农家 商校 广校 党校 师院 商院 文院 单所 居所 住所 厕所 "
    "任所 安所 沙厂 石厂 木厂 钱厂 花厂 包厂".split()
)
CALLED = "老小阿"  # 老李、小王、阿强
CALLED_TRAPS = frozenset(
    "老石 老花 老路 老成 老安 老房 老党 老牛 老强 老师 老农 老路子 老板 小牛 小米 小花 小路 小车 小时 小包 小利 小单 小满 小全 小文 "
    "小步 小商 小国 小农 小强 小白 小康 小钱 小方 小区 小关 老关 老钱 老白 老龙 小龙 小金 老金 小石 小江 小毛 老毛 小苗 小管 小边 "
    "小房 小古 老古 小时候 小巴 老巴 小木 小居 老居 老都 小解 小门 老门 小官 老官 小红 老应 小应 小别 小武 老游 小游 小池 小鱼 小和 老和".split()
)
BEFORE = (
    "搭档 户名是 户名 真名 本人 署名 签名 化名 我叫 名叫 叫做 叫 我是 他是 她是 就是 姓名 名字是 名字叫 联系人 经办人 负责人 当事人 找到 找 问 跟着 跟 同 请 由 给 让 托 派 请教 联系 "
    "认识 感谢 谢谢 主任 局长 科长 处长 书记 经理 专家 同事 邻居 老乡 师傅 老板 组长 队长 所长 站长 医生 老师 教授 同学 朋友 队员 委员 代表 "
    "会计 村民 户主 班长 厂长 校长 院长 助理 秘书 工程师 安全员 驾驶员 司机 员工 女儿 儿子 爱人 老公 老婆 妻子 丈夫 哥哥 姐姐 弟弟 妹妹 "
    "签字人 检查员 网格员 站员 同志 有个叫 一个叫 那个叫 比如 包括 还有 像 和 与 、 及".split()
)
AFTER = (
    "说 讲 告诉 介绍 反映 负责 带队 牵头 签字 签的 先生 女士 同志 老师 教授 主任 科长 局长 处长 书记 经理 总经理 他 她 这个人 那个人 本人 "
    "他们 她们 那边 那儿 去 来 当 就 在 是 也 又 都 还 又 把 被 跟 和 、 给 打电话 打 带 管 做 的 ： : ，".split()
)
STRONG_BEFORE = frozenset(
    "搭档 户名是 户名 真名 本人 署名 签名 搭档 户名是 户名 真名 本人 署名 签名 化名 我叫 名叫 叫做 叫 姓名 名字是 名字叫 联系人 经办人 当事人 有个叫 一个叫 那个叫 签字人 户主 村民 同学 邻居 老乡 爱人 女儿 儿子 老公 老婆 妻子 丈夫 "
    "主任 局长 科长 处长 书记 经理 专家 同事 师傅 老板 组长 队长 所长 站长 医生 老师 教授 会计 班长 厂长 校长 院长 助理 秘书 工程师 安全员 驾驶员 司机".split()
)
STRONG_AFTER = frozenset(
    "说 讲 告诉 介绍 反映 带队 牵头 签字 签的 先生 女士 同志 老师 教授 主任 科长 局长 处长 书记 经理 总经理 这个人 那个人 本人 他们 她们 打电话".split()
)
# Words that begin with a surname and are no names, whatever a statistical cutter says.
NO_NAMES = frozenset(
    "班组长 许可证 张贴 支持嘛 班主任 谢谢您 盖章 花名册 白衬衫 马甲 安监站 温哥华 雷雨天 明白人 盖子 万幸 安环部 危废库 蓝帽子 银行卡 安保科 孙子 孙女 别人家 应急办 高兴 马上 周末 黄金 石油 白天 金额 方便 安全 江湖 谢谢 何必 段落 车间 于是 万一 成本 常规 任务 关键 温度 时候 和平 平安 向上 许多 包括 "
    "余额 党委 项目 方案 常常 任何 应该 成为 成立 施行 施工 明确 明白 明年 明天 文件 文化 时间 时代 全部 全面 安排 安监 管理 关系 关心 关于 "
    "强调 强制 应急 应当 国家 单位 单独 高度 高速 高温 白色 平时 平均 平台 方面 方式 方法 常见 常态 路面 毛病 水平 水泥 金融 金属 石头 沙子 "
    "严格 严重 温暖 柴油 雷电 雷同 龙头 花费 花钱 门口 利润 利益 权限 权力 师傅 广泛 广大 广东 满意 满足 都是 居民 居然 查处 查看 强化 初步 封闭 "
    "乐意 费用 费劲 计划 经费 连续 连接 商量 商户 商场 向来 向往 牛奶 童年 顾虑 顾问 盛行 盛大 简单 简直 古代 古老 游客 游泳 左右 左边 齐全 "
    "庄稼 庄重 季度 季节 洪水 颜色 万能 万元 武器 武装 康复 汤水 钱款 史料 史上 陶瓷 江苏 江西 江边 江北 江南 湖南 湖北 河南 河北 陈旧 陈述 "
    "雷击 田地 田间 叶子 余下 余地 程度 程序 沈阳 唐朝 宋朝 罗列 郑重 谢意 许可 冯说 任期 任职 姜汤 石材 石化 金钱 夏天 夏季 方向 白白 江河 "
    "尹始 段时间 雷区 龙卷 史实 贺信 毛利 顾客 万分 钱包 严谨 莫非 莫名 孔洞 向前 常用 常年 汤料 杨树 黄河 黄色 吴语 周边 周期 周围 周年 周一 "
    "周二 周三 周四 周五 周六 周日 徐徐 马路 马虎 朱红 胡乱 胡同 何况 何时 何处 林业 林地 梁柱 韩国 曹操 曾经 田里 董事 于此 程式 丁点 任意 "
    "钟头 姜葱 陆地 陆续 范围 范本 金牌 夏收 方才 白酒 孟夏 江水 雷达 龙舟 史书 万物 钱财 严肃 武断 成绩 成果 成员 成分 成功 成熟 年轻 安装 安心 "
    "车辆 车站 解决 解释 别人 别的 容易 国企 国有 师生 文字 文本 时常 有时 管道 管控 路上 路口 边上 商业 商务 平方 平常 相关 相当 经理 经常 "
    "全国 全市 全区 全县 全年 全体 全程 全员 关注 关掉 关停 和谐 高层 高空 高压 高危 华东 华南 华北 华中 明显 明细 景区 景点 房子 房东 房屋 池子 "
    "易燃 易爆 计算 计量 余量 包装 包干 包片 党员 党政 党建 商会 席位 强度 强项 封条 封存 广场 广告 麻烦 花园 沙发 束缚 利用 利害 费时 门卫 门店 应付 "
    "应对 应用 居住 农村 农民 农业 越来越 步骤 都市 红线 红头 红色 权威 宫里 温馨 管网 管事 管钱 管人 管片 查验 查封 查到 查的 查完 路子 路费".split()
)
# Characters that names from other languages are not written with.
NOT_TRANSCRIBED = "的了是在和跟与叫给让请找对把被去来有说讲也没我你他她们带那这就都还到从问次每位名个第等及由向为住写"
# What no name goes on with: 王说、李在、张的, and measure words.
NO_GIVEN = (
    "谈住帮写签卖的了是在说和也就都不有没很要会能可被把给对跟与及或还又再才只吗呢吧啊哦嗯呀么着过得地这那哪我你他她它们个位名些种次件条项家份人第每各该此"
    "从向到往为以因所而但却则如若虽然后前里外上下中间内时候去来问讲叫让请找看想做办管带打吃走跑姓号岁年月日点分"
)

# Second halves that make a sentence of it, and no name: 王|已经, 张|一直.
COMMON_GIVEN_TRAPS = frozenset(
    "已经 一直 这样 那样 什么 怎么 可以 可能 应该 自己 大家 他们 我们 你们 时候 现在 以后 以前 这个 那个 一个 没有 不是 就是 还是 都是 一样 知道 觉得 "
    "问题 企业 公司 机构 部门 单位 街道 政府 经费 资金 预算 合同 服务 安全 生产 检查 管理 监管 评价 标准 制度 项目 专家 人员 情况 工作 过程 方面 东西 "
    "之后 之前 以上 以下 左右 为止 开始 结束 起来 出来 下来 上去 过来 过去 一点 一些 这些 那些 其他 其实 当然 因为 所以 但是 如果 虽然 而且 然后".split()
)

ENGLISH_PLACES = frozenset(
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

ENGLISH_TITLES = (
    "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Director Manager Captain Officer Inspector Councillor "
    "Councilor Father Sister Nurse Chief Principal Deputy Madam Uncle Aunt Auntie Secretary Chairman "
    "Boss Engineer Sergeant Supervisor Master Coach Judge Mayor Reverend Rev".split()
)
GIVEN = frozenset(
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
PINYIN_SURNAMES = frozenset(
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Luo Zheng Liang Xie Song Tang Han "
    "Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Yao Shen Zhong "
    "Cui Tan Fan Liao Shi Jin Jia Xia Fu Fang Zou Xiong Bai Meng Qin Qiu Hou Yin Xue Yan Duan Lei Long Tao Hao "
    "Gu Gong Shao Wan Qian Dai Mo Kong Kang Lai You Hong Ni Ji Wen Lau Chan Wong Cheung Leung Lam Ng Kwok Ho Tsai "
    "Ouyang Sima Shangguan Zhuge".split()
)

# Provinces and cities of prefecture rank, as people call them.
CITIES = frozenset(
    "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 "
    "宁夏 新疆 香港 澳门 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 "
    "通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 "
    "鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 "
    "舟山 台州 丽水 义乌 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 "
    "九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 "
    "濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 "
    "永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 "
    "玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 "
    "遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 "
    "白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 喀什 和田 伊犁 阿勒泰 石河子 昆山 江阴 张家港 常熟 "
    "太仓 慈溪 余姚 诸暨 晋江 石狮 顺德 南海 萧山 余杭 临平 浦东 海淀 朝阳 丰台 通州 顺义 昌平 大兴 房山 闵行 宝山 嘉定 松江 青浦 奉贤 崇明".split()
) - frozenset(
    "白银 海东 安康 保定 山南 通化 四平 德州 南海 大兴 朝阳 和田 宝山 平凉 固原 中卫 定西 黑河 资阳 信阳 安顺".split()
)
