# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The runtime's C table through ctypes: as much of it as the benchmarks call."""
import ctypes as c
import re

U8, I32, U32, F16, BF16, F32 = 2, 5, 6, 9, 10, 11
SCALAR, BUFFER = 0, 1


class Argument(c.Structure):
    _fields_ = [
        ("size", c.c_size_t), ("kind", c.c_int32), ("type", c.c_int32), ("value", c.c_uint64), ("buffer", c.c_void_p),
        ("host", c.c_void_p), ("first", c.c_int64), ("rank", c.c_uint32), ("reserved", c.c_uint32),
        ("extents", c.c_int64 * 3), ("strides", c.c_int64 * 2),
    ]


class Api:
    """Functions of the table by name; their order is read from the header, which only ever grows at the end."""

    def __init__(self, library, header):
        text = re.sub(r"/\*.*?\*/", "", open(header).read(), flags=re.S)
        body = re.search(r"typedef struct dc_api \{(.*?)\} dc_api;", text, re.S).group(1)
        names = re.findall(r"\(\*(\w+)\)\(", body)
        handle = c.CDLL(library)
        handle.dc_get_api.restype = c.c_void_p
        table = handle.dc_get_api(c.c_uint32(1))
        first = table + c.sizeof(c.c_size_t) + 8
        pointers = (c.c_void_p * len(names)).from_address(first)
        self.raw = {name: pointers[i] for i, name in enumerate(names)}
        self.text = c.CFUNCTYPE(c.c_char_p)(self.raw["error_text"])

    def call(self, name, *args):
        """Calls a function that returns a dc_status; raises its message when that is not ok."""
        types = [type(a) if isinstance(a, (c.c_int32, c.c_int64, c.c_size_t)) else c.c_void_p for a in args]
        status = c.CFUNCTYPE(c.c_int32, *types)(self.raw[name])(*args)
        if status != 0:
            raise RuntimeError(self.text().decode())

    def make(self, name, *args):
        out = c.c_void_p()
        self.call(name, *args, c.byref(out))
        return out


class Session:
    """One device, one queue, one artifact."""

    def __init__(self, library, header, artifact, device):
        self.api = Api(library, header)
        self.runtime = self.api.make("runtime_create", None)
        self.device = self.api.make("device_find", self.runtime, c.cast(c.c_char_p(device.encode()), c.c_void_p))
        self.queue = self.api.make("queue_create", self.device)
        self.artifact = self.api.make("artifact_load_file", c.cast(c.c_char_p(artifact.encode()), c.c_void_p))
        self.types = {}  # of buffers, by handle
        self.launch_type = c.CFUNCTYPE(c.c_int32, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_size_t, c.c_void_p)
        self.launch_raw = self.launch_type(self.api.raw["launch"])

    def kernel(self, name):
        return self.api.make("kernel_get", self.artifact, c.cast(c.c_char_p(name.encode()), c.c_void_p), self.device)

    def buffer(self, array, type=F32):
        """A buffer with the contents of a numpy array whose elements are as wide as `type`."""
        made = self.api.make("buffer_allocate", self.device, c.c_int32(type), c.c_int64(array.size))
        self.types[made.value] = type
        self.api.call("upload", self.queue, made, c.c_int64(0), c.c_void_p(array.ctypes.data), c.c_int64(array.size))
        return made

    def download(self, array, buffer, first=0):
        self.api.call("download", self.queue, c.c_void_p(array.ctypes.data), buffer, c.c_int64(first), c.c_int64(array.size))

    def launcher(self, kernel, *args):
        """A function that launches with these floats, ints (i32) and buffers."""
        arguments = (Argument * len(args))()
        for argument, value in zip(arguments, args):
            argument.size = c.sizeof(Argument)
            argument.type = F32
            if isinstance(value, float):
                argument.kind = SCALAR
                c.memmove(c.addressof(argument) + Argument.value.offset, c.byref(c.c_float(value)), 4)
            elif isinstance(value, int):
                argument.kind, argument.type = SCALAR, I32
                c.memmove(c.addressof(argument) + Argument.value.offset, c.byref(c.c_int32(value)), 4)
            else:
                argument.kind = BUFFER
                argument.type = self.types[value.value]
                argument.buffer = value

        def launch():
            if self.launch_raw(self.queue, kernel, None, c.addressof(arguments), len(args), None) != 0:
                raise RuntimeError(self.api.text().decode())

        return launch

    def sync(self):
        self.api.call("sync", self.queue)
