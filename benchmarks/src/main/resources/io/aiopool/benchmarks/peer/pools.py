"""Pools of Python processes, measured: one request a line, see ScriptPeer."""

import asyncio
import concurrent.futures
import multiprocessing
import multiprocessing.pool
import os
import signal
import statistics
import sys
import time

KIND = sys.argv[1]
PATIENCE = 1.5
BUDGET = 0.7
LEAST = 3


def same(value):
    return value


def hang():
    time.sleep(3600)


async def same_async(value):
    return value


async def hang_async():
    await asyncio.sleep(3600)


async def sleepy(durations):
    """Positive: sleeps; negative: keeps a processor busy."""
    for duration in durations:
        if duration >= 0:
            await asyncio.sleep(duration)
        else:
            end = time.process_time() - duration
            while time.process_time() < end:
                pass


SESSION = None


async def page(url):
    """By the means that one would use, with one session for the process."""
    import aiohttp
    import bs4

    global SESSION
    if SESSION is None:
        SESSION = aiohttp.ClientSession()
    async with SESSION.get(url) as response:
        return bs4.BeautifulSoup(await response.text(), "lxml")


async def book_list(url):
    soup = await page(url)
    base = url.split("/list/")[0]
    return [base + link["href"] for link in soup.select("article.product h3 a")]


async def book(url):
    soup = await page(url)
    selectors = "article.product h1", "article.product p.price", "p.stock", "table.facts td", "p.description"
    return [soup.select_one(selector).get_text() for selector in selectors]


def latencies(call, count):
    """Of fewer calls where they are slow."""
    times = []
    end = time.perf_counter() + BUDGET
    while len(times) < count and (len(times) < LEAST or time.perf_counter() < end):
        begin = time.perf_counter()
        call()
        times.append((time.perf_counter() - begin) * 1e6)
    times.sort()
    return times


class Pool:
    """multiprocessing.Pool"""

    def __init__(self):
        self.pool = multiprocessing.get_context("spawn").Pool(2)
        self.abandoned = []

    def call(self, value):
        return self.pool.apply(same, (value,))

    def flood(self, count):
        self.pool.map(same, range(count), chunksize=1)

    def map(self, count):
        self.pool.map(same, range(count))

    def kill(self):
        task = self.pool.apply_async(hang)
        time.sleep(0.2)
        begin = time.perf_counter()
        os.kill(self.pool._pool[0].pid, signal.SIGKILL)
        os.kill(self.pool._pool[1].pid, signal.SIGKILL)
        next_success = None
        try:
            self.pool.apply_async(same, (1,)).get(PATIENCE)
            next_success = time.perf_counter() - begin
        except Exception:
            pass
        told = None
        try:
            task.get(PATIENCE)
        except multiprocessing.TimeoutError:
            pass
        except Exception:
            told = time.perf_counter() - begin
        self.abandon()
        self.pool = multiprocessing.get_context("spawn").Pool(2)
        self.call(1)
        return told, next_success


    def abandon(self):
        """terminate() would wait for a lock that a killed worker has taken along."""
        self.pool._terminate.cancel()
        self.pool._worker_handler._state = multiprocessing.pool.TERMINATE
        for process in self.pool._pool:
            process.kill()
        self.abandoned.append(self.pool)


class ProcessPoolExecutor:
    """concurrent.futures"""

    def __init__(self):
        self.start()

    def start(self):
        context = multiprocessing.get_context("spawn")
        self.pool = concurrent.futures.ProcessPoolExecutor(2, mp_context=context)

    def call(self, value):
        return self.pool.submit(same, value).result()

    def flood(self, count):
        list(self.pool.map(same, range(count), chunksize=1))

    def map(self, count):
        list(self.pool.map(same, range(count), chunksize=256))

    def kill(self):
        task = self.pool.submit(hang)
        time.sleep(0.2)
        begin = time.perf_counter()
        os.kill(next(iter(self.pool._processes)), signal.SIGKILL)
        told = None
        try:
            task.result(PATIENCE)
        except concurrent.futures.TimeoutError:
            pass
        except Exception:
            told = time.perf_counter() - begin
        next_success = None
        try:
            self.pool.submit(same, 1).result(PATIENCE)
            next_success = time.perf_counter() - begin
        except Exception:
            pass
        self.pool.shutdown(wait=False)
        self.start()
        self.call(1)
        return told, next_success


