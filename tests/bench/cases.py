# SPDX-License-Identifier: Apache-2.0
"""The workloads of the speed table. Every turn measures a case once, beside the naive program; ratios are of one turn."""

import machine
import worlds

GIB = 1 << 30
NAIVE_REGIONS = 5  # of the naive program where the workload itself is not W1


class Case:
    """One workload: `measure` makes one turn, `rows` names what the table shows of the turns."""

    def __init__(self, session):
        self.session, self.programs = session, session.programs

    def in_turn(self, turn, ours, naive):
        """Both programs, the other one first in every second turn."""
        if turn % 2 == 0:
            reference = naive()
            return ours(), reference
        mine = ours()
        return mine, naive()

    def ratio(self, turn, ours, naive):
        mine, reference = self.in_turn(turn, ours, naive)
        ratio = mine["agent_months_per_second"] / reference["agent_months_per_second"]
        return {"talentflow": mine, "naive": reference, "ratio": ratio}


class Choice(Case):
    """W1: choice only."""

    def __init__(self, session, name, scenario, regions, reach, aim):
        super().__init__(session)
        self.name, self.scenario, self.regions = name, scenario, regions
        self.agents = session.sizes["choice_agents"]
        self.title = f"W1 choice only, {short(self.agents)} agents, R = {regions}"
        self.targets = (reach, aim)

    def run(self, threads):
        return self.programs.run(self.scenario, *worlds.choice_options(self.agents, self.regions),
                                 "--months", self.session.sizes["choice_months"], threads=threads)

    def measure(self, turn):
        naive = lambda: self.programs.naive(self.agents, self.regions, self.session.sizes["choice_months"],
                                            self.session.threads)
        return self.ratio(turn, lambda: self.run(self.session.threads), naive)

    def rows(self):
        return [Row(self.title, "ratio", "x naive", *self.targets, by_instruction_set=True)]


class Full(Case):
    """W2: the default scenario; also what share of its time the monthly loop does not take."""

    name = "W2"
    scenario = worlds.DEFAULT

    def __init__(self, session):
        super().__init__(session)
        self.options = session.sizes["full_options"]

    def run(self, threads):
        return self.programs.run(self.scenario, *self.options, threads=threads)

    def measure(self, turn):
        agents, months = self.session.full_agents(), self.session.full_months()
        naive = lambda: self.programs.naive(agents, NAIVE_REGIONS, months, self.session.threads)
        turn_of = self.ratio(turn, lambda: self.run(self.session.threads), naive)
        mine = turn_of["talentflow"]
        return {**turn_of, "outside_loop": 1 - mine["loop_seconds"] / mine["command_seconds"]}

    def rows(self):
        agents = short(self.session.full_agents())
        return [Row(f"W2 default scenario, {agents} agents", "ratio", "x naive", 0.45, 0.9, by_instruction_set=True),
                Row("W2 time outside the monthly loop", "outside_loop", "share", 0.15, 0.05, less_is_better=True)]


class Everything(Full):
    """The same world with every process and every documented policy that concerns its regions."""

    name = "W2-all"
    scenario = worlds.ALL_POLICIES

    def rows(self):
        agents = short(self.session.full_agents())
        return [Row(f"W2 all documented policies, {agents} agents", "ratio", "x naive", 0.35, 0.7, by_instruction_set=True)]


class Large(Case):
    """W2 with the world scaled up, beside the same months of the world as it is."""

    name = "W2-large"

    def __init__(self, session):
        super().__init__(session)
        self.agents = session.sizes["large_agents"]
        self.options = session.sizes["large_options"]
        self.small, self.large = (session.scratch / f"{word}.yaml" for word in ("small", "large"))

    def needs(self):
        """Why it cannot run here, or nothing."""
        needed, have = 60 * self.agents, machine.memory_bytes("MemAvailable")
        return f"needs about {needed / GIB:.0f} GiB, {have / GIB:.0f} GiB are free; try --large-agents" if needed > have else None

    def measure(self, turn):
        size = self.session.default.agents()
        usual = self.session.default.scaled(self.session.sizes["usual_agents"] / size, self.small)
        scaled = self.session.default.scaled(self.agents / size, self.large)
        large, small = self.in_turn(turn, lambda: self.programs.run(scaled, *self.options, threads=self.session.threads),
                                    lambda: self.programs.run(usual, *self.options, threads=self.session.threads))
        return {"talentflow": large, "usual": small, "gib": large["peak_rss_bytes"] / GIB,
                "ratio": large["agent_months_per_second"] / small["agent_months_per_second"]}

    def rows(self):
        usual = short(self.session.sizes["usual_agents"])
        return [Row(f"W2 {short(self.agents)} agents, memory", "gib", "GiB", 16, None, less_is_better=True),
                Row(f"W2 {short(self.agents)} agents, speed", "ratio", f"x {usual}", 0.8, None)]


class Threads(Case):
    """One thread against all that are measured, for W1 and W2."""

    name = "threads"

    def measure(self, turn):
        result = {}
        for key, case in (("choice", self.session.choice()), ("full", Full(self.session))):
            many, one = self.in_turn(turn, lambda: case.run(self.session.threads), lambda: case.run(1))
            result |= {f"{key}_many": many, f"{key}_one": one,
                       key: many["agent_months_per_second"] / one["agent_months_per_second"]}
        return result

    def rows(self):
        pair = self.session.threads == 2
        targets = (1.85, 1.95) if pair else (None, None)
        return [Row(f"W1 R = 5, 1 to {self.session.threads} threads", "choice", "x", *targets),
                Row(f"W2, 1 to {self.session.threads} threads", "full", "x", *targets)]


class Row:
    """A line of the table: which value of a turn, in which unit, and the targets of an AVX-512 machine."""

    def __init__(self, title, key, unit, reach, aim, less_is_better=False, by_instruction_set=False):
        self.title, self.key, self.unit, self.less_is_better = title, key, unit, less_is_better
        part = {"avx512": 1, "avx2": 0.5}.get(machine.instruction_set()) if by_instruction_set else 1
        scaled = [None if part is None or target is None else target * part for target in (reach, aim)]
        self.reach, self.aim = scaled


def short(n):
    """12,300,000 as 12.3 M."""
    for unit, word in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if n >= unit:
            return f"{n / unit:.3g} {word}"
    return f"{n:g}"


def all_cases(session):
    return [session.choice(), Choice(session, "W1-12", worlds.CHOICE_12, 12, 3, 8), Full(session),
            Everything(session), Large(session), Threads(session)]
