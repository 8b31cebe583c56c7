#include "Dialect/Common/Support.h"

#include "Dialect/Common/Resolve.h"
#include "Dialect/Common/SupportChecker.h"
#include "Dialect/OpaqueKind.h"
#include "Dialect/OptionVersion.h"
#include "Dialect/Privilege.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Reports ----------------------------------------------------------===//

std::string whenFor(llvm::StringRef dialects) {
  return ("guard it: `when " + dialects + " { ... }`").str();
}

void SupportChecker::refuse(const std::string& what, const std::string& help) {
  allThere_ = false;
  auto report = diags_.report(diag::NotInDialect, origin_, dialect_.displayName(), what);
  if (!help.empty())
    report.help(help);
}

/// "PostgreSQL 14 has no ...", and which has.
static DiagnosticBuilder reportTooOld(const std::string& what, const Version& first,
                                      const Dialect& dialect, Origin origin,
                                      DiagnosticEngine& diags) {
  const std::string name = dialect.displayName().str();
  DiagnosticBuilder report =
      diags.report(diag::NotInDialect, origin, name + " " + dialect.version().str(), what);
  report.help(name + " " + first.str() + " and later have it");
  return report;
}

DiagnosticBuilder reportLack(Feature feature, const Dialect& dialect, Origin origin,
                             DiagnosticEngine& diags) {
  const DialectColumn column = dialect.facts().column;
  if (std::optional<Version> first = firstVersionWith(feature, column))
    return reportTooOld(phrase(feature).str(), *first, dialect, origin, diags);
  DiagnosticBuilder report =
      diags.report(diag::NotInDialect, origin, dialect.displayName(), phrase(feature));
  if (llvm::StringRef instead = insteadOf(feature, column); !instead.empty())
    report.help(instead.str());
  if (std::string others = dialectsWith(feature); !others.empty())
    report.help(whenFor(others));
  return report;
}

void SupportChecker::need(bool used, Feature feature) {
  if (!used || dialect_.has(feature))
    return;
  allThere_ = false;
  reportLack(feature, dialect_, origin_, diags_);
}

void SupportChecker::lack(const std::string& what, const std::optional<Version>& first,
                          const std::string& others) {
  if (!first)
    return refuse(what, others.empty() ? "" : whenFor(others));
  allThere_ = false;
  reportTooOld(what, *first, dialect_, origin_, diags_);
}

void SupportChecker::hint(bool used, Feature feature) {
  if (used && !dialect_.has(feature) && remarked_.insert(feature).second)
    diags_.report(diag::HintLeftOut, origin_, dialect_.displayName(), phrase(feature));
}

//===--- Columns ----------------------------------------------------------===//

void SupportChecker::check(const Identity& identity) {
  need(identity.kind == IdentityKind::Always, Feature::IdentityAlways);
  need(!identity.options.empty(), Feature::IdentityOptions);
}

/// Those of other dialects are left out there.
void SupportChecker::check(const Options& options) {
  for (const auto& [name, value] : options) {
    auto [dialect, option] = llvm::StringRef(name).split('.');
    if (Version first = firstVersionWithOption(name);
        dialect_.reads(dialect) && dialect_.version() < first)
      lack("option `" + option.str() + "`", first, "");
  }
}

/// Of a type of values that are stored.
void SupportChecker::checkBound(const Type& type) {
  need(type.kind == TypeKind::String && !type.length, Feature::UnboundedStrings);
  need(type.kind == TypeKind::Decimal && !type.length, Feature::UnboundedDecimals);
}

void SupportChecker::check(const Column& written) {
  Column column = resolveFor(dialect_.facts(), written);
  check(column.type);
  check(column.options);
  checkBound(column.type);
  checkHeld(column.defaultValue);
  check(column.onUpdate);
  need(column.onUpdate.has_value(), Feature::OnUpdateNow);
  if (column.identity)
    check(*column.identity);
  if (column.generated) {
    checkHeld(column.generated->value);
    need(!column.generated->stored, Feature::VirtualColumns);
    need(column.notNull, Feature::NotNullGenerated);
  }
  checkComment(column.comment);
}

//===--- Constraints and indexes ------------------------------------------===//

