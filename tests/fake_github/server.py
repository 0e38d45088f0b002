"""The loopback server: one thread a connection, kept alive, every answer sent in one piece."""

import contextlib
import socket
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.fake_github.clock import stamp
from tests.fake_github.exchange import Reply, Request
from tests.fake_github.service import Service

HTTP_DATE = "%a, %d %b %Y %H:%M:%S GMT"


class Handler(BaseHTTPRequestHandler):
    """Reads requests and writes replies. Names follow `http.server`."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: "Server"

    def setup(self) -> None:
        """Remember the connection, so that stopping can end it."""
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        """Forget the connection."""
        self.server.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def handle(self) -> None:
        """Serve until the other side, or a fault, ends it."""
        with contextlib.suppress(ConnectionError, TimeoutError):
            super().handle()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing: there is a log of our own."""

    def _serve(self) -> None:
        size = int(self.headers.get("content-length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = self.path.removeprefix(f"http://{self.headers.get('host')}")  # whole addresses come from proxies' users
        prefix = "/api/v3" if asked.startswith("/api/v3/") else ""
        base = f"http://{headers.get('host', 'localhost')}{prefix}"
        path = asked.removeprefix(prefix)
        reply = self.server.service.answer(Request(self.command, path, headers, self.rfile.read(size), base))
        if reply.delay:
            time.sleep(reply.delay)
        self._write(reply)

    def _write(self, reply: Reply) -> None:
        if reply.cut == 0.0:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        content = reply.content()
        self.send_response_only(reply.status)
        moment = self.server.service.world.now
        self.send_header("Date", moment.strftime(HTTP_DATE))
        self.send_header("Server", "github.com")
        self.send_header("Content-Length", str(len(content)))
        for name, value in ({"Content-Type": "application/json; charset=utf-8"} | reply.headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content[: int(len(content) * reply.cut)])
        self.wfile.flush()
        if reply.cut < 1.0:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)


class Server(ThreadingHTTPServer):
    """Serves one fake on loopback."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, service: Service, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.service = service
        self.connections: set[socket.socket] = set()
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def begin(self) -> None:
        """Start serving in a thread of its own."""
        self._thread.start()

    def end(self) -> None:
        """Stop serving and end every connection."""
        self.shutdown()
        for connection in list(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()
        self._thread.join(5)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep what went wrong inside the fake: it fails the test."""
        import traceback  # noqa: PLC0415 - only then

        at = stamp(self.service.world.now)
        self.service.violations.append(f"{at} {client_address}: {traceback.format_exc()}")
        del request
