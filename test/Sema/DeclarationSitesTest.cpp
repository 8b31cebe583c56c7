// Sites follow renames and go with what is dropped; a layer above others changes nothing
// below it.
#include "Sema/DeclarationSites.h"

#include <gtest/gtest.h>

using namespace retort;

namespace {

class DeclarationSitesTest : public testing::Test {
protected:
  DeclarationSite at(uint32_t offset, SiteVerb verb = SiteVerb::Declared) const {
    return {{&buffer_, {offset, offset + 1}}, verb};
  }
  static uint32_t offsetOf(const DeclarationSite& site) {
    return site ? site.origin.range.begin : ~0u;
  }

  const QualifiedName users = {"", "users"};
  const QualifiedName people = {"", "people"};

private:
  SourceBuffer buffer_{"a.mig", "0123456789"};
};

TEST_F(DeclarationSitesTest, MembersFollowTheirTable) {
  DeclarationSites sites;
  sites.declare(ObjectKind::Table, users, at(1));
  sites.declare(ObjectKind::Column, users, "email", at(2));
  sites.rename(ObjectKind::Column, users, "email", "mail", at(3, SiteVerb::Renamed));
  sites.rename(ObjectKind::Table, users, people, at(4, SiteVerb::Renamed));

  EXPECT_FALSE(sites.find(ObjectKind::Table, users));
  EXPECT_FALSE(sites.find(ObjectKind::Column, people, "email"));
  EXPECT_EQ(offsetOf(sites.find(ObjectKind::Table, people)), 4u);
  EXPECT_EQ(offsetOf(sites.find(ObjectKind::Column, people, "mail")), 3u);
  EXPECT_EQ(sites.find(ObjectKind::Column, people, "mail").describe("mail"), "`mail` renamed here");
}

TEST_F(DeclarationSitesTest, ANameMayBeAColumnAndAnIndex) {
  DeclarationSites sites;
  sites.declare(ObjectKind::Column, users, "email", at(1));
  sites.declare(ObjectKind::Index, users, "email", at(2));
  EXPECT_EQ(offsetOf(sites.find(ObjectKind::Column, users, "email")), 1u);
  EXPECT_EQ(offsetOf(sites.find(ObjectKind::Index, users, "email")), 2u);
}

TEST_F(DeclarationSitesTest, ATableThatComesBackForgetsItsOldColumns) {
  DeclarationSites sites;
  sites.declare(ObjectKind::Table, users, at(1));
  sites.declare(ObjectKind::Column, users, "email", at(2));
  sites.forget(ObjectKind::Table, users);
  EXPECT_FALSE(sites.find(ObjectKind::Column, users, "email"));
  sites.declare(ObjectKind::Table, users, at(3));
  EXPECT_FALSE(sites.find(ObjectKind::Column, users, "email"));
}

TEST_F(DeclarationSitesTest, ALayerSeesWhatIsBelowAndLeavesItAlone) {
  DeclarationSites history;
  history.declare(ObjectKind::Table, users, at(1));
  history.declare(ObjectKind::Column, users, "email", at(2));

  DeclarationSites downgrade(&history);
  EXPECT_EQ(offsetOf(downgrade.find(ObjectKind::Column, users, "email")), 2u);
  downgrade.rename(ObjectKind::Table, users, people, at(5));
  EXPECT_FALSE(downgrade.find(ObjectKind::Table, users));
  EXPECT_EQ(offsetOf(downgrade.find(ObjectKind::Column, people, "email")), 2u);

  EXPECT_EQ(offsetOf(history.find(ObjectKind::Table, users)), 1u);
  EXPECT_FALSE(history.find(ObjectKind::Table, people));
}

TEST_F(DeclarationSitesTest, SchemasAreNotMixedUp) {
  DeclarationSites sites;
  sites.declare(ObjectKind::Table, {"a", "b.c"}, at(1));
  EXPECT_FALSE(sites.find(ObjectKind::Table, {"a.b", "c"}));
}

} // namespace