class aiomultiprocess:
    """The one that aiopool follows; needs its own event loop."""

    def __init__(self):
        import aiomultiprocess as library

        self.library = library
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.pool = self.loop.run_until_complete(self.start())

    async def start(self):
        return self.library.Pool(2)

    def run(self, awaitable):
        return self.loop.run_until_complete(awaitable)

    def call(self, value):
        return self.run(self.pool.apply(same_async, (value,)))

    async def mapped(self, count):
        return await self.pool.map(same_async, range(count))

    def flood(self, count):
        self.run(self.mapped(count))

    def map(self, count):
        self.flood(count)

    async def killed(self):
        task = asyncio.ensure_future(self.pool.apply(hang_async))
        await asyncio.sleep(0.3)
        begin = time.perf_counter()
        for process in self.pool.processes:
            os.kill(process.pid, signal.SIGKILL)
        next_success = None
        try:
            await asyncio.wait_for(self.pool.apply(same_async, (1,)), PATIENCE)
            next_success = time.perf_counter() - begin
        except Exception:
            pass
        told = None
        try:
            await asyncio.wait_for(task, PATIENCE)
        except asyncio.TimeoutError:
            pass
        except Exception:
            told = time.perf_counter() - begin
        self.pool.terminate()
        self.pool = self.library.Pool(2)
        await self.pool.apply(same_async, (1,))
        return told, next_success

    def kill(self):
        return self.run(self.killed())

    async def timed(self, processes, concurrency, body, arguments):
        begin = time.perf_counter()
        async with self.library.Pool(processes, childconcurrency=concurrency) as pool:
            await pool.map(body, arguments)
        return time.perf_counter() - begin

    def sleeps(self, durations, tasks, processes, concurrency):
        durations = [float(part) for part in durations.split(",")]
        seconds = self.run(self.timed(int(processes), int(concurrency), sleepy, [durations] * int(tasks)))
        return f"s={seconds}"

    async def scraped(self, url, lists, processes, concurrency):
        begin = time.perf_counter()
        async with self.library.Pool(processes, childconcurrency=concurrency) as pool:
            books = await self.scrape(pool, url, lists)
            again = time.perf_counter()
            await self.scrape(pool, url, lists)
            again = time.perf_counter() - again
        return time.perf_counter() - begin - again, again, books

    async def scrape(self, pool, url, lists):
        pages = await pool.map(book_list, [f"{url}/list/{number}" for number in range(lists)])
        books = await pool.map(book, [address for page in pages for address in page])
        return len({upc for _, _, _, upc, _ in books})

    def books(self, url, lists, processes, concurrency):
        first, again, books = self.run(self.scraped(url, int(lists), int(processes), int(concurrency)))
        return f"start to end s={first};again s={again};books={books}"


def echo(pool, count, size):
    data = bytes(size)
    middle = statistics.median(latencies(lambda: pool.call(data), count)) / 1e3
    return f"ms={middle};GB/s={size / 1e6 / middle}"


def answer(pool, kind, words):
    if kind in ("sleeps", "books"):
        return getattr(pool, kind)(*words) if hasattr(pool, kind) else "-"
    count, size = int(words[0]), int(words[1])
    if kind == "no_op":
        times = latencies(lambda: pool.call(1), count)
        return f"p50 µs={times[len(times) // 2]};p99 µs={times[min(len(times) - 1, len(times) * 99 // 100)]}"
    if kind == "echo":
        return echo(pool, count, size)
    if kind == "kill":
        told, next_success = pool.kill()
        return ";".join(
            name + "=" + ("never" if value is None else str(value * 1e3))
            for name, value in (("told ms", told), ("next success ms", next_success))
        )
    begin = time.perf_counter()
    getattr(pool, kind)(count)
    metric = "tasks / s" if kind == "flood" else "map elements / s"
    return f"{metric}={count / (time.perf_counter() - begin)}"


def main():
    pool = globals()[KIND]()
    for line in sys.stdin:
        kind, *words = line.split()
        try:
            print(answer(pool, kind, words), flush=True)
        except Exception as failure:
            print(repr(failure), file=sys.stderr)
            print("-", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
