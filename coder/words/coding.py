"""What deciding and everything shared can say when something is wrong: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "problems_found": ("发现 {count} 个问题。", "{count} problems were found."),
}
