"""Answers requests: the token, the limits and the faults around what REST and GraphQL have to say."""

from collections.abc import Mapping
from json import dumps, loads
from threading import RLock
from typing import Any

from tests.fake_github.accounts import Token
from tests.fake_github.call import Call
from tests.fake_github.exchange import Reply, Request, message, page_of_html
from tests.fake_github.faults import Fault, Faults, of_kind
from tests.fake_github.graphql.endpoint import prepare_graphql
from tests.fake_github.limits import Limits
from tests.fake_github.log import Entry, Log
from tests.fake_github.refusal import Refused
from tests.fake_github.rest.endpoint import prepare_rest
from tests.fake_github.rights import Caller
from tests.fake_github.world import World

SECONDARY = (
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out"
    " to GitHub Support for help, please include the request ID."
)
CONTENT = (
    "You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please"
    " retry your request again later. If you reach out to GitHub Support for help, please include the request ID."
)


class Service:
    """The fake behind its endpoint: one request at a time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.limits = Limits(world.clock)
        self.faults = Faults(world.nodes.keys)
        self.log = Log()
        self.violations: list[str] = []
        self.lock = RLock()

    def answer(self, request: Request) -> Reply:
        """Answer a request; whatever happens stands in the log."""
        with self.lock:
            token = self._token(request.headers)
            kind = token.kind if token else "anonymous"
            entry = Entry(request.method, request.path, kind, self.world.now, len(request.body))
            self.log.entries.append(entry)
            reply = self._answered(request, entry, token)
            entry.status = reply.status if reply.cut else 0
            entry.bytes_out = len(reply.content())
            return reply

    def _answered(self, request: Request, entry: Entry, token: Token | None) -> Reply:
        is_graphql = request.path.partition("?")[0] in {"/graphql", "/api/graphql"}
        prepare = prepare_graphql if is_graphql else prepare_rest
        act = prepare(request, entry)
        if self.faults.dead:
            return Reply(cut=0.0)
        struck = self.faults.strike(entry)
        entry.fault = ",".join(fault.kind for fault in struck)
        call = Call(self.world, Caller(token), entry, self.limits, struck)
        before = self._failure(struck, "before", call)
        if before:
            return self._dressed(before, call)
        if token is not None and token.kind == "bad":
            return self._dressed(message(401, "Bad credentials"), call)
        reply = self._limited(call) or self._tried(act, call)
        after = self._failure(struck, "after", call)
        slow = of_kind(struck, "slow")
        reply = after or reply
        reply.delay = slow.seconds if slow else 0.0
        rewrite = of_kind(struck, "rewrite")
        if rewrite and rewrite.change:
            reply.body = loads(dumps(reply.body))
            rewrite.change(reply.body)
        if of_kind(struck, "cut_json"):
            reply.cut = 0.5
        return self._dressed(reply, call)

    def _tried(self, act: Any, call: Call) -> Reply:
        try:
            reply: Reply = act(call)
        except Refused as refused:
            more = {"errors": refused.errors} if refused.errors else {}
            text = "Validation Failed" if refused.errors else refused.message
            reply = message(refused.status, text, **more)
        except TimeoutError:
            reply = page_of_html(self.limits.timeout_status, "This page is taking too long to load.")
        self.violations += [f"{call.entry.method} {call.entry.path}: {gap}" for gap in call.gaps]
        return reply

    def _failure(self, struck: list[Fault], when: str, call: Call) -> Reply | None:
        for fault in struck:
            if fault.when != when:
                continue
            if fault.call and fault.kind in {"do", "kill"}:
                fault.call()
            reply = self._faulty(fault, call)
            if reply:
                return reply
        return None

    def _faulty(self, fault: Fault, call: Call) -> Reply | None:
        match fault.kind:
            case "kill":
                self.faults.dead = True
                return Reply(cut=0.0)
            case "cut":
                return Reply(cut=0.0)
            case "status":
                reply = message(fault.status, fault.message or "Server Error")
            case "html":
                reply = page_of_html(fault.status, fault.message or "We had issues")
            case "rate_limited":
                return self._primary(call)
            case "secondary":
                reply = message(fault.status if fault.status in {200, 403, 429} else 403, SECONDARY)
                if fault.status == 200:
                    reply.body = {"errors": [{"type": "RATE_LIMITED", "message": SECONDARY}]}
            case _:
                return None
        if fault.retry_after is not None:
            reply.headers["Retry-After"] = str(fault.retry_after)
        return reply

    def _limited(self, call: Call) -> Reply | None:
        entry, limits = call.entry, self.limits
        resource = "graphql" if entry.route == "/graphql" else "core"
        if limits.enforce_primary and not self._quota(call).remaining and entry.route != "/rate_limit":
            return self._primary(call)
        if not limits.secondary_allows(resource, 5 if entry.is_write else 1):
            return self._blocked(SECONDARY, 60)
        account = call.caller.account
        if entry.is_write and any(limits.refuses_content(account, name) for name in entry.mutations or [""]):
            return self._blocked(CONTENT, limits.wait(account))
        return None

    def _blocked(self, text: str, seconds: int) -> Reply:
        reply = message(403, text)
        if self.limits.retry_after:
            reply.headers["Retry-After"] = str(seconds)
        return reply

    def _primary(self, call: Call) -> Reply:
        quota = self._quota(call)
        quota.used = max(quota.used, quota.limit)
        who = call.caller.actor.database_id if call.caller.token else 0
        text = f"API rate limit exceeded for user ID {who}."
        if call.entry.route == "/graphql":
            return Reply(200, {"errors": [{"type": "RATE_LIMITED", "message": text}]})
        return message(403, text)

    def _quota(self, call: Call) -> Any:
        token = call.caller.token
        resource = "graphql" if call.entry.route == "/graphql" else "core"
        return self.limits.quota(token.text if token else "", call.caller.kind, resource)

    def _dressed(self, reply: Reply, call: Call) -> Reply:
        token = call.caller.token
        kind = call.caller.kind
        if kind == "bad":
            return reply
        quota = self._quota(call)
        if call.entry.route not in {"/graphql", "/rate_limit"}:
            call.entry.points = call.entry.points or 1
        quota.used = min(quota.limit, quota.used + call.entry.points)
        reply.headers |= {
            "X-RateLimit-Limit": str(quota.limit),
            "X-RateLimit-Remaining": str(quota.remaining),
            "X-RateLimit-Used": str(quota.used),
            "X-RateLimit-Reset": str(int(quota.reset.timestamp())),
            "X-RateLimit-Resource": "graphql" if call.entry.route == "/graphql" else "core",
            "X-GitHub-Request-Id": f"FAKE:{len(self.log):04X}",
        }
        if token is not None and kind == "classic":
            reply.headers["X-OAuth-Scopes"] = ", ".join(sorted(token.scopes))
        return reply

    def _token(self, headers: Mapping[str, str]) -> Token | None:
        given = headers.get("authorization", "").split()
        if not given:
            return None
        return self.world.tokens.get(given[-1]) or Token(given[-1], "bad", self.world.actions_bot)
