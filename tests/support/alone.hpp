// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "models/benefits/referrals.hpp"
#include "models/economy/outlays.hpp"
#include "models/economy/posts.hpp"
#include "models/economy/prices.hpp"
#include "models/economy/ventures.hpp"
#include "models/knowledge/awareness.hpp"
#include "models/knowledge/community.hpp"
#include "models/people/books.hpp"
#include "models/people/cohorts.hpp"
#include "models/policy/funds.hpp"
#include "models/programmes/dual_posts.hpp"

namespace talentflow::test {

template <class State>
struct StateHolder {
    State own;
};

/// A process with a state of its own, for tests of one process: constructed as the process, without the state.
template <class Process, class State>
class Alone : private StateHolder<State>, public Process {
  public:
    template <class... Arguments>
    explicit Alone(Arguments&&... arguments)
        : Process{std::forward<Arguments>(arguments)..., StateHolder<State>::own} {}
};

using Awareness = Alone<models::Awareness, models::AwarenessState>;
using Books = Alone<models::Books, models::BooksState>;
using Cohorts = Alone<models::Cohorts, models::CohortsState>;
using Community = Alone<models::Community, models::CommunityState>;
using DualPosts = Alone<models::DualPosts, models::DualPostsState>;
using Funds = Alone<models::Funds, models::FundsState>;
using Outlays = Alone<models::Outlays, models::OutlaysState>;
using Posts = Alone<models::Posts, models::PostsState>;
using Prices = Alone<models::Prices, models::PricesState>;
using Ventures = Alone<models::Ventures, models::VenturesState>;
using Referrals = Alone<models::Referrals, models::ReferralsState>;

}  // namespace talentflow::test
