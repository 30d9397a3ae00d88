"""An editor as the YAML language server sees one: JSON-RPC over its standard streams."""

from __future__ import annotations

import json
import subprocess
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from tests.node import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}


class Editor:
    """Opens files, and asks what an editor asks."""

    def __init__(self, server: subprocess.Popen[bytes], folder: Path) -> None:
        assert server.stdin
        assert server.stdout
        self.to: IO[bytes] = server.stdin
        self.back: IO[bytes] = server.stdout
        self.folder = folder
        self.number = 0
        self.found: dict[str, list[dict[str, Any]]] = {}
        documents = {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}, "hover": {}}
        self.ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            capabilities={"textDocument": documents, "workspace": {"configuration": True}},
        )
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": SETTINGS}})

    def diagnostics(self, name: str, text: str) -> list[dict[str, Any]]:
        """Open a file that holds `text` and return what the editor underlines."""
        uri = self.open(name, text)
        while uri not in self.found:
            self._handle(self._receive())
        return self.found[uri]

    def open(self, name: str, text: str) -> str:
        uri = (self.folder / name).as_uri()
        self.number += 1
        document = {"uri": uri, "languageId": "yaml", "version": self.number, "text": text}
        self.found.pop(uri, None)
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def complete(self, name: str, text: str) -> dict[str, dict[str, Any]]:
        """Return what is offered where `text` has its `|`, by label."""
        answer = self._at("completion", name, text)
        return {item["label"]: item for item in (answer["items"] if isinstance(answer, dict) else answer or ())}

    def hover(self, name: str, text: str) -> str:
        """Return what is shown where `text` has its `|`."""
        answer = self._at("hover", name, text)
        return answer["contents"]["value"] if answer else ""

    def _at(self, what: str, name: str, text: str) -> Any:
        before = text[: text.index("|>")]
        uri = self.open(name, text.replace("|>", "", 1))
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        answer = self.ask(f"textDocument/{what}", textDocument={"uri": uri}, position=position)
        self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
        return answer

    def ask(self, method: str, **params: Any) -> Any:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._handle(message)

    def _handle(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params")
        if method == "textDocument/publishDiagnostics":
            self.found[params["uri"]] = params["diagnostics"]
        if method and "id" in message:
            asked = method == "workspace/configuration"
            result = [SETTINGS.get(item.get("section")) for item in params["items"]] if asked else None
            self._send({"id": message["id"], "result": result})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.to.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.to.flush()

    def _receive(self) -> dict[str, Any]:
        length = 0
        while line := self.back.readline().strip():
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
        assert length, "the language server has gone"
        return json.loads(self.back.read(length))


@contextmanager
def editor(folder: Path) -> Iterator[Editor]:
    """Yield an editor with a folder open."""
    command = [*program("yaml-language-server", "bin/yaml-language-server"), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            yield Editor(server, folder)
        finally:
            server.kill()
