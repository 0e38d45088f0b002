"""People: whoever a test wants to act, through GitHub's own pages rather than through the API."""

import re
from collections.abc import Iterable
from datetime import datetime

from tests.fake_github.accounts import User
from tests.fake_github.actions import cards, commits, issuables, labelling, pulls, relations, repositories, states
from tests.fake_github.boards import Item, Project
from tests.fake_github.git import Commit
from tests.fake_github.issuables import Comment, Issuable, Issue, PullRequest
from tests.fake_github.labels import Label, Milestone
from tests.fake_github.repository import Release, Repository
from tests.fake_github.world import World

BOX = re.compile(r"^(?P<before>\s*(?:[-*+]|\d+[.)])\s+\[)[ xX](?P<after>\]\s+)(?P<text>.*?)\s*$")


class Person:
    """Somebody at work. What they do in the browser leaves bodies with CRLF, as browsers do."""

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user

    def open_issue(
        self,
        repository: Repository,
        title: str,
        body: str = "",
        *,
        labels: Iterable[str] = (),
        milestone: Milestone | None = None,
        parent: Issue | None = None,
    ) -> Issue:
        """Open an issue, with any body; `labels` as an issue template would put them on for anybody."""
        draft = issuables.Draft(
            title=title,
            body=body,
            labels=labelling.named_labels(self.world, repository, labels),
            milestone=milestone,
            parent=parent,
        )
        return issuables.open_issue(self.world, self.user, repository, draft)

    def open_pull(self, repository: Repository, title: str, body: str = "", head: str = "") -> PullRequest:
        """Open a pull request from a branch, which is made with a commit where it is not there."""
        branch = head or f"branch-{repository.last_number + 1}"
        if branch not in repository.git.branches:
            base = repository.head
            assert base is not None
            repository.git.branches[branch] = base
            self.commit(repository, {f"{branch}.txt": title}, branch=branch)
        draft = issuables.PullDraft(title=title, body=body, head=branch, base=repository.default_branch)
        return issuables.open_pull(self.world, self.user, repository, draft)

    def close(self, issuable: Issuable, reason: str = "completed", *, duplicate_of: Issue | None = None) -> None:
        """Close, as "completed", "not_planned" or "duplicate"."""
        states.close(self.world, self.user, issuable, reason.upper(), duplicate_of=duplicate_of)

    def reopen(self, issuable: Issuable) -> None:
        """Open again."""
        states.reopen(self.world, self.user, issuable)

    def edit_title(self, issuable: Issuable, title: str) -> None:
        """Give another title."""
        issuables.edit(self.world, self.user, issuable, title=title)

    def edit_body(self, issuable: Issuable, body: str, *, crlf: bool = True) -> None:
        """Write another body; the browser makes every line end a CRLF."""
        text = body.replace("\r\n", "\n")
        issuables.edit(self.world, self.user, issuable, body=text.replace("\n", "\r\n") if crlf else text)

    def tick(self, issuable: Issuable, text: str, *, done: bool = True) -> None:
        """Tick the box whose line holds the text. Line ends stay, as GitHub does it. Raises KeyError."""
        lines = issuable.body.splitlines(keepends=True)
        for number, line in enumerate(lines):
            found = BOX.match(line)
            if found and text in found["text"]:
                mark = "x" if done else " "
                place = len(found["before"])
                lines[number] = line[:place] + mark + line[place + 1 :]
                issuables.edit(self.world, self.user, issuable, body="".join(lines))
                return
        raise KeyError(f"no box {text!r} in #{issuable.number}")

    def untick(self, issuable: Issuable, text: str) -> None:
        """Take the tick out of the box whose line holds the text. Raises KeyError."""
        self.tick(issuable, text, done=False)

    def label(self, issuable: Issuable, *names: str) -> None:
        """Put labels on, new ones included."""
        labels = labelling.named_labels(self.world, issuable.repository, names)
        labelling.add_labels(self.world, self.user, issuable, labels)

    def unlabel(self, issuable: Issuable, *names: str) -> None:
        """Take labels off."""
        found = [label for label in issuable.labels if label.name.casefold() in {n.casefold() for n in names}]
        labelling.remove_labels(self.world, self.user, issuable, found)

    def rename_label(self, repository: Repository, name: str, new_name: str) -> Label:
        """Give a label another name."""
        label = repository.label(name)
        assert label is not None, f"no label {name!r}"
        return labelling.update_label(label, name=new_name)

    def delete_label(self, repository: Repository, name: str) -> None:
        """Delete a label."""
        label = repository.label(name)
        assert label is not None, f"no label {name!r}"
        labelling.delete_label(self.world, label)

    def create_milestone(self, repository: Repository, title: str, due_on: datetime | None = None) -> Milestone:
        """Make a milestone."""
        return labelling.create_milestone(self.world, self.user, repository, title, due_on=due_on)

    def edit_milestone(self, milestone: Milestone, **changes: object) -> None:
        """Change `title`, `description`, `due_on` or `state` ("OPEN", "CLOSED") of a milestone."""
        labelling.update_milestone(self.world, milestone, changes)

    def set_milestone(self, issuable: Issuable, milestone: Milestone | None) -> None:
        """Put under a milestone, or under none."""
        issuables.set_milestone(self.world, self.user, issuable, milestone)

    def assign(self, issuable: Issuable, *logins: str) -> None:
        """Make it theirs, beside whose it is."""
        users = [self.world.user(login) for login in logins]
        issuables.assign(self.world, self.user, issuable, [*issuable.assignees, *users])

    def comment(self, issuable: Issuable, body: str) -> Comment:
        """Write a comment."""
        return issuables.comment(self.world, self.user, issuable, body)

    def delete_issue(self, issue: Issue) -> None:
        """Delete for good."""
        issuables.delete_issue(self.world, issue)

    def transfer_issue(self, issue: Issue, target: Repository) -> Issue:
        """Move to another repository of the owner."""
        return issuables.transfer(self.world, issue, target)

    def add_sub_issue(self, parent: Issue, child: Issue, *, replace: bool = False) -> None:
        """Put an issue under another."""
        relations.add_sub_issue(self.world, self.user, parent, child, replace=replace)

    def add_blocked_by(self, issue: Issue, blocker: Issue) -> None:
        """Say that an issue waits for another."""
        relations.add_blocked_by(self.world, self.user, issue, blocker)

    def add_card(self, project: Project, issuable: Issuable) -> Item:
        """Put a issuable on a board."""
        return cards.add_item(self.world, self.user, project, issuable)

    def move_card(self, project: Project, issuable: Issuable, status: str, field: str = "Status") -> None:
        """Drag a card into another column of the board."""
        item, column = project.item(issuable), project.field(field)
        assert item, f"#{issuable.number} has no card"
        assert column, f"no field {field!r}"
        option = column.option(status)
        assert option, f"no option {status!r}"
        cards.set_value(self.world, self.user, item, column, {"singleSelectOptionId": option.id})

    def archive_card(self, project: Project, issuable: Issuable) -> None:
        """Put a card into the archive."""
        item = project.item(issuable)
        assert item
        cards.archive(self.world, item, archived=True)

    def delete_card(self, project: Project, issuable: Issuable) -> None:
        """Take a card off the board."""
        item = project.item(issuable)
        assert item
        cards.delete_item(self.world, item)

    def commit(
        self,
        repository: Repository,
        files: dict[str, str] | None = None,
        *,
        message: str = "Work",
        at: datetime | None = None,
        branch: str = "",
    ) -> Commit:
        """Commit to a branch (the default one), now or at another moment."""
        content = files if files is not None else {"notes.md": f"{len(repository.git.commits)}\n"}
        change = commits.Change(
            message=message,
            files={path: text.encode() for path, text in content.items()},
            authored_at=at,
        )
        email = min(self.user.emails, default="")
        author = commits.Author(account=self.user, name=self.user.name or self.user.login, email=email)
        onto = branch or repository.default_branch
        made = commits.commit(self.world, repository, onto, author, change)
        return pulls.pushed(self.world, self.user, onto, made)

    def release(self, repository: Repository, tag: str, notes: str = "") -> Release:
        """Publish a release of the default branch."""
        identifier, number = self.world.identify("RE")
        made = Release(identifier, number, repository, self.user, tag, tag, notes, self.world.now)
        repository.releases.append(self.world.keep(made))
        if repository.head:
            repository.git.tags[tag] = repository.head
        return made

    def rename_repository(self, repository: Repository, name: str) -> None:
        """Rename a repository; the old name redirects."""
        repositories.rename(self.world, repository, name)
