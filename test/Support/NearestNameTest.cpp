#include "Support/NearestName.h"

#include <array>
#include <gtest/gtest.h>

using namespace retort;

static constexpr std::array<llvm::StringLiteral, 4> columns = {"email", "market", "id", "table"};

TEST(NearestName, OffersASlip) {
  EXPECT_EQ(nearestName("emial", columns), "email");
  EXPECT_EQ(nearestName("markt", columns), "market");
  EXPECT_EQ(nearestName("tabel", columns), "table");
  EXPECT_EQ(nearestName("EMAIL", columns), "email");
}

TEST(NearestName, OffersNothingThatIsFar) {
  EXPECT_EQ(nearestName("volume", columns), "");
  EXPECT_EQ(nearestName("", columns), "");
  EXPECT_EQ(nearestName("u", std::array{"t"}), ""); // any letter is one edit from any other
}

TEST(NearestName, TakesTheNearest) {
  NearestName nearest("prices");
  nearest.consider("price_s");
  nearest.consider("pricess");
  nearest.consider("prices2");
  EXPECT_EQ(nearest.found(), "price_s");
  nearest.consider("Prices");
  EXPECT_EQ(nearest.found(), "Prices");
}