/// What a key of the engine cannot have, a unique index of it may.
void SupportChecker::checkPart(const std::string& column, const KeyPart& part) {
  auto needHere = [&](bool used, Feature ofKey, Feature ofIndex) {
    if (used && !dialect_.has(ofKey))
      refuse((phrase(ofKey) + ": `" + column + "`").str(),
             dialect_.has(ofIndex) ? "a unique index may have it: `unique index (...)`"
                                   : whenFor(dialectsWith(ofKey)));
  };
  needHere(!part.collation.empty(), Feature::KeyCollations, Feature::IndexCollations);
  needHere(part.prefix != 0, Feature::KeyPrefixes, Feature::IndexPrefixes);
  needHere(part.descending, Feature::KeyOrders, Feature::DescendingParts);
  hint(part.descending, Feature::DescendingParts);
}

void SupportChecker::check(const Key& key) {
  need(key.deferral != Deferral::NotDeferrable, Feature::DeferrableKeys);
  need(!key.include.empty(), Feature::IncludeColumns);
  for (const auto& [column, part] : key.parts)
    checkPart(column, part);
}

void SupportChecker::check(const Unique& unique) {
  check(static_cast<const Key&>(unique));
  need(unique.nullsNotDistinct, Feature::NullsNotDistinct);
}

void SupportChecker::check(const ForeignKey& key) {
  need(key.deferral != Deferral::NotDeferrable, Feature::DeferrableForeignKeys);
  need(key.notValid, Feature::NotValidConstraints);
  need(key.matchFull, Feature::MatchFull);
  need(!key.onDeleteColumns.empty(), Feature::SetNullColumns);
  bool setsDefault = key.onDelete == ReferentialAction::SetDefault ||
                     key.onUpdate == ReferentialAction::SetDefault;
  need(setsDefault, Feature::SetDefaultAction);
  checkSchema(key.referredTable);
}

void SupportChecker::check(const Check& check) {
  need(check.notValid, Feature::NotValidConstraints);
  need(check.noInherit, Feature::NoInheritChecks);
  checkHeld(check.condition);
}

void SupportChecker::check(const Exclude& exclude) {
  need(true, Feature::ExclusionConstraints);
  checkAll(exclude.parts);
  check(exclude.where);
}

void SupportChecker::checkComment(const Constraint& constraint) {
  hint(!baseOf(constraint).comment.empty(),
       asKey(constraint) ? Feature::Comments : Feature::RuleComments);
}

void SupportChecker::check(const Constraint& constraint) {
  std::visit([&](const auto& it) { check(it); }, constraint);
  check(baseOf(constraint).options);
  checkComment(constraint);
}

void SupportChecker::check(const IndexPart& part) {
  need(part.value.kind != ExprKind::Column, Feature::ExpressionIndexes);
  need(!part.collation.empty(), Feature::IndexCollations);
  need(!part.operatorClass.empty(), Feature::OperatorClasses);
  need(part.prefix != 0, Feature::IndexPrefixes);
  hint(part.descending, Feature::DescendingParts);
  // What is said is what every engine does anyway: NULL is the greatest value on
  // PostgreSQL, the least elsewhere.
  NullsOrder own = part.descending ? NullsOrder::Last : NullsOrder::First;
  need(part.nulls != NullsOrder::Default && part.nulls != own, Feature::IndexNullsOrder);
  checkHeld(part.value);
}

void SupportChecker::check(const Index& index) {
  checkAll(index.parts);
  need(!index.method.empty() && index.method != "btree", Feature::IndexMethods);
  need(!index.include.empty(), Feature::IncludeColumns);
  need(index.nullsNotDistinct, Feature::NullsNotDistinct);
  need(index.where.has_value(), Feature::PartialIndexes);
  checkHeld(index.where);
  check(index.options);
  checkComment(index.comment);
}

//===--- Tables -----------------------------------------------------------===//

void SupportChecker::checkSchema(const QualifiedName& name) {
  const DialectFacts& facts = dialect_.facts();
  if (!name.schema.empty() && !facts.hasSchemas && name.schema != facts.defaultSchema)
    refuse("schema `" + name.schema + "`", "");
}

