#!/usr/bin/env python3
"""Counts who came home from the lines of a log alone, without the program.

    python3 docs/recount.py REGISTER/log.jsonl

Per party and kind: the lowest, best and highest sum (None: open), and how many legs have no figure.
"""
import json
import sys
from collections import defaultdict

reference, frame, settled = {}, {}, {}
for line in open(sys.argv[1], encoding="utf-8"):
    for event in json.loads(line)["events"]:
        data = event["data"]
        exchange = data.get("exchange")
        if event["type"] == "exchange-opened":
            reference[exchange] = data["reference"]
        elif event["type"] == "exchange-described":
            frame[exchange] = data["description"].get("frame")
        elif event["type"] == "exchange-settled":
            settled[exchange] = data["settlement"]["legs"]
        elif event["type"] == "settlement-withdrawn":
            settled.pop(exchange, None)

# A frame and its parts are one deal: per way, the parts where each part's figure is given, else the frame.
ways = defaultdict(lambda: {"frame": [], "parts": []})
for exchange, legs in settled.items():
    deal = frame.get(exchange) or exchange
    for leg in legs:
        key = leg["key"]
        way = (deal, key.get("of"), key["from"], key["to"], key["kind"])
        # A hand-over without a frame is the only part of itself.
        is_frame = deal == exchange and exchange in frame.values()
        ways[way]["frame" if is_frame else "parts"].append(leg["count"])

totals = defaultdict(lambda: [0, 0, 0, 0])
for (_, of, _, to, kind), told in ways.items():
    if of != to:
        continue
    known = told["parts"] and all("best" in count for count in told["parts"])
    for count in told["parts"] if known or not told["frame"] else told["frame"]:
        total = totals[to, kind]
        total[0] += count["low"]
        total[1] += count.get("best", count["low"])
        total[2] = None if total[2] is None or "high" not in count else total[2] + count["high"]
        total[3] += "best" not in count

for (to, kind), (low, best, high, silent) in sorted(totals.items()):
    print(to, kind, low, best, high, silent)
