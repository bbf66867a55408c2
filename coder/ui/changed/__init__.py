"""The queue of codings whose words an edited transcript changed."""
