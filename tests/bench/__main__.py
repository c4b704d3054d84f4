"""Print figures as JSON lines: `python -m tests.bench`, or `python -m tests.bench NAME ...` for some of them."""

import argparse
from collections.abc import Callable, Iterator

from tests.bench import bans, cases, face, held, herd, looks, match, relay, retention
from tests.bench.figures import Figure

#: What measures which figures. Browsers come last: they leave the machine warm.
BENCHES: dict[tuple[str, ...], Callable[[], Iterator[Figure]]] = {
    ("match_rate_10", "match_rate_1000", "match_rate_100000"): match.figures,
    ("relay_cpu",): relay.figures,
    ("export_10000", "inventory_200"): held.figures,
    ("complaint_p99", "brigade_50", "seals"): cases.figures,
    ("ban_closes_p95", "ban_frees_p95"): bans.figures,
    ("retention_1000000", "retention_lock"): retention.figures,
    ("herd_2000",): herd.figures,
    ("look_p50", "look_p95", "looks_per_core"): looks.figures,
    ("next_to_face_p50", "next_to_face_p95"): face.figures,
}
NAMES = [name for names in BENCHES for name in names]


def main() -> None:
    """Measure what was asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(NAMES)}")
    asked = set(parser.parse_args().names)
    if unknown := asked - set(NAMES):
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    for names, measure in BENCHES.items():
        if asked and not asked & set(names):
            continue
        for figure in measure():
            if not asked or figure.name in asked:
                print(figure, flush=True)


if __name__ == "__main__":
    main()
