# SPDX-License-Identifier: Apache-2.0
"""Works that the texts cite are in docs/references.bib and the other way round; works known only from memory are not cited."""

import re

from repository import ROOT, conclude, files, read

BIB = "docs/references.bib"
ENTRY = re.compile(r"^@\w+\{\s*([^,\s]+)\s*,", re.M)
# author and year in one word, as `rogers1981`; korea_gravity is the one key without a year.
KEY = re.compile(r"(?<![\w/.-])((?:[a-z]{3,}|[0-9]+[a-z]+)(?:19|20)[0-9]{2}[a-z]?)(?![\w/-]|\.\w)")
CITED_IN_CODE = re.compile(r"models/(levers/\w+|parameter\w*)\.cpp")
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')

# Read by nobody here: their ideas may be named, but never with a year, volume or page.
RECALLED = ("McFadden", "Mortensen", "Munshi", "Combes", "Gobillon", "Duranton", "Puga", "Gale", "Shorrocks",
            "McVitie", "Deming", "Liu")
PRINTED = re.compile(r"\b(" + "|".join(RECALLED) + r")\b[^.;|\n]{0,40}?\(?\b(18|19|20)\d\d\b")
RECALLED_DETAILS = {r"JASSS,? 23\(2\)": "the volume of the ODD update was not read",
                    r"@article\{grimm2020,(?:(?!\n@).)*?volume": "the volume of the ODD update was not read"}
# Of these authors another work was read.
READ = {"shi2023", "Shi, Dongbo"}


def cited(path):
    text = read(ROOT, path)
    if path.suffix == ".cpp":
        return {key for string in STRING.findall(text) for key in KEY.findall(string)}
    return {key for code in re.findall(r"`([^`\n]+)`", text) for key in KEY.findall(code) if key == code}


def main():
    bib = read(ROOT, BIB)
    keys = ENTRY.findall(bib)
    problems = [f"{BIB}: {key} is listed twice" for key in sorted({k for k in keys if keys.count(k) > 1})]
    named = set()
    for path in files(suffixes={".md", ".cpp"}):
        if path.suffix == ".cpp" and not CITED_IN_CODE.fullmatch(path.as_posix()):
            continue
        if path.suffix == ".md":
            named |= {key for key in keys if f"`{key}`" in read(ROOT, path)}
        problems += [f"{path}: {key} is not in {BIB}" for key in sorted(cited(path) - set(keys))]
    problems += [f"{BIB}: no page cites {key}; say in docs/methods.md what is taken from it" for key in keys
                 if key not in named]
    problems += [f"{BIB}: marked as recalled: {line.strip()}" for line in bib.splitlines() if "[R]" in line]
    for path in files(suffixes={".md", ".cpp", ".hpp", ".py", ".yaml", ".bib", ".ipynb", ".cff"}):
        if path.as_posix() == "tests/architecture/references.py" or path.is_relative_to("tests/scenarios/bad"):
            continue  # this list itself; broken on purpose
        text = read(ROOT, path)
        for match in PRINTED.finditer(text):
            line = text[text.rfind("\n", 0, match.start()) + 1:text.find("\n", match.end())]
            if not any(word in line for word in READ):
                problems.append(f"{path}: cites {match.group(0)!r}, which was not read; name the idea without the year")
        problems += [f"{path}: {why}" for pattern, why in RECALLED_DETAILS.items() if re.search(pattern, text, re.S)]
    conclude("references", problems)


if __name__ == "__main__":
    main()
