from markdown_it import MarkdownIt

from atsharness_corpus.model import Arrangement, Block
from atsharness_corpus.reference import markdown, plain_text

PAGE = Arrangement(
    header=(Block(kind="name", text="Ada_* Byron"),),
    columns=(
        (Block(kind="section", text="Skills"), Block(kind="skill", lead="Languages:", text="C#, C++")),
        (
            Block(kind="title", text="Analyst", right="1842 – 1843"),
            Block(kind="bullet", text="Wrote <G>."),
            Block(kind="bullet", text="Checked [it]."),
            Block(kind="text", text="+1 503-555-0142"),
        ),
    ),
)


def test_plain_text_runs_header_first_then_column_by_column() -> None:
    assert plain_text(PAGE).splitlines() == [
        "Ada_* Byron",
        "Skills",
        "Languages: C#, C++",
        "Analyst 1842 – 1843",
        "• Wrote <G>.",
        "• Checked [it].",
        "+1 503-555-0142",
    ]


def test_markdown_says_the_same_words_in_the_same_order() -> None:
    tokens = MarkdownIt().parse(markdown(PAGE))
    said = [
        "".join(child.content for child in token.children or []) for token in tokens if token.type == "inline"
    ]
    assert said == [line.removeprefix("• ") for line in plain_text(PAGE).splitlines()]
    assert sum(token.type == "bullet_list_open" for token in tokens) == 1
