"""Win-sets: who refuses what and why, and what is left on the table."""

from hypothesis import given
from hypothesis import strategies as st

from gorin.bargaining import Package, Party, Rule, win_set

FORMS = ("", "pardon", "probation")
COVERS = ("letter", "words")
ORDERS = ("", "together", "gorin")
PEOPLE = ("pyk", "roszkowski", "devenis")
TRAITS = sorted(
    {f"form: {one}" for one in FORMS if one}
    | {f"cover: {one}" for one in COVERS}
    | {f"order: {one}" for one in ORDERS if one}
    | {f"named: {one}" for one in PEOPLE}
)
traits = st.frozensets(st.sampled_from(TRAITS), max_size=3)
rules = st.builds(
    Rule,
    id=st.text("xyz", min_size=1, max_size=3),
    says=st.just("says so"),
    sources=st.just(("assumption",)),
    any_of=traits,
    none_of=traits,
)
some_rules = st.lists(rules, max_size=3).map(tuple)
parties = st.builds(
    Party, id=st.just("one"), name=st.just("One"), requires=some_rules, hopes=some_rules
)
packages = st.builds(
    Package,
    id=st.text("abc", min_size=1, max_size=3),
    form=st.sampled_from(FORMS),
    cover=st.lists(st.sampled_from(COVERS), unique=True).map(tuple),
    order=st.sampled_from(ORDERS),
    named=st.lists(st.sampled_from(PEOPLE), unique=True).map(tuple),
)


def rule(name, any_of=(), none_of=()):
    return Rule(name, f"says {name}", ("assumption",), frozenset(any_of), frozenset(none_of))


@given(st.lists(parties, max_size=4), parties, st.lists(packages, max_size=8))
def test_adding_a_party_never_enlarges_a_win_set(some, another, proposed):
    """Whoever else has to agree can take agreements away, and give none."""
    before = win_set(some, proposed).accepted
    after = win_set([*some, another], proposed).accepted
    assert len(after) <= len(before)
    assert all(package in before for package in after)


@given(st.lists(parties, max_size=4), st.lists(packages, max_size=8))
def test_who_refuses_is_read_off_the_rules(some, proposed):
    """The fast reading and the plain one agree, package by package and rule by rule."""
    found = win_set(some, proposed)
    assert [verdict.package for verdict in found.verdicts] == proposed
    for verdict in found.verdicts:
        has = verdict.package.traits
        plain = [
            (party, demand) for party in some for demand in party.requires if not demand.met(has)
        ]
        assert [(no.party, no.rule) for no in verdict.refusals] == plain


@given(st.lists(parties, max_size=3), st.lists(packages, max_size=8))
def test_nothing_accepted_is_better_than_what_is_efficient(some, proposed):
    """A package is efficient where no accepted one meets its hopes and another besides."""
    found = win_set(some, proposed)
    hopes = [hope for party in some for hope in party.hopes]

    def met(package):
        return {i for i, hope in enumerate(hopes) if hope.met(package.traits)}

    best = [one for one in found.accepted if not any(met(one) < met(o) for o in found.accepted)]
    assert list(found.efficient) == best


def test_a_rule_wants_one_of_these_and_none_of_those():
    """Traits that a package leaves open keep no rule that wants one, and break none."""
    letter = rule("letter", any_of=["cover: letter", "form: pardon"], none_of=["order: together"])
    assert letter.met(Package("a", cover=("letter",)).traits)
    assert letter.met(Package("b", form="pardon").traits)
    assert not letter.met(Package("c", cover=("letter",), order="together").traits)
    assert not letter.met(Package("d").traits)
    assert rule("none").met(Package("d").traits)


def test_hopes_are_not_added_up():
    """Of two packages that each name somebody else, neither is better; one that names both is."""
    party = Party("one", "One", (), (rule("p", ["named: pyk"]), rule("r", ["named: roszkowski"])))
    pyk, other = Package("a", named=("pyk",)), Package("b", named=("roszkowski",))
    both = Package("c", named=("pyk", "roszkowski"))
    assert win_set([party], [pyk, other]).efficient == (pyk, other)
    assert win_set([party], [pyk, both, other]).efficient == (both,)


def test_without_a_requirement_everything_is_accepted():
    """A model without assumptions forbids nothing, and says so by its result."""
    proposed = [Package("a"), Package("b", form="pardon")]
    found = win_set([Party("one", "One")], proposed)
    assert found.accepted == found.efficient == tuple(proposed)
    assert win_set([], []).verdicts == ()
