"""The rules again, written for being read: every paper by itself, every way of resolving ties."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from itertools import pairwise, permutations
from math import floor

from tests.core.voting.counting.profiles import Papers
from upstream_workshop.voting.counting.ballot_terms import Terms

Ends = set[frozenset[int]]


def better(marks: dict[int, int], one: int, other: int, ranked: bool) -> bool:
    """Whether a paper puts one option before another; what is not marked, or has 0, comes last."""
    if not marks.get(one):
        return False
    if not marks.get(other):
        return True
    return marks[one] < marks[other] if ranked else marks[one] > marks[other]


def backed(papers: Papers, terms: Terms) -> list[int]:
    ranked = terms.method == "ranked"
    return [
        one
        for one in terms.options
        if any(better(marks, one, other, ranked) for marks in papers for other in terms.options)
    ]


def best(strength: dict[int, object], places: int) -> Ends:
    """The sets of the strongest options, by trying every order."""
    if not strength:
        return {frozenset()}
    orders = permutations(strength)
    sound = (
        order
        for order in orders
        if all(strength[one] >= strength[other] for one, other in pairwise(order))
    )
    return {frozenset(order[:places]) for order in sound}


def borda(papers: Papers, terms: Terms) -> Ends:
    ranked = terms.method == "ranked"
    points = {}
    for one in backed(papers, terms):
        points[one] = Fraction(0)
        for marks in papers:
            for other in terms.options:
                if other == one or not any(
                    better(marks, a, b, ranked) for a in terms.options for b in terms.options
                ):
                    continue
                ahead, behind = better(marks, one, other, ranked), better(marks, other, one, ranked)
                points[one] += 1 if ahead else 0 if behind else Fraction(1, 2)
    return best(points, terms.places)


def schulze(papers: Papers, terms: Terms) -> Ends:
    """By strongest paths along every sequence of options, and every order that keeps to them."""
    ranked = terms.method == "ranked"
    options = backed(papers, terms)
    votes = {
        (a, b): sum(better(marks, a, b, ranked) for marks in papers)
        for a in options
        for b in options
    }
    width = {pair: n if n > votes[pair[::-1]] else 0 for pair, n in votes.items()}

    def strength(a: int, b: int) -> int:
        between = [option for option in options if option not in (a, b)]
        paths = (
            (a, *middle, b) for n in range(len(between) + 1) for middle in permutations(between, n)
        )
        return max(min(width[p, q] for p, q in pairwise(path)) for path in paths)

    beats = {(a, b): strength(a, b) > strength(b, a) for a in options for b in options if a != b}
    return {
        frozenset(order[: terms.places])
        for order in permutations(options)
        if not any(beats[b, a] for at, a in enumerate(order) for b in order[at + 1 :])
    }


def instant_runoff(papers: Papers, terms: Terms) -> Ends:
    ranked = terms.method == "ranked"
    speaking = [
        marks
        for marks in papers
        if any(better(marks, a, b, ranked) for a in terms.options for b in terms.options)
    ]

    def rest(left: tuple[int, ...]) -> Ends:
        votes = dict.fromkeys(left, Fraction(0))
        for marks in speaking:
            top = [a for a in left if not any(better(marks, b, a, ranked) for b in left)]
            for option in top:
                votes[option] += Fraction(1, len(top))
        if len(left) == 1:
            return {frozenset(left if votes[left[0]] else ())}
        if not any(votes.values()):
            return {frozenset()}
        fewest = min(votes.values())
        ends: Ends = set()
        for option in left:
            if votes[option] == fewest:
                ends |= rest(tuple(each for each in left if each != option))
        return ends

    return rest(terms.options)


def majority_judgement(papers: Papers, terms: Terms) -> Ends:
    """By taking the lower median away again and again."""
    grades = {}
    for option in terms.options:
        left = sorted(marks.get(option, 0) for marks in papers if marks)
        if any(left):
            grades[option] = []
            while left:
                grades[option].append(left.pop((len(left) - 1) // 2))
    return best(grades, terms.places)


def mean_score(papers: Papers, terms: Terms) -> Ends:
    means = {}
    for option in terms.options:
        given = [marks[option] for marks in papers if option in marks]
        if any(given):
            means[option] = Fraction(sum(given), len(given))
    return best(means, terms.places)


def most_votes(papers: Papers, terms: Terms) -> Ends:
    totals = {each: sum(marks.get(each, 0) for marks in papers) for each in terms.options}
    return best({each: total for each, total in totals.items() if total}, terms.places)


class Scottish:
    """The Scottish count with one value for each paper, and decimals as the order writes them."""

    def __init__(self, papers: Papers, terms: Terms) -> None:
        self.places = terms.places
        self.options = backed(papers, terms)
        self.papers = [found for marks in papers if (found := self.order(marks))]
        self.quota = floor(len(self.papers) / (terms.places + 1)) + 1

    def order(self, marks: dict[int, int]) -> list[int]:
        found = []
        for rank in sorted(set(marks.values())):
            here = [option for option, given in marks.items() if given == rank]
            if len(here) > 1:
                return found
            found += here
        return found

    def next(self, paper: list[int], hopeful: set[int]) -> int | None:
        return next((option for option in paper if option in hopeful), None)

    def ends(self) -> Ends:
        held = [self.next(paper, set(self.options)) for paper in self.papers]
        return self.rest(held, [Decimal(1)] * len(held), set(self.options), [], [], None, {})

    def rest(self, held, values, hopeful, won, history, fixed, pending) -> Ends:
        votes = {
            option: sum((v for o, v in zip(held, values, strict=True) if o == option), Decimal(0))
            for option in self.options
        } | (fixed or {})
        hopeful, won, pending = set(hopeful), list(won), dict(pending)
        for option in sorted(hopeful, key=lambda each: -votes[each]):
            if votes[option] >= self.quota:
                hopeful.discard(option)
                won.append(option)
                if votes[option] > self.quota:
                    pending[option] = votes[option]
        if len(won) >= self.places or not hopeful:
            return {frozenset(won)}
        if len(hopeful) + len(won) <= self.places:
            return {frozenset({*won, *hopeful})}
        history = [*history, votes]
        ends: Ends = set()
        if pending:
            for option in self.level(list(pending), history, max):
                ends |= self.surplus(
                    option, held, values, hopeful, won, history, fixed or {}, pending
                )
            return ends
        for option in self.level(sorted(hopeful), history, min):
            left = hopeful - {option}
            moved = [
                self.next(paper, left) if now == option else now
                for paper, now in zip(self.papers, held, strict=True)
            ]
            ends |= self.rest(moved, values, left, won, history, fixed, pending)
        return ends

    def surplus(self, option, held, values, hopeful, won, history, fixed, pending) -> Ends:
        total = pending[option]
        moved, new = list(held), list(values)
        for at, now in enumerate(held):
            if now == option:
                exact = (total - self.quota) * values[at] / total
                new[at] = exact.quantize(Decimal("0.00001"), ROUND_DOWN)
                moved[at] = self.next(self.papers[at], hopeful)
        left = {each: votes for each, votes in pending.items() if each != option}
        return self.rest(
            moved, new, hopeful, won, history, {**fixed, option: Decimal(self.quota)}, left
        )

    def level(self, options, history, of) -> list[int]:
        for votes in reversed(history):
            wanted = of(votes[option] for option in options)
            options = [option for option in options if votes[option] == wanted]
        return options


def single_transferable_vote(papers: Papers, terms: Terms) -> Ends:
    return Scottish(papers, terms).ends()


class Shares:
    """Equal shares for money, completed by Phragmén."""

    def __init__(self, papers: Papers, terms: Terms) -> None:
        self.budget = Fraction(terms.budget or 0)
        self.cost = {each: Fraction(terms.cost(each)) for each in terms.options}
        self.behind = {
            each: [at for at, marks in enumerate(papers) if each in marks] for each in terms.options
        }

    def share(self, option: int, purse: list[Fraction]) -> Fraction | None:
        """What each pays at most, found by trying how many pay all they have."""
        own = sorted(purse[at] for at in self.behind[option])
        if sum(own) < self.cost[option]:
            return None
        shares = (
            (self.cost[option] - sum(own[:poor])) / (len(own) - poor) for poor in range(len(own))
        )
        return next(each for poor, each in enumerate(shares) if each <= own[poor])

    def buy(self, won: frozenset[int], purse: list[Fraction]) -> Ends:
        asked = {each: self.share(each, purse) for each in self.cost if each not in won}
        part = {each: pays / self.cost[each] for each, pays in asked.items() if pays is not None}
        if not part:
            return self.add(won, [-left for left in purse])
        ends: Ends = set()
        for option in least(part):
            after = list(purse)
            for at in self.behind[option]:
                after[at] -= min(after[at], asked[option])
            ends |= self.buy(won | {option}, after)
        return ends

    def add(self, won: frozenset[int], load: list[Fraction]) -> Ends:
        spent = sum(self.cost[each] for each in won)
        after = {
            each: (self.cost[each] + sum(load[at] for at in own)) / len(own)
            for each, own in self.behind.items()
            if own and each not in won and spent + self.cost[each] <= self.budget
        }
        if not after:
            return {won}
        ends: Ends = set()
        for option in least(after):
            own = self.behind[option]
            more = [after[option] if at in own else old for at, old in enumerate(load)]
            ends |= self.add(won | {option}, more)
        return ends


def least(values: dict[int, Fraction]) -> list[int]:
    return [option for option, value in values.items() if value == min(values.values())]


def equal_shares(papers: Papers, terms: Terms) -> Ends:
    if not papers:
        return {frozenset()}
    shares = Shares(papers, terms)
    return shares.buy(frozenset(), [shares.budget / len(papers)] * len(papers))
