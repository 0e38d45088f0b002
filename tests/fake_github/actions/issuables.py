"""Issues and pull requests: opening, editing, commenting, assigning, deleting, moving to another repository."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from roadmap_sync import limits
from tests.fake_github.accounts import Actor, User
from tests.fake_github.actions import cards, labelling, relations
from tests.fake_github.boards import Project
from tests.fake_github.issuables import Comment, Edit, Issuable, Issue, PullRequest
from tests.fake_github.labels import Label, Milestone
from tests.fake_github.refusal import Refused, invalid
from tests.fake_github.repository import Repository
from tests.fake_github.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a new issue is to carry."""

    title: str
    body: str = ""
    labels: Sequence[Label] = ()
    milestone: Milestone | None = None
    assignees: Sequence[User] = ()
    parent: Issue | None = None
    projects: Sequence[Project] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PullDraft:
    """What a new pull request is to say, and which branch it would merge into which."""

    title: str
    body: str
    head: str
    base: str
    is_draft: bool = False


def open_issue(world: World, actor: Actor, repository: Repository, draft: Draft) -> Issue:
    """Open an issue with all that it carries. Raises Refused; then nothing was made."""
    if not repository.has_issues:
        raise Refused("GONE", "Issues are disabled for this repo")
    check_texts(draft.title, draft.body)
    identifier, number = world.identify("I")
    issue = Issue(
        id=identifier,
        database_id=number,
        repository=repository,
        number=next_number(repository),
        author=actor,
        title=draft.title.strip(),
        body=draft.body,
        created_at=world.now,
        updated_at=world.now,
    )
    issue.milestone = draft.milestone
    try:
        labelling.add_labels(world, actor, issue, draft.labels)
        assign(world, actor, issue, draft.assignees)
        if draft.parent:
            relations.add_sub_issue(world, actor, draft.parent, issue)
    except Refused:
        repository.last_number -= 1
        raise
    repository.issuables[issue.number] = world.keep(issue)
    for project in draft.projects:
        cards.add_item(world, actor, project, issue)
    return issue


def open_pull(world: World, actor: Actor, repository: Repository, draft: PullDraft) -> PullRequest:
    """Open a pull request. Raises Refused where a branch is missing or one is open already."""
    head, base = draft.head, draft.base
    check_texts(draft.title, draft.body)
    for name, branch in (("head", head), ("base", base)):
        if branch not in repository.git.branches:
            raise invalid("PullRequest", name, "invalid")
    if repository.git.branches[head] in repository.git.ancestry(repository.git.branches[base]):
        raise invalid("PullRequest", "head", "custom", f"No commits between {base} and {head}")
    for pull in repository.pulls:
        if pull.state == "OPEN" and (pull.head_ref, pull.base_ref) == (head, base):
            text = f"A pull request already exists for {repository.owner.login}:{head}."
            raise invalid("PullRequest", "head", "custom", text)
    identifier, number = world.identify("PR")
    pull = PullRequest(
        id=identifier,
        database_id=number,
        repository=repository,
        number=next_number(repository),
        author=actor,
        title=draft.title.strip(),
        body=draft.body,
        created_at=world.now,
        updated_at=world.now,
        head_ref=head,
        base_ref=base,
        draft=draft.is_draft,
    )
    repository.issuables[pull.number] = world.keep(pull)
    return pull


def next_number(repository: Repository) -> int:
    """Take the next number; issues and pull requests share them."""
    repository.last_number += 1
    return repository.last_number


def edit(world: World, actor: Actor, issuable: Issuable, *, title: str | None = None, body: str | None = None) -> None:
    """Change title or body; every version of a body is kept. Raises Refused on sizes."""
    check_texts(issuable.title if title is None else title, body or "")
    if title is not None and title.strip() != issuable.title:
        before, issuable.title = issuable.title, title.strip()
        world.event(issuable, "RenamedTitleEvent", actor, previousTitle=before, currentTitle=issuable.title)
    if body is not None and body != issuable.body:
        if not issuable.edits:
            _version(world, issuable.author, issuable, issuable.body)
            issuable.edits[0].edited_at = issuable.created_at
        issuable.body = body
        _version(world, actor, issuable, body)
        issuable.updated_at = world.now


