"""Reads calendars as strictly as can be, and says as JSON what stands in them.

    python read_calendar.py METHOD FILE...     METHOD is REQUEST, CANCEL or - (none)

Prints a list with one object for each file; whatever is wrong is a line on standard error and exit code 1.
No time zone database is used: none is on the path, none can be imported, and only UTC is known without one.
"""

import datetime
import json
import re
import sys
import zoneinfo

sys.modules["tzdata"] = None
zoneinfo.reset_tzpath(to=[])

from icalendar.timezone.zoneinfo import ZONEINFO  # noqa: E402

# The library asks the database even for UTC, unless it has it already.
ZONEINFO._utc = datetime.timezone.utc

import icalendar  # noqa: E402
import recurring_ical_events  # noqa: E402

UTC = datetime.timezone.utc
FACES = ("DTSTAMP", "DTSTART", "DTEND", "UID", "SEQUENCE", "SUMMARY", "STATUS")


class Wrong(Exception):
    """What is wrong with a calendar."""


def must(good, words):
    if not good:
        raise Wrong(words)


def lines(octets):
    """The unfolded lines; fails where one has another end than CRLF or is longer than 75 octets."""
    must(octets.endswith(b"\r\n"), "the last line has no end")
    must(not re.search(rb"\r(?!\n)|(?<!\r)\n", octets), "a line ends otherwise than with CRLF")
    for line in octets.split(b"\r\n")[:-1]:
        must(line, "a line is empty")
        must(len(line) <= 75, f"a line has {len(line)} octets: {line!r}")
        # Folding may not cut a letter.
        line.decode("utf-8")
    return octets.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def instant(event, name):
    value = event[name].dt
    must(isinstance(value, datetime.datetime), f"{name} is no instant")
    must(value.tzinfo is not None and value.utcoffset() == datetime.timedelta(0), f"{name} is not in UTC")
    must(re.fullmatch(rb"\d{8}T\d{6}Z", event[name].to_ical()), f"{name} is not written in UTC")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def party(event, name):
    """The address and name of the one organiser or attendee, if there is one."""
    values = event.get(name, [])
    values = values if isinstance(values, list) else [values]
    must(len(values) <= 1, f"{name} stands {len(values)} times")
    if not values:
        return None
    must(str(values[0]).lower().startswith("mailto:"), f"{name} is no mailto: {values[0]}")
    return {"address": str(values[0])[7:], "name": str(values[0].params.get("CN", "")),
            "rsvp": str(values[0].params.get("RSVP", ""))}


def entry(event, method):
    must(not event.errors, f"the library found faults: {event.errors}")
    for name in FACES:
        must(name in event, f"{name} is missing")
        must(not isinstance(event[name], list), f"{name} stands more than once")
    must(not event.subcomponents, "there is something within the entry, such as an alarm")
    organizer, attendee = party(event, "ORGANIZER"), party(event, "ATTENDEE")
    invites = method in ("REQUEST", "CANCEL")
    must(invites == (organizer is not None), "an invitation has an organiser, and nothing else has")
    must(invites == (attendee is not None), "an invitation has one attendee, and nothing else has")
    must((method == "CANCEL") == (event["STATUS"] == "CANCELLED"), "STATUS and METHOD do not agree")
    must(str(event.get("CLASS")) == "PRIVATE", "the entry is not private")
    start, end = instant(event, "DTSTART"), instant(event, "DTEND")
    must(start < end, "it ends before it starts")
    text = {key: str(event[name]) for key, name in
            (("summary", "SUMMARY"), ("description", "DESCRIPTION"), ("place", "LOCATION"), ("link", "URL"))
            if name in event}
    return {"uid": str(event["UID"]), "sequence": int(event["SEQUENCE"]), "stamp": instant(event, "DTSTAMP"),
            "start": start, "end": end, "status": str(event["STATUS"]), "organizer": organizer,
            "attendee": attendee, "summary": None, "description": None, "place": None, "link": None, **text}


def calendar(octets, method):
    written = lines(octets)
    must(written[0] == "BEGIN:VCALENDAR" and written[-1] == "END:VCALENDAR", "it is not one calendar")
    for line in written:
        name = re.match(r"[A-Za-z0-9-]+", line)
        must(name and line[name.end()] in ":;", f"not a line of a calendar: {line!r}")
        must(name[0] != "TZID" and ";TZID=" not in line.split(":")[0], f"a time zone is named: {line!r}")
    parsed = icalendar.Calendar.from_ical(octets)
    must(not parsed.errors, f"the library found faults: {parsed.errors}")
    must(str(parsed.get("VERSION")) == "2.0" and "Alongside" in str(parsed.get("PRODID")), "VERSION or PRODID")
    found = str(parsed["METHOD"]) if "METHOD" in parsed else "-"
    must(found == method, f"METHOD is {found} and should be {method}")
    must(all(part.name == "VEVENT" for part in parsed.subcomponents), "there is more in it than entries")
    entries = [entry(part, method) for part in parsed.subcomponents]
    uids = [one["uid"] for one in entries]
    must(len(set(uids)) == len(uids), "two entries have one UID")
    if method != "-":
        must(len(entries) == 1, f"an invitation has one entry, not {len(entries)}")
    spread(parsed, entries)
    return {"method": found, "name": str(parsed.get("X-WR-CALNAME", "")), "entries": entries}


def spread(parsed, entries):
    """What a calendar program shows between two instants, an hour either side of each entry, is that entry."""
    shown = recurring_ical_events.of(parsed, skip_bad_series=False)
    for one in entries:
        start = datetime.datetime.fromisoformat(one["start"].replace("Z", "+00:00"))
        around = shown.between(start - datetime.timedelta(hours=1), start + datetime.timedelta(hours=1))
        found = {(str(event["UID"]), event["DTSTART"].dt.astimezone(UTC)) for event in around}
        must((one["uid"], start) in found, f"a calendar program does not show {one['uid']} at {one['start']}")


def main(method, files):
    read = []
    for file in files:
        try:
            with open(file, "rb") as opened:
                read.append(calendar(opened.read(), method))
        except (Wrong, ValueError, KeyError) as wrong:
            sys.exit(f"{file}: {type(wrong).__name__}: {wrong}")
    json.dump(read, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
