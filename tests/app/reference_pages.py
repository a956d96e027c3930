# SPDX-License-Identifier: Apache-2.0
"""docs/parameters.md and docs/levers.md are what the program says of itself: reference_pages.py PROGRAM [--write].

Without --write a page that is out of date is an error; `./dev docs` writes both.
"""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

from program import Program

DOCS = Path(__file__).resolve().parents[2] / "docs"

PARAMETERS = """\
# Parameters

Every behavioural parameter, as the program has it. This page is written by `./dev docs` from `talentflow parameters`; do not
edit it. Symbols are those of [methods](methods.md), section 3; keys such as `tombe2019` are explained in its
[section 9](methods.md#9-evidence). A scenario changes a parameter under `parameters:`; `A 1.8, B 1.8` means one number for each
tier. Constants in the code that no scenario changes are in [methods, section 7](methods.md#7-assumptions).

*Evidence* is of the default: `published` and `computed` name a source, **`assumed` means that no source gives the number**, which
holds for {assumed} of the {count} parameters. *Range* is for sensitivity analysis, `log` if it is to be searched by ratios; without a
range the parameter is a switch of an extension that is off.

| name | symbol | unit | default | range | evidence | source | what it is |
|---|---|---|---|---|---|---|---|
"""

LEVERS = """\
# Kinds of levers

Every kind of policy lever, as the program has it. This page is written by `./dev docs` from `talentflow levers`; do not edit it.
`talentflow levers KIND` prints one of them. Keys common to all kinds (when, where, for whom, who pays) are in
[scenarios/README.md](../scenarios/README.md#keys), equations in [methods](methods.md#3-submodels), works in its
[section 9](methods.md#9-evidence). Sums that are *a warning* are hardly meant, an assumption. *Direction* is what the evidence says of the sign of the effect. *Figures* are what the five
documents print, with their own qualifier: 000 on Longquanyi (early 2018), 001 on Jingyang in Deyang (end of 2021), 002 on Chizhou
in Anhui (summer 2023), 003 on Suining, Tongnan and Changshou (early 2023), 004 on Shuangliu (mid 2021); dates are inferred from
the texts. **`assumed` means that no source gives the number.**

"""

FIELD_TABLE = """\
| parameter | what | form | unit | default | bounds | range | evidence |
|---|---|---|---|---|---|---|---|
"""

POLICY_FIELD = """\
## What levers write

The entries of a month's policy field; a kind of lever changes the world only through these and through the programmes it enrols.

| entry | by | unit | neutral | combined by | equation | read by |
|---|---|---|---|---|---|---|
"""


def number(x):
    """Four digits, without powers of ten; thousands grouped."""
    return f"{x:,.0f}" if abs(x) >= 1e4 else f"{Decimal(f'{x:.4g}'):f}"


def with_keys(text):
    """Keys of docs/references.bib as code, so that they read as keys."""
    keys = re.findall(r"^@\w+\{\s*([^,\s]+)\s*,", (DOCS / "references.bib").read_text(encoding="utf-8"), re.M)
    return re.sub(r"\b(" + "|".join(keys) + r")\b", r"`\1`", text)


def span(low, high):
    return f"{number(low)} to {number(high)}"


def row(*cells):
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def answer(program, *words):
    code, out, err = program.run(*words)
    if code != 0:
        sys.exit(f"talentflow {' '.join(words)}: exit {code}\n{err}")
    return out


def by_parameter(rows):
    """Rows of the same parameter for several tiers become one: (path, {tier: row})."""
    found = {}
    for one in rows:
        name = one["path"].removeprefix("parameters.")
        stem, _, last = name.rpartition(".")
        tier = last if stem and last.isupper() else ""
        name = stem if tier else name
        found.setdefault(name, {})[tier] = one
    return found


def reach_of(tiers):
    """The range for sensitivity; of each tier where they differ."""
    spans = {}
    for tier, one in tiers.items():
        if one.get("range") and one["range"][0] < one["range"][1]:
            spans.setdefault(span(*one["range"]), []).append(tier)
    scale = " (log)" if spans and next(iter(tiers.values()))["scale"] == "log" else ""
    if len(spans) == 1 and sum(map(len, spans.values())) == len(tiers):
        return next(iter(spans)) + scale
    return ", ".join(f"{' '.join(names)} {text}" for text, names in spans.items()) + scale


