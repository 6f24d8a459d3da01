"""Which readers are right, on texts made by hand."""

from atsharness_corpus.templates import resume
from atsharness_corpus.templates.judge import Judgement, Reading, judge
from atsharness_corpus.templates.values import data_of, jobs_of

RESUME = resume.load()


def job(number: int, *, dates: bool = True) -> str:
    one = RESUME["work"][number]
    when = resume.period(one) if dates else ""
    return "\n".join([one["position"], f"{one['name']}  {when}", one["summary"], *one["highlights"]])


def whole(jobs: str, without: str = "") -> str:
    """The person's text around its jobs."""
    lines = [one.text for one in data_of(RESUME) if one.name not in ("job title", "employer", "highlight")]
    lines = [line for line in lines if line not in {entry["summary"] for entry in RESUME["work"]}]
    return "\n".join([*lines[:5], jobs, *lines[5:]]).replace(without or "\0", "")


RIGHT = whole("\n".join(job(number) for number in range(3)))


def judged(**texts: str) -> Judgement:
    readings = {name: Reading(text, 1.0, 0.0, 0) for name, text in texts.items()}
    return judge(data_of(RESUME), jobs_of(RESUME), readings)


def test_a_text_that_has_everything_in_order_is_right() -> None:
    found = judged(one=RIGHT)
    assert (found.left_out, found.changed) == ((), ())
    assert found.readers["one"].right


def test_order_and_words_decide_as_well() -> None:
    for reading, right in (
        (Reading(RIGHT, 1.0, 0.05, 19), True),
        (Reading(RIGHT, 1.0, 0.051, 0), False),
        (Reading(RIGHT, 1.0, 0.0, 20), False),
        (Reading(RIGHT, 1.0, None, 0), False),
    ):
        assert judge(data_of(RESUME), jobs_of(RESUME), {"one": reading}).readers["one"].right is right


def test_a_value_that_one_reader_lacks_is_lost_and_one_that_all_lack_is_left_out() -> None:
    without = whole("\n".join(job(number) for number in range(3)), "Kafka")
    found = judged(one=RIGHT, other=without)
    assert found.readers["other"].lost == ("skill",)
    assert not found.readers["other"].right
    assert found.readers["one"].right
    alone = judge(data_of(RESUME), jobs_of(RESUME), {"one": Reading(without, 1.0, 0.0, 0)}, absent=("Kafka",))
    assert alone.left_out == ("skill",)
    assert alone.readers["one"].right


def test_dates_in_front_of_all_jobs_are_torn() -> None:
    dates = "\n".join(resume.period(one) for one in RESUME["work"])
    apart = whole(dates + "\n" + "\n".join(job(number, dates=False) for number in range(3)))
    found = judged(one=RIGHT, apart=apart)
    assert found.readers["apart"].torn == 3
    assert found.readers["apart"].lost == ()


def test_a_date_column_beside_its_jobs_is_right() -> None:
    beside = "\n".join(
        f"{resume.period(RESUME['work'][number])}\n{job(number, dates=False)}" for number in range(3)
    )
    assert judged(one=whole(beside)).readers["one"].right


def test_a_period_in_two_parts_is_torn_where_another_reader_has_it_whole() -> None:
    split = RIGHT.replace("Apr 2021 – Present", "Apr 2021 –").replace("cellar to", "cellar Present to")
    found = judged(one=RIGHT, split=split)
    assert found.readers["split"].torn == 1


def test_heads_that_lie_in_a_heap_are_torn() -> None:
    heads = "\n".join("\n".join(job(number).splitlines()[:2]) for number in range(3))
    lines = "\n".join("\n".join(job(number).splitlines()[2:]) for number in range(3))
    found = judged(one=RIGHT, heap=whole(f"{lines}\n{heads}"))
    assert (
        found.readers["heap"].torn == 0
    )  # each period stands with its own title: the order is what is wrong
    one = judge(data_of(RESUME), jobs_of(RESUME), {"heap": Reading(whole(f"{lines}\n{heads}"), 1.0, 0.2, 0)})
    assert not one.readers["heap"].right


def test_a_period_beyond_the_head_of_another_section_is_torn() -> None:
    last = RESUME["work"][2]
    when = resume.period(last)
    apart = RIGHT.replace(f"  {when}", "  ") + f"\nRiver Library\n{when}"
    for others, torn in ((), 0), (("River Library",), 1):
        readings = {"one": Reading(RIGHT, 1.0, 0.0, 0), "apart": Reading(apart, 1.0, 0.0, 0)}
        found = judge(data_of(RESUME), jobs_of(RESUME), readings, others)
        assert (found.readers["one"].torn, found.readers["apart"].torn) == (0, torn)


def test_a_reader_that_failed_has_lost_everything() -> None:
    found = judged(one=RIGHT, none="")
    assert not found.readers["none"].right
    assert len(found.readers["none"].lost) > 20


def test_an_address_in_two_lines_is_lost_to_every_reader() -> None:
    broken = RIGHT.replace("zoe.kowalczyk@example.org", "zoe.kowalczyk@example.\norg")
    found = judged(one=broken, other=broken)
    assert (found.left_out, found.changed) == ((), ())
    assert found.readers["one"].lost == ("e-mail",)
    assert not found.readers["one"].right
