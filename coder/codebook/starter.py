"""The codebook of a study that has no codes yet: empty, valid, and explaining itself."""

STARTER = """\
# 码本 / Codebook
#
# 每个编码是 codes 下面的一项，以“- id:”开头；只有 id 和 label 必填，其余字段可以不写。
# Each code is an item below codes and begins with "- id:"; only id and label are required.
# 缩进只用空格，不用 Tab；冒号用半角，后面留一个空格；文字里若有“: ”或“#”，请加英文引号。
# Indent with spaces, never tabs; put a space after a colon; quote a text that contains ": " or "#".
# 以 # 开头的是注释，程序修改码本时会保留。
# Lines that begin with # are comments; they survive every change made in the app.

title: {zh: 我的研究, en: My study}

# kinds：编码的类型，可以自己增删。 / The kinds of codes; change them as you like.
kinds:
  difficulty: {zh: 困境, en: Difficulty}
  cause: {zh: 成因, en: Cause}
  countermeasure: {zh: 对策, en: Countermeasure}
  context: {zh: 领域, en: Context}

# 写第一个编码时，请去掉 [] 和下面各行开头的“# ”。
# For your first code, remove the [] and the "# " at the beginning of the lines below.
codes: []
#   - id: long_wait                    # 编号：不含空格、逗号、分号、引号 / no spaces , ; or quotes
#     label: {zh: 等候太久, en: Long wait}  # 名称 / name
#     kind: difficulty                 # 类型 / kind
#     parent: access                   # 上级编码的 id / id of the code above it
#     origin: own                      # 来源 / origin: study | inferred | own
#     definition:                      # 定义 / what the code means
#       zh: 受访者说办一件事要等很久，或反复跑。
#       en: The speaker says that getting something done takes long or several visits.
#     include:                         # 什么情况归入 / what belongs to it
#       - 说出等了多久，或跑了几趟
#     exclude:                         # 什么情况不归入 / what does not
#       - 只说明办理期限，没有抱怨
#     examples:                        # 例句 / sentences that get this code
#       - 交了材料以后一个多月都没有回音。
#     counter_examples:                # 反例 / sentences that look like it and do not
#       - 现在当天就能办好。
#     terms:                           # 关键词，至少两个字 / words, two characters or more
#       - 没有回音
#       - 跑了好几趟
#     patterns:                        # 正则表达式，用单引号 / regular expressions, in single quotes
#       - '等了.{0,6}(天|个月|年)'
#     color: "#C4560B"                 # 颜色，要加引号 / colour, in quotation marks
#
#   - id: access
#     label: {zh: 服务可及, en: Access to services}
#     kind: context
"""