def set_milestone(world: World, actor: Actor, issuable: Issuable, milestone: Milestone | None) -> None:
    """Put a issuable under a milestone, or under none."""
    before = issuable.milestone
    if before is milestone:
        return
    if before:
        world.event(issuable, "DemilestonedEvent", actor, milestoneTitle=before.title)
    if milestone:
        world.event(issuable, "MilestonedEvent", actor, milestoneTitle=milestone.title)
    issuable.milestone = milestone


def assign(world: World, actor: Actor, issuable: Issuable, users: Iterable[User]) -> None:
    """Make a issuable somebody's. Who has no right to be assigned is left out without a word, as GitHub does."""
    allowed = [user for user in dict.fromkeys(users) if _may_be_assigned(user, issuable)]
    if len(allowed) > limits.ASSIGNEES.most:
        raise invalid("Issue", "assignees", "invalid", f"Assignees can't be more than {limits.ASSIGNEES.most}")
    for user in allowed:
        if user not in issuable.assignees:
            world.event(issuable, "AssignedEvent", actor, assignee=user)
    for user in issuable.assignees:
        if user not in allowed:
            world.event(issuable, "UnassignedEvent", actor, assignee=user)
    issuable.assignees = allowed


def comment(world: World, actor: Actor, issuable: Issuable, body: str) -> Comment:
    """Write a comment. Raises Refused where it is empty or too long."""
    if not body.strip():
        raise invalid("IssueComment", "body", "missing_field", "Body cannot be blank")
    check_texts("comment", body)
    identifier, number = world.identify("IC")
    written = Comment(identifier, number, issuable, actor, body, world.now, world.now)
    issuable.comments.append(world.keep(written))
    issuable.updated_at = world.now
    return written


def delete_issue(world: World, issue: Issue) -> None:
    """Delete an issue for good: its number answers 410 from now on."""
    relations.unrelate(issue)
    for item in list(issue.items):
        cards.delete_item(world, item)
    issue.repository.issuables.pop(issue.number)
    issue.repository.gone.add(issue.number)
    world.forget(issue)


def transfer(world: World, issue: Issue, target: Repository) -> Issue:
    """Move an issue to another repository of the owner: new number and id, the old number answers 301.

    Labels and milestone stay only where the target has some of the same name.
    """
    if issue.repository.owner is not target.owner:
        raise Refused("UNPROCESSABLE", "Issues can only be transferred between repositories of one owner")
    source = issue.repository
    source.issuables.pop(issue.number)
    source.moved[issue.number] = issue
    world.forget(issue)
    issue.id, issue.database_id = world.identify("I")
    issue.repository = target
    issue.number = next_number(target)
    issue.labels = [found for label in issue.labels if (found := target.label(label.name))]
    issue.milestone = target.milestones.get(issue.milestone.title) if issue.milestone else None
    target.issuables[issue.number] = world.keep(issue)
    issue.updated_at = world.now
    return issue


def check_texts(title: str, body: str) -> None:
    """Raise Refused where a title or a body is not of an allowed size."""
    if not title.strip():
        raise invalid("Issue", "title", "missing_field", "Title can't be blank")
    if len(title) > limits.TITLE.most:
        raise invalid("Issue", "title", "custom", f"Title is too long (maximum is {limits.TITLE.most} characters)")
    if len(body) > limits.BODY.most:
        raise invalid("Issue", "body", "custom", f"Body is too long (maximum is {limits.BODY.most} characters)")


def _version(world: World, actor: Actor, issuable: Issuable, body: str) -> None:
    identifier, _ = world.identify("UCE")
    issuable.edits.append(world.keep(Edit(identifier, actor, world.now, body)))


def _may_be_assigned(user: User, issuable: Issuable) -> bool:
    role = issuable.repository.role(user)
    return role not in (None, "READ") or user is issuable.author or any(c.author is user for c in issuable.comments)
