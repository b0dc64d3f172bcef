"""Twenty people review while five upload and two workers read: how long do pages take?

Usage: ``python -m tests.bench.web_belasting`` (about two minutes; ``--seconden``). Loopback, all on one machine;
the clients take processor time too. Reference: the same views with nobody else there.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

import typer

from tests.web.running import Draaiend, running, token

VOORBEELDEN = Path(__file__).parents[2] / "voorbeelden"
REVIEWERS, UPLOADERS, THINK = 20, 5, 2.0


def main(seconden: int = 60) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "r.sqlite", "--werkers", "2") as server:
        dossiers = _filled(server)
        alone = _views(server, dossiers, seconds=10, stop=threading.Event(), think=0.05, dice=random.Random(1))
        stop, times = threading.Event(), []
        threads = [
            threading.Thread(
                target=lambda n=n: times.extend(_views(server, dossiers, seconden, stop, THINK, random.Random(n)))
            )
            for n in range(REVIEWERS)
        ]
        threads += [
            threading.Thread(target=_uploads, args=(server, stop, random.Random(100 + n))) for n in range(UPLOADERS)
        ]
        for thread in threads:
            thread.start()
        time.sleep(seconden)
        stop.set()
        for thread in threads:
            thread.join()
        client = server.client()
        done = client.get("/archief").text.count('<li class="klaar"')
        client.close()
    for name, seen in (("alleen", alone), (f"{REVIEWERS} beoordelaars, {UPLOADERS} aanleveraars", times)):
        cuts = statistics.quantiles(seen, n=100)
        print(f"{name}: {len(seen)} pagina's, mediaan {1000 * cuts[49]:.0f} ms, p95 {1000 * cuts[94]:.0f} ms")
    print(f"{done} dossiers klaar op de eerste bladzijde van het archief")


def _filled(server: Draaiend) -> list[str]:
    """Addresses of dossiers that were read."""
    client = server.client()
    for path in sorted(VOORBEELDEN.glob("*.pdf")) + sorted(VOORBEELDEN.glob("*.docx")):
        client.post("/dossiers", data={"csrf": token(client)}, files={"bestanden": (path.name, path.read_bytes())})
    found: list[str] = []
    while 'class="bezig"' in (page := client.get("/").text):
        time.sleep(0.5)
    for part in page.split('href="/dossiers/')[1:]:
        found.append(f"/dossiers/{part[:32]}")
    client.close()
    return found


def _views(
    server: Draaiend, dossiers: list[str], seconds: float, stop: threading.Event, think: float, dice: random.Random
) -> list[float]:
    """Seconds that each page view took of somebody who looks, and now and then changes a verdict."""
    client, seen, until = server.client(), [], time.monotonic() + seconds
    secret = token(client)
    while time.monotonic() < until and not stop.is_set():
        dossier = dice.choice(dossiers)
        pages = [
            dossier,
            dossier,
            "/archief",
            "/archief?weergave=raster",
            f"{dossier}/paginas/0/1",
            f"{dossier}/geschiedenis",
        ]
        begin = time.perf_counter()
        client.get(dice.choice(pages))
        seen.append(time.perf_counter() - begin)
        if dice.random() < 0.2:
            begin = time.perf_counter()
            fields = {"csrf": secret, "soort": "oordeel", "waarde": dice.choice(["open", "vaag", "beantwoord"])}
            client.post(f"{dossier}/deelvragen/3b", data=fields)
            seen.append(time.perf_counter() - begin)
        stop.wait(dice.expovariate(1 / think))
    client.close()
    return seen


def _uploads(server: Draaiend, stop: threading.Event, dice: random.Random) -> None:
    """Somebody who hands in a new file every ten seconds."""
    client, number = server.client(), 0
    secret = token(client)
    source = (VOORBEELDEN / "dvo-omgevingsdienst.pdf").read_bytes()
    while not stop.is_set():
        number += 1
        data = source + f"\n% {dice.random()}\n".encode()  # other bytes, so that it is read again
        client.post("/dossiers", data={"csrf": secret}, files={"bestanden": (f"nieuw-{number}.pdf", data)})
        stop.wait(dice.expovariate(1 / 10))
    client.close()


if __name__ == "__main__":
    typer.run(main)
