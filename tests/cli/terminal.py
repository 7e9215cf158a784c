"""A program on a terminal of its own, driven as a person would."""
import os
import pty
import re
import select
import termios
import time

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


class Terminal:
    def __init__(self, arguments, cwd, prompt="cql> "):
        self.prompt = prompt
        self.seen = ""
        self.code = None
        self.child, self.master = pty.fork()
        if self.child == 0:
            os.chdir(cwd)
            os.environ.update(TERM="xterm", COLUMNS="200", LINES="50")
            os.execv(arguments[0], arguments)
        self.until(prompt)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.code is None:
            os.kill(self.child, 9)
            os.waitpid(self.child, 0)
        os.close(self.master)

    def read(self, seconds):
        ready, _, _ = select.select([self.master], [], [], seconds)
        try:
            return os.read(self.master, 65536).decode(errors="replace") if ready else ""
        except OSError:
            return None

    def until(self, text, seconds=30):
        """All that is printed until `text` ends it; the rest of the line is awaited too."""
        out, deadline = "", time.monotonic() + seconds
        while not ESCAPES.sub("", out).rstrip("\n").endswith(text):
            more = self.read(0.2)
            if more is None or time.monotonic() > deadline:
                raise AssertionError(f"waited for {text!r}, saw {ESCAPES.sub('', out)!r}")
            out += more
        self.seen += out
        return ESCAPES.sub("", out)

    def type(self, text):
        deadline = time.monotonic() + 10  # until the editor, not the terminal, shows what is typed
        while termios.tcgetattr(self.master)[3] & termios.ECHO and time.monotonic() < deadline:
            time.sleep(0.01)
        os.write(self.master, text.encode())

    def ask(self, line, prompt=None):
        """What is printed between the line typed and the next prompt."""
        prompt = prompt or self.prompt
        self.type(line + "\n")
        out = self.until(prompt)
        return out[:out.rindex(prompt)].split("\n", 1)[-1].strip("\n")

    def wait(self, seconds=30):
        deadline = time.monotonic() + seconds
        rest = ""
        while self.code is None and time.monotonic() < deadline:
            more = self.read(0.1)
            rest += more or ""
            done, status = os.waitpid(self.child, os.WNOHANG)
            if done:
                self.code = os.waitstatus_to_exitcode(status)
        return ESCAPES.sub("", rest)
