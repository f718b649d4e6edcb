# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Talks to a language server as an editor does, and prints what it says of files.

    session.py LANGUAGE FILE... -- SERVER [ARGUMENTS...]

Prints "server: NAME" and "hover: yes|no", then for each file and each of its diagnostics "FILE:LINE:COLUMN: SEVERITY: MESSAGE" (counted from 1), then
"diagnostics: N in M files". Exit status 1 when the server does not answer in time or does not leave as the protocol says.
"""
import json
import pathlib
import subprocess
import sys
import threading


class Server:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.timer = threading.Timer(120, self.process.kill)
        self.timer.start()

    def send(self, method, params, id=None):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if id is not None:
            message["id"] = id
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while True:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("session.py: the server has left")
            if not line.strip():
                break
            name, value = line.decode().split(":", 1)
            if name.lower() == "content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def answer(self, id):
        while True:
            message = self.receive()
            if message.get("id") == id and "method" not in message:
                return message["result"]

    def diagnostics(self, uri):
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return message["params"]["diagnostics"]


def main(language, *arguments):
    at = arguments.index("--")
    paths = [pathlib.Path(file).resolve() for file in arguments[:at]]
    peer = Server(arguments[at + 1:])
    peer.send("initialize", {"processId": None, "rootUri": paths[0].parent.as_uri(), "capabilities": {}}, id=1)
    initialized = peer.answer(1)
    print("server:", initialized.get("serverInfo", {}).get("name", "?"))
    print("hover:", "yes" if initialized["capabilities"].get("hoverProvider") else "no")
    peer.send("initialized", {})
    severities = {1: "error", 2: "warning", 3: "information", 4: "hint"}
    count = 0
    for path in paths:
        document = {"uri": path.as_uri(), "languageId": language, "version": 1, "text": path.read_text()}
        peer.send("textDocument/didOpen", {"textDocument": document})
        for diagnostic in peer.diagnostics(path.as_uri()):
            start = diagnostic["range"]["start"]
            severity = severities.get(diagnostic.get("severity", 1))
            print(f"{path.name}:{start['line'] + 1}:{start['character'] + 1}: {severity}: {diagnostic['message']}")
            count += 1
    print(f"diagnostics: {count} in {len(paths)} files")
    peer.send("shutdown", None, id=2)
    peer.answer(2)
    peer.send("exit", None)
    status = peer.process.wait()
    peer.timer.cancel()
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
