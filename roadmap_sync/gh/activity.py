"""What happened beside the issues, read from GitHub: commits by the learner's days and weeks, and the rest.

The last 53 weeks are read commit by commit, for streaks and active days; earlier weeks are counted by the server. The
tool's own commits are those that touch ``.github/roadmap``, whoever's token wrote them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from roadmap_sync.gh import activity_queries as queries
from roadmap_sync.gh.activity_commits import AuthorFilter, Commit, commit_of
from roadmap_sync.gh.client import Answer, Client, Json
from roadmap_sync.gh.issue_node import moment
from roadmap_sync.gh.publisher import BRANCH
from roadmap_sync.gh.reading import check_page, nodes, required
from roadmap_sync.gh.repository import no_such_repository, split
from roadmap_sync.tracker.activity import Activity, left_out_for_the_future

# A year and a week: streaks and the heatmap of a whole year need single days, older weeks only a count.
_WEEKS = 53
_ALIASES = 25  # counts in one query: each makes the server walk the history
_SPAN = timedelta(days=91)  # of an account's contributions, of which a query gives a hundred days
# Four quarters make a year for each query; every span is walked by the server.
_SPANS = 4
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityQuery:
    """Whose commits, since which day, in which zone; `account`: all public work of the first login."""

    repository: str
    authors: tuple[str, ...]
    zone: ZoneInfo
    since: date | None = None
    account: bool = False


def read_activity(client: Client, question: ActivityQuery) -> Activity:
    """What the question asks for; reads only. Raises TrackerError."""
    return _Reading(client, question).activity()


@dataclass(slots=True)
class _Reading:
    client: Client
    question: ActivityQuery

    def activity(self) -> Activity:
        answer = self._ask()
        found = answer.data["repository"]
        whom = self._whom(answer.data)
        # An empty repository has no default branch: GitHub sends null.
        head = (found["defaultBranchRef"] or {}).get("target") or {}
        ours = {one.oid: one for one in self._commits(head, "ours") if not one.is_merge}
        # A login, not an address, is what the contributions of an account are asked by.
        if self.question.account:
            login = next((a for a in self.question.authors if "@" not in a), found["owner"]["login"])
            days, source = self._account(login, list(ours.values()))
            weeks = _by_week(days)
        elif head:
            days, weeks = self._repository(head, whom, ours, moment(found["createdAt"]))
            days, weeks, future = self._until_today(days, weeks)
            source = f"{found['defaultBranchRef']['name']} of {self.question.repository}, by {whom}{future}"
        else:
            days, weeks, source = Counter(), Counter(), "no commits counted: the repository is empty"
        return Activity(
            commits_by_day=dict(sorted(days.items())),
            commits_by_week=dict(sorted(weeks.items())),
            stars=found["stargazerCount"],
            releases=tuple(sorted(self._day(r["publishedAt"]) for r in nodes(found["releases"]) if r["publishedAt"])),
            pull_requests=tuple(sorted(self._pulls(found, whom))),
            source=source,
        )

    def _until_today(self, days: Counter[date], weeks: Counter[date]) -> tuple[Counter[date], Counter[date], str]:
        """Without commits that are dated after today, and words for those left out."""
        today = self._day_of(self.client.now())
        late = Counter({day: count for day, count in days.items() if day > today})
        kept = weeks - _by_week(late)
        return days - late, kept, left_out_for_the_future(sum(late.values()))

    def _repository(
        self, head: Json, whom: AuthorFilter, ours: dict[str, Commit], created: datetime | None
    ) -> tuple[Counter[date], Counter[date]]:
        """Commits by day, since the cut, and by week, since the beginning."""
        everybody = list(self._commits(head, "all"))
        theirs = [one for one in everybody if whom.counts(one) and one.oid not in ours]
        days = Counter(self._day_of(one.at) for one in theirs)
        days = Counter({day: count for day, count in days.items() if day >= self._first_day()})
        weeks = _by_week(days)
        begun = self.question.since or (created or self.client.now()).astimezone(self.question.zone).date()
        # The server can only count: it knows nothing of our own commits, so they are subtracted below.
        early = list(_weeks_between(begun, self._cut()))
        if early:
            weeks += self._counted(head["oid"], early, whom.filters(everybody))
            weeks.subtract(
                _monday(self._day_of(one.at))
                for one in ours.values()
                if whom.counts(one) and begun <= self._day_of(one.at) < self._cut()
            )
        return days, Counter({week: count for week, count in weeks.items() if count > 0})

    def _counted(
        self, oid: str, weeks: Sequence[tuple[date, date]], filters: Sequence[tuple[int, Json | None]]
    ) -> Counter[date]:
        """Commits by week as the server counts them; a filter has a sign, and an author or None for everybody."""
        counts: Counter[date] = Counter()
        wanted = [(first, last, sign, author) for first, last in weeks for sign, author in filters]
        for start in range(0, len(wanted), _ALIASES):
            some = wanted[start : start + _ALIASES]
            owner, name = split(self.question.repository)
            variables: Json = {"owner": owner, "name": name, "oid": oid}
            for n, (first, last, _, author) in enumerate(some):
                variables |= {f"s{n}": self._begin(first), f"t{n}": self._end(last)}
                if author is not None:
                    variables[f"a{n}"] = author
            # An alias for each count: one request instead of one a week.
            document = queries.counts_document([author is not None for *_, author in some])
            found = required(self.client.query(document, variables).data, "repository", "object")
            for n, (first, _, sign, _) in enumerate(some):
                counts[_monday(first)] += sign * found[f"n{n}"]["totalCount"]
        return counts

    def _account(self, login: str, ours: Sequence[Commit]) -> tuple[Counter[date], str]:
        """Commits of a login in all public repositories, by day; the tool's own taken off."""
        today = self._day_of(self.client.now())
        begun = self.question.since or self._cut()
        starts = [begun + n * _SPAN for n in range((today - begun).days // _SPAN.days + 1)]
        days: Counter[date] = Counter()
        for first in range(0, len(starts), _SPANS):
            some = starts[first : first + _SPANS]
            variables: Json = {"login": login}
            for n, start in enumerate(some):
                variables |= {f"s{n}": self._begin(start), f"t{n}": self._end(min(today, start + _SPAN - _DAY))}
            answer = self.client.query(queries.account_document(len(some)), variables)
            user = answer.data.get("user")
            # A login may have been renamed or deleted: the report says so instead of failing.
            if not user:
                return Counter(), f"no commits counted: GitHub knows no account {login}"
            for n in range(len(some)):
                days += _contributed(user[f"c{n}"])
        # The account's count includes this repository, and so the commits of the tool.
        days.subtract(self._day_of(one.at) for one in ours if one.login == login.casefold())
        return Counter({day: count for day, count in days.items() if count > 0}), f"all public repositories, by {login}"

    def _ask(self) -> Answer:
        owner, name = split(self.question.repository)
        logins = [author for author in self.question.authors if "@" not in author]
        variables: Json = {"owner": owner, "name": name, "since": self._begin(self._first_day())}
        variables["start"] = self._begin(self.question.since) if self.question.since else None
        variables |= {f"u{n}": login for n, login in enumerate(logins)}
        answer = self.client.query(queries.activity_document(len(logins)), variables)
        found = answer.data.get("repository")
        if not found:
            raise no_such_repository(self.question.repository)
        # An empty repository has no branch; one with a branch has commits, and lists of them.
        if found["defaultBranchRef"]:
            head = required(found, "defaultBranchRef", "target")
            check_page(head.get("all"))
            check_page(head.get("ours"))
        return answer

    def _whom(self, data: Json) -> AuthorFilter:
        """Whose commits count: the authors named, else the owner if that is a person, else everybody but bots."""
        owner = data["repository"]["owner"]
        # An organization commits nothing itself, so its login would count nobody.
        if not self.question.authors and owner["__typename"] == "User":
            return AuthorFilter((owner["login"].casefold(),), ids=(owner["id"],))
        users = [user for name, user in data.items() if name != "repository" and user]
        return AuthorFilter(
            logins=tuple(author.casefold() for author in self.question.authors if "@" not in author),
            mails=tuple(author.casefold() for author in self.question.authors if "@" in author),
            ids=tuple(user["id"] for user in users),
            everybody=not self.question.authors,
        )

    def _commits(self, head: Json, name: str) -> Iterator[Commit]:
        """All commits of a list that begins in the first answer."""
        connection = head.get(name)
        since = self._first_day() if name == "all" else self.question.since
        while connection:
            check_page(connection)
            yield from map(commit_of, nodes(connection))
            if not connection["pageInfo"]["hasNextPage"]:
                return
            owner, repository = split(self.question.repository)
            variables = {
                "owner": owner,
                "name": repository,
                "oid": head["oid"],
                "since": self._begin(since) if since else None,
                "after": connection["pageInfo"]["endCursor"],
                "path": None if name == "all" else queries.OURS,
            }
            data = self.client.query(queries.PAGE, variables).data
            connection = required(data, "repository", "object", "history")

    def _pulls(self, found: Json, whom: AuthorFilter) -> Iterator[date]:
        for pull in nodes(found["pullRequests"]):
            # Our own pull requests carry reports, not work.
            if pull["headRefName"] != BRANCH and whom.counts_author(pull["author"]):
                yield self._day(pull["mergedAt"])

    def _cut(self) -> date:
        """The Monday from which on commits are read one by one."""
        return _monday(self._day_of(self.client.now())) - timedelta(weeks=_WEEKS)

    def _first_day(self) -> date:
        return max(self._cut(), self.question.since) if self.question.since else self._cut()

    def _day_of(self, at: datetime) -> date:
        return at.astimezone(self.question.zone).date()

    def _day(self, text: str) -> date:
        return self._day_of(datetime.fromisoformat(text))

    def _begin(self, day: date) -> str:
        """The first second of a day in the learner's zone, in UTC."""
        return f"{datetime.combine(day, time(), self.question.zone).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    def _end(self, day: date) -> str:
        """The last second of a day in the learner's zone, in UTC: GitHub's `until` is inclusive."""
        end = datetime.combine(day + _DAY, time(), self.question.zone).astimezone(UTC) - timedelta(seconds=1)
        return f"{end:%Y-%m-%dT%H:%M:%SZ}"


def _contributed(collection: Json) -> Counter[date]:
    days: Counter[date] = Counter()
    for repository in collection["commitContributionsByRepository"]:
        # The report may be public: private work stays unmentioned.
        if not repository["repository"]["isPrivate"]:
            for one in nodes(repository["contributions"]):
                days[date.fromisoformat(one["occurredAt"][:10])] += one["commitCount"]
    return days


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _by_week(days: Counter[date]) -> Counter[date]:
    weeks: Counter[date] = Counter()
    for day, count in days.items():
        weeks[_monday(day)] += count
    return weeks


def _weeks_between(first: date, end: date) -> Iterator[tuple[date, date]]:
    """Weeks as (first day, last day) from a day up to a Monday, which is no longer in."""
    while first < end:
        following = _monday(first) + timedelta(weeks=1)
        yield first, following - _DAY
        first = following
