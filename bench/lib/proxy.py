"""A TCP proxy in front of sshd that delays what passes by half a round trip in each direction, and counts.

proxy.py MILLISECONDS PORT ADDRESS:PORT…   listens on PORT, PORT + 1, … of 127.0.0.1; SIGUSR1 makes it print its counts
and begin to count anew: bytes sent by clients, bytes sent by servers, flights. A flight is what clients send between two
answers: a round trip that somebody waited for."""
import asyncio
import signal
import socket
import sys

counts = {"up": 0, "down": 0, "flights": 0}


class Half:
    """One direction of one connection."""

    def __init__(self, name, link, delay):
        self.name, self.link, self.delay, self.queue = name, link, delay, asyncio.Queue()

    async def read(self, reader):
        loop = asyncio.get_running_loop()
        while data := await reader.read(1 << 18):
            counts[self.name] += len(data)
            if self.name == "up" and not self.link["waiting"]:
                counts["flights"] += 1
            self.link["waiting"] = self.name == "up"
            self.queue.put_nowait((loop.time() + self.delay, data))
        self.queue.put_nowait((loop.time() + self.delay, b""))

    async def write(self, writer):
        loop = asyncio.get_running_loop()
        while True:
            due, data = await self.queue.get()
            if due > loop.time():
                await asyncio.sleep(due - loop.time())
            if not data:
                break
            writer.write(data)
            await writer.drain()
        writer.close()


async def carry(client_reader, client_writer, host, port, delay):
    reader, writer = await asyncio.open_connection(host, port, limit=1 << 20)
    for w in (writer, client_writer):
        w.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    link = {"waiting": False}
    up, down = Half("up", link, delay), Half("down", link, delay)
    await asyncio.gather(up.read(client_reader), up.write(writer), down.read(reader), down.write(client_writer),
                         return_exceptions=True)


def tell():
    print(counts["up"], counts["down"], counts["flights"], flush=True)
    counts.update(up=0, down=0, flights=0)


async def main(delay, first, targets):
    for n, target in enumerate(targets):
        host, port = target.rsplit(":", 1)
        await asyncio.start_server(lambda r, w, h=host, p=int(port): carry(r, w, h, p, delay), "127.0.0.1", first + n,
                                   limit=1 << 20)
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, tell)
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) / 2000, int(sys.argv[2]), sys.argv[3:]))