void SupportChecker::check(const Grants& grants, ObjectKind kind) {
  need(!grants.empty(), Feature::Grants);
  if (!dialect_.has(Feature::Grants))
    return;
  auto isPublic = [](const Grant& it) { return it.role == publicRole; };
  need(llvm::any_of(grants, isPublic), Feature::PublicRole);
  std::set<std::string> privileges;
  for (const Grant& grant : grants)
    privileges.insert(grant.privilege);
  for (const std::string& privilege : privileges)
    if (!hasPrivilege(kind, privilege, dialect_.facts().column, dialect_.version()))
      lack(("privilege `" + privilege + "` of a " + spelling(kind)).str(),
           firstVersionWith(kind, privilege, dialect_.facts().column),
           dialectsWithPrivilege(kind, privilege));
}

void SupportChecker::check(const Table& table) {
  checkSchema(table.name);
  need(table.partitionBy || table.partitionOf, Feature::Partitions);
  checkAll(table.columns);
  checkAll(table.constraints);
  checkAll(table.indexes);
  check(table.options);
  checkComment(table.comment);
  check(table.grants, ObjectKind::Table);
}

void SupportChecker::check(const op::TableAction& action) {
  std::visit(
      Overloaded{
          [&](const op::AddColumn& it) {
            check(it.column);
            check(it.backfill);
          },
          [&](const op::DropColumn&) {},
          [&](const op::RenameColumn&) {},
          [&](const op::AlterColumn& it) {
            check(it.to);
            check(it.usingValue);
            hint(it.after.has_value(), Feature::ColumnMoves);
          },
          [](const op::RestartIdentity&) {},
          [&](const op::AddConstraint& it) { check(it.constraint); },
          [&](const op::DropConstraint&) {},
          [&](const op::RenameConstraint&) {},
          [&](const op::ValidateConstraint&) { need(true, Feature::NotValidConstraints); },
          [&](const op::PromoteIndex& it) { check(it.constraint); },
          [&](const op::SetConstraintComment& it) { checkComment(it.to); },
          [&](const op::AddIndex& it) {
            check(it.index);
            hint(it.concurrently, Feature::ConcurrentIndexes);
          },
          [&](const op::DropIndex& it) { hint(it.concurrently, Feature::ConcurrentIndexes); },
          [&](const op::RenameIndex&) {},
          [&](const op::SetIndexComment& it) { checkComment(it.comment); },
          [&](const op::SetTableOptions& it) { check(it.options); },
          [&](const op::SetTableComment& it) { checkComment(it.comment); },
          [&](const op::AttachPartition&) { need(true, Feature::Partitions); },
          [&](const op::DetachPartition& it) {
            need(true, Feature::Partitions);
            if (dialect_.has(Feature::Partitions))
              hint(it.concurrently, Feature::ConcurrentDetach);
          },
          [&](const op::GrantPrivileges& it) { check(it.grants, ObjectKind::Table); },
          [&](const op::RevokePrivileges& it) { check(it.grants, ObjectKind::Table); },
      },
      action);
}

/// Where a new column stands may depend on what else is in its block.
void SupportChecker::checkPlace(const op::TableAction& action, const op::AlterTable& block,
                                const Catalog& before) {
  const auto* add = std::get_if<op::AddColumn>(&action);
  if (add && add->after && !dialect_.placesColumns(block, before))
    hint(true, Feature::ColumnPlacement);
}

//===--- Other objects ----------------------------------------------------===//

void SupportChecker::check(const ObjectId& id) {
  checkSchema(id.name);
  if (isOpaque(id.kind) && !supportOf(id.kind, dialect_.facts().column).exists)
    return refuse(pluralOf(id.kind).str(), whenFor(dialectsWith(id.kind)));
  if (std::optional<Feature> feature = featureOf(id.kind))
    need(true, *feature);
}

void SupportChecker::check(const Domain& domain) {
  check(domain.type);
  checkBound(domain.type);
  checkHeld(domain.defaultValue);
  for (const Check& each : domain.checks) {
    check(each);
    checkComment(each.comment);
  }
}

void SupportChecker::check(const Sequence& sequence) {
  need(bool(sequence.owner), Feature::OwnedSequences);
  need(sequence.type.kind != TypeKind::BigInt, Feature::SequenceTypes);
}

void SupportChecker::check(const View& view) {
  if (view.query)
    check(*view.query);
  check(view.options);
  checkAll(view.indexes);
}

