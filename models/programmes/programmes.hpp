// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/programmes/dual_posts.hpp"
#include "models/programmes/encounters.hpp"
#include "models/programmes/fairs.hpp"
#include "models/programmes/secondments.hpp"
#include "models/programmes/trainings.hpp"
#include "sim/not_copyable.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

/// What lasts of all programmes that people attend or are picked for.
struct ProgrammesState {
    FairsState fairs;
    TrainingsState trainings;
    SecondmentsState secondments;
    DualPostsState dual_posts;

    template <class Archive>
    void visit(Archive& archive) {
        archive("fairs", fairs);
        archive("trainings", trainings);
        archive("secondments", secondments);
        archive("dual_posts", dual_posts);
    }
};

/// What happens to people whom programmes pick: courses, secondments, job fairs and second posts (methods 3.18
/// to 3.21).
///
/// Everything takes effect with the month after: `finish` reads the people at the end of the month, when nobody's month
/// is open any more, and writes marks, columns and acquaintances of those concerned. So a person who is away in a month
/// was so from its first day, and no move or loss of a post can meet a start or an end. Nothing happens during burn-in.
class Programmes : private sim::NotCopyable {
  public:
    Programmes(sim::Team& team, const CompiledWorld& world, const sim::Draws& draws, const ProgrammeList& programmes,
               const Awareness& awareness, const Ties& ties, const Community& community, ProgrammesState& state);
    /// The state has been replaced.
    void restored() { dual_posts_.restored(); }

    /// Columns that the programmes of a world need.
    static void add_columns(const CompiledWorld& world, const ProgrammeList& programmes, Columns& columns);

    /// Before levers write: which fairs take place. A lever whose fair does not changes nothing this month.
    void open_fairs(sim::Month now, const Population& population, Funds& funds);
    [[nodiscard]] bool cancelled(std::size_t lever) const noexcept { return fairs_.cancelled(lever); }
    /// After they have: what is offered, and who comes back.
    void open_month(sim::Month now, const PolicyField& policy, const Prices& prices, const Population& population);

    // --- read and told by the proposals, in parallel over blocks
    /// Whether this month must hear of everybody who considers moving.
    [[nodiscard]] bool asks_considerers() const noexcept { return fairs_.open() || dual_posts_.open(); }
    void considers(std::size_t block, const std::vector<Considering>& who, const sim::PersonBatch& persons,
                   sim::Month now, const Population& population) {
        if (fairs_.open()) fairs_.invite(block, who, persons, now, population);
    }
    void decided(std::size_t block, const std::vector<Considering>& who, const sim::PersonBatch& persons,
                 const std::vector<std::uint8_t>& choices, sim::Month now, const Population& population) {
        if (dual_posts_.open()) dual_posts_.offer(block, who, persons, choices, now, population);
    }
    /// Rows of secondees who look for a permanent post at their host this month, ascending.
    [[nodiscard]] const std::vector<Secondments::Return>& returns() const noexcept { return secondments_.returns(); }
    /// In the first month of a course, which costs a month of search.
    [[nodiscard]] bool begins_course(const Population& population, std::uint32_t row, sim::Month now) const {
        return trainings_.courses().may_begin(now) && trainings_.courses().begins(population.course[row], now);
    }
    /// Prefetches what `rise_shift` will read.
    void prefetch_rise(const Population& population, std::uint32_t row) const noexcept {
        if (population.columns().courses) __builtin_prefetch(population.course.data() + row);
        if (population.columns().postings) __builtin_prefetch(population.posting.data() + row);
    }
    /// Shift of a person's log hazard of rising by courses and secondments, and its bounds in a month.
    [[nodiscard]] double rise_shift(const Population& population, std::uint32_t row, sim::Month now) const;
    [[nodiscard]] double least_rise_shift(sim::Month now) const noexcept;
    [[nodiscard]] double most_rise_shift(sim::Month now) const noexcept;

    /// End of the month, after commit. `books` are those of the month's end.
    void finish(sim::Month now, const Books& books, Population& population, Funds& funds);

    [[nodiscard]] bool fairs_possible() const noexcept { return fairs_.present(); }
    /// Whether anybody must be asked how long they have lived where they do.
    [[nodiscard]] bool reads_residence() const noexcept {
        return fairs_.present() || trainings_.present() || secondments_.present() || dual_posts_.present();
    }
    [[nodiscard]] const Fairs& fairs() const noexcept { return fairs_; }
    [[nodiscard]] const Trainings& trainings() const noexcept { return trainings_; }
    [[nodiscard]] const Secondments& secondments() const noexcept { return secondments_; }
    [[nodiscard]] const DualPosts& dual_posts() const noexcept { return dual_posts_; }

  private:
    void pick(sim::Month now, const Books& books, Population& population, Funds& funds, std::vector<Encounter>& stored);

    sim::Team* team_;
    const CompiledWorld* world_;
    const sim::Draws* draws_;
    Encounters encounters_;
    Fairs fairs_;
    Trainings trainings_;
    Secondments secondments_;
    DualPosts dual_posts_;
    EncounterScratch scratch_;
};

}  // namespace talentflow::models
