"""Who does the work of a scan: processes on this machine, or the workers of an existing Dask cluster."""

from __future__ import annotations

import logging
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from pebble import ProcessExpired, ProcessPool
from pydantic import TypeAdapter

from analyse.errors import GebruiksfoutError
from analyse.extract import Leesresultaat, Leeswijze, read_isolated
from analyse.scan import judge as work

_SECONDS = 300  # for judging one agreement
_BREAKS = "Toetsen lukt niet: het duurt te lang of breekt af."
_READ = TypeAdapter(Leesresultaat)


class Werkers(Protocol):
    """Reads files and judges documents, several at a time."""

    aantal: int
    """Agreements at a time."""

    def versies(self) -> str:
        """The models and the question set that they judge by."""

    def lees(self, path: Path, how: Leeswijze) -> Leesresultaat:
        """Read a file."""

    def beoordeel(self, documents: str, warnings: Sequence[str]) -> work.Uitkomst:
        """Judge documents (JSON)."""

    def stop(self, *, now: bool) -> None:
        """No more work; ``now``: also end what is being done."""


class Lokaal:
    """Processes on this machine: each file is read in one of its own, judging has some that stay."""

    def __init__(self, aantal: int, models: work.Modellen) -> None:
        self.aantal = aantal
        self._models = models
        self._pool = ProcessPool(max_workers=aantal, initializer=work.warm_up, initargs=(models,))
        self._open: set[Future[work.Uitkomst]] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def versies(self) -> str:
        """The models and the question set that they judge by."""
        return str(self._pool.schedule(work.versions, args=(self._models,)).result())

    def lees(self, path: Path, how: Leeswijze) -> Leesresultaat:
        """Read a file."""
        return read_isolated(path, how)

    def beoordeel(self, documents: str, warnings: Sequence[str]) -> work.Uitkomst:
        """Judge in a process that has the models; one that breaks costs this agreement only."""
        with self._lock:
            if self._stopped:
                return None, _BREAKS
            given = (documents, list(warnings), self._models)
            future: Future[work.Uitkomst] = self._pool.schedule(work.judge, args=given, timeout=_SECONDS)
            self._open.add(future)
        try:
            return future.result()
        except (TimeoutError, ProcessExpired, CancelledError):
            return None, _BREAKS
        finally:
            self._open.discard(future)

    def stop(self, *, now: bool) -> None:
        """End the processes."""
        with self._lock:
            self._stopped = True
        if now:
            self._pool.stop()  # type: ignore[no-untyped-call]
        else:
            self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()
        for future in list(self._open):  # a pool that is stopped leaves what waits waiting
            future.cancel()


class Cluster:
    """Workers of a Dask scheduler. Files travel to them as bytes: they need no shared folder.

    Dask's own messages are pickled: only for a scheduler of your own, on a network of your own (or with its TLS).
    """

    def __init__(self, address: str, models: work.Modellen) -> None:
        try:
            from distributed import Client, KilledWorker
        except ImportError as error:
            raise GebruiksfoutError("Installeer voor --cluster ook: pip install 'analyse[cluster]'.") from error
        try:
            self._client: Any = Client(address, timeout=10, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise GebruiksfoutError(f"Op {address} antwoordt geen Dask-scheduler.") from error
        self.aantal = 2 * max(1, sum(self._client.nthreads().values()))  # the next one travels meanwhile
        self._models, self._killed = models, KilledWorker
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what matters is told in words

    def versies(self) -> str:
        """The models and the question set that they judge by."""
        return str(self._there(work.versions, self._models))

    def lees(self, path: Path, how: Leeswijze) -> Leesresultaat:
        """Read a file on a worker."""
        bare = replace(how, tell=Leeswijze().tell, beelden=None)
        try:
            data = path.read_bytes() if path.stat().st_size <= how.limits.bestand else None
        except OSError:
            data = None
        if data is None:
            return read_isolated(path, how)  # which tells what is wrong
        made = self._there(remote_read, path.name, data, bare)
        return _READ.validate_json(made) if made else Leesresultaat(fouten=(f"{path.name}: lezen breekt steeds af.",))

    def beoordeel(self, documents: str, warnings: Sequence[str]) -> work.Uitkomst:
        """Judge on a worker; models are loaded once a process."""
        judged: work.Uitkomst | None = self._there(work.judge, documents, list(warnings), self._models)
        return judged or (None, _BREAKS)

    def _there(self, function: Callable[..., Any], *given: Any) -> Any:
        """On a worker; when it is lost, on another; ``None`` when it takes worker after worker with it.

        Raises:
            GebruiksfoutError: the scheduler is gone.
        """
        try:
            return self._client.submit(function, *given, pure=False).result()
        except self._killed:
            return None
        except (OSError, CancelledError) as error:
            raise GebruiksfoutError(
                "De Dask-scheduler antwoordt niet meer. De volgende keer gaat het verder waar het was."
            ) from error

    def stop(self, *, now: bool) -> None:
        """Leave the cluster as it was found."""
        self._client.close()


def remote_read(name: str, data: bytes, how: Leeswijze) -> bytes:
    """Read ``data`` as a file called ``name``, on a worker; the result as JSON."""
    try:
        with tempfile.TemporaryDirectory(prefix="analyse-") as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            return _READ.dump_json(read_isolated(path, how))
    except OSError:  # Dask would log the file with it
        return _READ.dump_json(Leesresultaat(fouten=(f"{name}: de werker heeft er geen plaats voor.",)))
