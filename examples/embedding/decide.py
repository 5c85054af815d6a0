"""Decides one case and prints the decision, through the C interface: decide.py RULES CASE.json [LIBRARY]"""
import ctypes
import sys


class Error(ctypes.Structure):
    _fields_ = [("status", ctypes.c_int32), ("sentence", ctypes.c_char * 508)]


class Convenio:
    """One set of rules. Any number of threads may call decide()."""

    def __init__(self, rules, library="libconvenio.so.1"):
        self.c = ctypes.CDLL(library)
        sources = self.made("convenio_sources_new", rules.encode())
        self.rules = self.made("convenio_load", sources, None, ctypes.c_size_t(0))
        self.call("convenio_free", sources)

    def call(self, function, *arguments):
        error = Error()
        if getattr(self.c, function)(*arguments, ctypes.byref(error)):
            raise RuntimeError(error.sentence.decode())

    def made(self, function, *arguments):
        handle = ctypes.c_uint64()
        self.call(function, *arguments, ctypes.byref(handle))
        return handle

    def decide(self, case):
        decision = self.made("convenio_decide", self.rules, case, ctypes.c_size_t(len(case)))
        text, size = ctypes.c_char_p(), ctypes.c_size_t()
        self.call("convenio_decision_json", decision, ctypes.c_uint32(1), ctypes.byref(text), ctypes.byref(size))
        self.call("convenio_free", decision)
        json = text.value.decode()
        self.c.convenio_free_text(ctypes.byref(text))
        return json


if __name__ == "__main__":
    with open(sys.argv[2], "rb") as file:
        print(Convenio(sys.argv[1], *sys.argv[3:]).decide(file.read()))
