"""A line to a PostgreSQL server that breaks at a word: before the server has it, or after."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

SOCKET = ".s.PGSQL.5432"
_AT_ONCE = 1 << 16


@dataclass
class Line:
    """What stands between a client and a server, in a folder where the client looks for it.

    Attributes:
        folder: Where the client finds the server.
        server: Where the server is.
        word: It breaks where the client says this; empty for never.
        is_heard: Whether the server still hears it; the client does not hear the answer.
        is_cut: Nobody gets through any more.
    """

    folder: Path
    server: Path
    word: bytes = b""
    is_heard: bool = False
    is_cut: bool = False
    n_broken: int = 0
    _listener: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self.folder / SOCKET))
        self._listener.listen()
        Thread(target=self._take_calls, daemon=True).start()

    def break_at(self, word: bytes, *, is_heard: bool, is_cut: bool = False) -> None:
        """Break at the next such word; afterwards who calls gets through again, or not."""
        self.word, self.is_heard, self.is_cut = word, is_heard, is_cut

    def mend(self) -> None:
        """Let everybody through again."""
        self.word, self.is_cut = b"", False

    def close(self) -> None:
        """Take no more calls."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _take_calls(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self.is_cut and not self.word:
                    client.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self.server / SOCKET))
                for work in (self._speak, self._answer):
                    Thread(target=_until_broken, args=(work, client, server), daemon=True).start()

    def _speak(self, client: socket.socket, server: socket.socket) -> None:
        while said := client.recv(_AT_ONCE):
            if self.word and self.word in said:
                self.word = b""
                self.n_broken += 1
                # The client hears nothing more, whatever the server answers.
                client.shutdown(socket.SHUT_RDWR)
                if self.is_heard:
                    server.sendall(said)
                    server.recv(_AT_ONCE)
                return
            server.sendall(said)

    def _answer(self, client: socket.socket, server: socket.socket) -> None:
        while said := server.recv(_AT_ONCE):
            client.sendall(said)


def _until_broken(
    work: Callable[[socket.socket, socket.socket], None],
    client: socket.socket,
    server: socket.socket,
) -> None:
    with suppress(OSError):
        work(client, server)
    for end in (client, server):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