def parameters_page(program):
    found = by_parameter(json.loads(answer(program, "parameters", "--json"))["parameters"])
    assumed = sum(next(iter(tiers.values()))["evidence"] == "assumed" for tiers in found.values())
    text = PARAMETERS.format(assumed=assumed, count=len(found))
    for name, tiers in found.items():
        one = next(iter(tiers.values()))
        default = ", ".join(f"{tier} {number(row['default'])}".strip() for tier, row in tiers.items())
        own = one["source"].startswith("talentflow assumption")
        source = "none: our assumption" if own else with_keys(one["source"])
        text += row(f"`{name}`", one["symbol"], one["unit"], default, reach_of(tiers), one["evidence"], source, one["help"])
    return text


def field_row(field):
    default = field["default_text"]
    numeric = "low" in field
    if numeric and default not in ("none", "required"):
        default = number(field["default"])
    what = field["help"] + (": one of " + ", ".join(field["choices"]) if "choices" in field else "")
    if "least_plausible" in field:
        what += f" (below {number(field['least_plausible'])} a warning)"
    if field.get("whole"):
        what += " (a fraction: a warning)"
    evidence = with_keys(field.get("evidence_text", "")) + ("; scaled by dose" if field.get("scaled_by_dose") else "")
    return row(f"`{field['name']}`", what, field["kind"], field["unit"] if numeric else "", default,
               span(field["low"], field["high"]) if numeric else "", span(*field["range"]) if "range" in field else "",
               evidence)


def figure_line(figure):
    mechanism = f", `{figure['mechanism']}`" if figure["mechanism"] else ""
    own_words = f" ({figure['text_zh']})" if figure["text_zh"] else ""
    return f"- {figure['text_en']}{own_words}: document {figure['document']}{mechanism}\n"


def quoted(names):
    return ", ".join(f"`{name}`" for name in names)


def lever_section(spec):
    text = f"## {spec['kind']}\n\n{spec['register_id']} {spec['name_en']}, {spec['name_zh']}. {spec['help']}\n\n"
    text += f"- Equation: {spec['equation']}\n- Direction: {with_keys(spec['direction']) or 'no evidence'}\n"
    text += f"- Geography: {'; '.join(spec['geography']) or 'none'}\n"
    text += f"- Paid: {'`paid_from`, `admin_share`' if spec['paid'] else 'no'}\n"
    text += f"- Keys of `eligible`: {quoted(spec['reads']) or 'none'}{'; `exclusive`' if spec['claimed'] else ''}\n"
    if spec["needs"]:
        text += f"- Modules it needs: {quoted(spec['needs'])}\n"
    if spec["needs_one_of"]:
        text += f"- Needs one of the modules {quoted(spec['needs_one_of'])}\n"
    text += "\n"
    if spec["fields"]:
        text += FIELD_TABLE + "".join(field_row(field) for field in spec["fields"]) + "\n"
    text += "Figures of the documents:\n\n" + ("".join(map(figure_line, spec["figures"])) or "- none printed\n")
    return text + f"\n```yaml\n{spec['example']}```\n\n"


def levers_page(program):
    specs = json.loads(answer(program, "levers", "--json"))["levers"]
    text = LEVERS
    text += f"Kinds: {', '.join('[`' + s['kind'] + '`](#' + s['kind'] + ')' for s in specs)}.\n"
    text += "\n" + "".join(map(lever_section, specs)) + POLICY_FIELD
    for entry in json.loads(answer(program, "levers", "--fields", "--json"))["fields"]:
        text += row(f"`{entry['name']}`", entry["dimensions"], entry["unit"], entry["neutral"], entry["combine"],
                    entry["equation"], entry["reader"])
    return text


def main():
    program = Program(sys.argv[1])
    pages = {"parameters.md": parameters_page(program), "levers.md": levers_page(program)}
    stale = 0
    for name, text in pages.items():
        path = DOCS / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if "--write" in sys.argv[2:]:
            path.write_text(text, encoding="utf-8")
            print(f"wrote docs/{name}")
        else:
            print(f"docs/{name} is not what the program says; run ./dev docs", file=sys.stderr)
            stale += 1
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