/// The types of its arguments are the engine's own words, too.
void SupportChecker::check(const Opaque& object) {
  checkSchema(object.table);
}

void SupportChecker::check(const Trigger& trigger) {
  checkSchema(trigger.table);
  need(trigger.events.size() > 1, Feature::TriggerEvents);
  need(llvm::is_contained(trigger.events, TriggerEvent::Truncate), Feature::TruncateTriggers);
  need(!trigger.updateColumns.empty(), Feature::TriggerColumns);
  need(trigger.time == TriggerTime::InsteadOf, Feature::InsteadOfTriggers);
  need(!trigger.forEachRow, Feature::StatementTriggers);
  need(trigger.when.has_value(), Feature::TriggerConditions);
  need(trigger.disabled, Feature::DisabledTriggers);
  check(trigger.when);
}

void SupportChecker::check(const SchemaObject& object) {
  const bool wasThere = std::exchange(allThere_, true);
  check(idOf(object));
  // What the engine has not at all is not asked for its parts.
  if (allThere_) {
    std::visit([&](const auto& it) { check(it); }, object);
    if (const Grants* grants = grantsOf(object))
      check(*grants, idOf(object).kind);
    // What is a type of columns has its comment where these are.
    const bool isType =
        std::holds_alternative<Enum>(object) || std::holds_alternative<Domain>(object);
    hint(!commentOf(object).empty(), isType ? Feature::Comments : Feature::ObjectComments);
  }
  allThere_ &= wasThere;
}

//===--- Operations -------------------------------------------------------===//

void SupportChecker::check(const Operation& operation) {
  std::visit(Overloaded{
                 [&](const op::CreateTable& it) { check(it.table); },
                 [](const op::DropTable&) {},
                 [](const op::RenameTable&) {},
                 [](const op::AlterTable&) {}, // action by action
                 [](const op::DeclareExternal&) {},
                 [](const op::ForgetExternal&) {},
                 [&](const op::CreateObject& it) { check(it.object); },
                 [&](const op::DropObject& it) { check(it.id); },
                 [&](const op::RenameObject& it) { check(it.id); },
                 [&](const op::MoveObject& it) {
                   check(it.id);
                   need(true, Feature::Schemas);
                 },
                 [&](const op::AlterObject& it) {
                   check(it.to);
                   check(it.usingValue);
                 },
                 [](const op::AlterEnum&) {},
                 [&](const op::RestartSequence&) { need(true, Feature::Sequences); },
                 [&](const op::RawSql& it) {
                   if (it.doneWhen)
                     check(ObjectId{it.doneWhen->kind, it.doneWhen->name});
                 },
                 [&](const op::OnRows auto& it) { check(it); },
                 [&](const op::IfRows& it) {
                   check(*it.query);
                   checkAll(it.then);
                   checkAll(it.otherwise);
                 },
                 [&](const op::SetVariable& it) {
                   need(dialect_.reads(it.dialect), Feature::SessionVariables);
                 },
                 [&](const op::Assert& it) { check(it); },
                 [](const op::LockTable&) {},
                 [](const op::Unsettle&) {},
                 [&](const op::RefreshView&) { need(true, Feature::MaterializedViews); },
                 [&](const op::SetTimeout& it) {
                   need(true, it.kind == op::TimeoutKind::Lock ? Feature::LockTimeouts
                                                               : Feature::StatementTimeouts);
                 },
             },
             operation);
}

bool checkSupport(const LocatedOperation& operation, const Catalog& before, const Dialect& dialect,
                  DiagnosticEngine& diags) {
  SupportChecker checker(dialect, diags);
  checker.at(operation.origin);
  checker.check(operation.operation);
  const auto* alter = std::get_if<op::AlterTable>(&operation.operation);
  auto forEachAction = [&](auto act) {
    for (size_t i = 0; alter && i < alter->actions.size(); ++i) {
      if (i < operation.actionOrigins.size())
        checker.at(operation.actionOrigins[i]);
      act(alter->actions[i]);
    }
  };
  forEachAction([&](const op::TableAction& action) { checker.check(action); });
  if (alter && checker.allThere())
    forEachAction(
        [&](const op::TableAction& action) { checker.checkPlace(action, *alter, before); });
  return checker.allThere();
}

} // namespace retort
