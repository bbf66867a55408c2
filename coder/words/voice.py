"""What the room `voice` can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "voice_off": (
        "语言模型没有开启，什么也没有发送：先运行 python -m coder ask-model --on --url 地址 --model 模型名，或在“标注质量”页开启。",
        "The language model is off and nothing was sent: run python -m coder ask-model --on --url ADDRESS --model NAME first, or switch it on on the Quality page.",
    ),
    "voice_unset": (
        "开启语言模型之前，请先填好它的地址和模型名。",
        "Give the language model’s address and its name before you switch it on.",
    ),
    "voice_address": (
        "“{url}”不能用作语言模型的地址：应像 http://127.0.0.1:11434/v1 或 https://主机名/v1，不带用户名、密码和问号后的内容。",
        "“{url}” cannot be a language model’s address: it should look like http://127.0.0.1:11434/v1 or https://host/v1, without user name, password or anything after a question mark.",
    ),
    "voice_consent": (
        "{host} 不是这台电脑：提问会把访谈文字发送到 {host}。没有发送任何内容；同意的话，加上 --send-text-to {host} 再运行。",
        "{host} is not this machine: asking would send interview text to {host}. Nothing was sent; if you agree, run it again with --send-text-to {host}.",
    ),
    "voice_key_form": (
        "环境变量 {name} 里的密钥含有空格、汉字或换行，不能使用：请重新复制密钥。",
        "The key in the environment variable {name} has spaces, line breaks or letters beyond ASCII and cannot be used: copy it again.",
    ),
    "voice_already": (
        "这个研究项目正在向语言模型提问：等那一次结束或停止后再试，以免重复付费。",
        "This study is asking the language model already: wait until that has ended or stop it, so that nothing is paid for twice.",
    ),
    "voice_unreached": (
        "连不上 {host}（{reason}）：请检查地址、网络，以及那边的程序是否在运行；已得到的回答都保存了，再运行一次会接着问。",
        "{host} cannot be reached ({reason}): check the address, the network and whether the server runs; answers that came are kept, and running it again goes on from there.",
    ),
    "voice_redirect": (
        "{host} 要求改到 {to} 去，没有照办，文字没有发过去：请把设置里的地址改成最终的地址。",
        "{host} points to {to}; it was not followed and no text went there: set the final address instead.",
    ),
    "voice_key": (
        "{host} 不接受密钥（状态 {status}）：请检查设置里写明的环境变量，或重新填写密钥。",
        "{host} does not accept the key (status {status}): check the environment variable named in the settings, or give the key again.",
    ),
    "voice_payment": (
        "{host} 说账户余额不足：充值后再运行一次，会接着问。",
        "{host} says that the account has no funds left: top it up and run it again; it goes on from there.",
    ),
    "voice_not_found": (
        "{host} 上没有模型“{model}”，或者地址不对（通常以 /v1 结尾）：请核对地址和模型名。",
        "{host} has no model “{model}”, or the address is wrong (it usually ends in /v1): check both.",
    ),
    "voice_busy": (
        "{host} 要求 {seconds} 秒以后再来：已得到的回答都保存了，到时再运行一次会接着问。",
        "{host} asks to come back in {seconds} seconds: answers that came are kept; run it again then and it goes on from there.",
    ),
    "voice_limited": (
        "{host} 说提问太频繁，等了 {tries} 次仍是如此：请把每分钟提问次数调小，再运行一次会接着问。",
        "{host} says that requests come too often, even after {tries} waits: set fewer requests per minute and run it again; it goes on from there.",
    ),
    "voice_failing": (
        "连续 {count} 次提问都没有得到可用的回答，已停下，以免白白付费；已得到的回答都保存了。最后一次：{last}",
        "{count} questions in a row brought no usable answer, so it stopped rather than pay in vain; answers that came are kept. The last one: {last}",
    ),
    "voice_malformed": (
        "有 {segments} 个片段的回答不是约定的格式，又问了一次仍然如此，没有采用：可以减少每次提问的片段数，或换一个模型。",
        "The answer on {segments} segments was not in the form agreed, nor when asked again, and was not taken: ask about fewer segments at a time, or take another model.",
    ),
    "voice_down": (
        "{segments} 个片段没有得到回答，那边出错（状态 {status}）：再运行一次会接着问。",
        "No answer on {segments} segments: the server failed (status {status}). Run it again and it goes on from there.",
    ),
    "voice_refused": (
        "{segments} 个片段的提问被拒绝（状态 {status}），对方说：“{said}”。",
        "The question on {segments} segments was refused (status {status}); the server says: “{said}”.",
    ),
}
