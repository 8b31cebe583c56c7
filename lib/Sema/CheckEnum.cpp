#include "Sema/CheckEnum.h"

#include "Catalog/EnumValues.h"
#include "Operation/AlterEnum.h"
#include "Sema/CheckObject.h"
#include "Sema/CheckUndo.h"
#include "Sema/ResolveName.h"
#include "Sema/WhenChoice.h"
#include "Support/English.h"
#include "Support/NearestName.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {
/// The actions of one block, each applied at once, so that the next one sees what it made.
class AlterEnumCheck {
public:
  AlterEnumCheck(Context& ctx, QualifiedName name, SourceRange range)
      : ctx_(ctx), name_(std::move(name)), range_(range) {}

  void check(const ast::Node& action) {
    const auto* undo = static_cast<const ast::Action&>(action).undo;
    if (!undo)
      return ast::visit(action, [&](const auto& node) { read(node); });
    // What has a way back of its own is an operation of its own.
    finish();
    const size_t first = ctx_.operations->size();
    ast::visit(action, [&](const auto& node) { read(node); });
    finish();
    attachUndo(ctx_, *undo, first);
  }

  void finish() {
    if (actions_.empty())
      return;
    LocatedOperation located;
    located.operation = op::AlterEnum{name_, std::exchange(actions_, {})};
    located.origin = ctx_.at(range_);
    ctx_.operations->push_back(std::move(located));
  }

private:
  void read(const ast::AddEnumValue& action);
  void read(const ast::RenameEnumValue& action);
  void read(const ast::DropEnumValue& action);
  void read(const ast::MoveEnumValue& action);
  void read(const ast::Node&) { llvm_unreachable("an action is of one of its kinds"); }

  const std::vector<std::string>& values() const { return ctx_.catalog->find<Enum>(name_)->values; }
  bool isNew(const ast::Text& value);
  bool isKnown(const ast::Text& value);
  bool isNoPlace(const ast::Text& neighbour, const ast::Text& value);
  std::optional<std::string> nextOf(llvm::StringRef value, llvm::StringRef moved = {}) const;
  template <typename Action> std::optional<std::string> placeOf(const Action& action) const;
  void act(op::EnumAction action) {
    apply(action, name_, *ctx_.catalog);
    actions_.push_back(std::move(action));
  }

  Context& ctx_;
  QualifiedName name_;
  SourceRange range_;
  std::vector<op::EnumAction> actions_;
};
} // namespace

bool AlterEnumCheck::isNew(const ast::Text& value) {
  if (!llvm::is_contained(values(), value.value))
    return true;
  ctx_.report(diag::DuplicateEnumValue, value.range, value.value, name_.str());
  return false;
}

bool AlterEnumCheck::isKnown(const ast::Text& value) {
  if (llvm::is_contained(values(), value.value))
    return true;
  DiagnosticBuilder builder =
      ctx_.report(diag::UnknownEnumValue, value.range, quotedText(value.value), name_.str());
  llvm::StringRef nearest = nearestName(value.value, values());
  if (!nearest.empty())
    builder.fix(ctx_.at(value.range), quotedText(nearest), didYouMean(nearest));
  ctx_.noteSite(builder, ObjectKind::Enum, name_);
  return false;
}

/// The value behind, as if the moved one were not there.
std::optional<std::string> AlterEnumCheck::nextOf(llvm::StringRef value,
                                                  llvm::StringRef moved) const {
  auto next = std::next(llvm::find(values(), value));
  if (next != values().end() && *next == moved)
    ++next;
  return next == values().end() ? std::nullopt : std::optional(*next);
}

/// The value that this one is to stand before; `after` the last one is last.
template <typename Action>
std::optional<std::string> AlterEnumCheck::placeOf(const Action& action) const {
  if (action.before)
    return action.before.value.str();
  return action.after ? nextOf(action.after.value, action.value.value) : std::nullopt;
}

void AlterEnumCheck::read(const ast::AddEnumValue& action) {
  if (action.ifNotExists && llvm::is_contained(values(), action.value.value))
    return;
  if (!isNew(action.value) || (action.before && !isKnown(action.before)) ||
      (action.after && !isKnown(action.after)))
    return;
  act(op::AddEnumValue{action.value.value.str(), placeOf(action)});
}

void AlterEnumCheck::read(const ast::RenameEnumValue& action) {
  if (isKnown(action.value) && isNew(action.to))
    act(op::RenameEnumValue{action.value.value.str(), action.to.value.str()});
}

void AlterEnumCheck::read(const ast::DropEnumValue& action) {
  if (!isKnown(action.value))
    return;
  op::DropEnumValue drop{action.value.value.str(), std::nullopt};
  if (values().size() == 1) {
    ctx_.report(diag::EmptyEnum, action.value.range, name_.str());
    return;
  }
  if (action.replacement) {
    if (!isKnown(action.replacement))
      return;
    if (action.replacement.value == action.value.value) {
      ctx_.report(diag::NoEffect, action.replacement.range, "the value that is dropped");
      return;
    }
    drop.replacement = action.replacement.value.str();
  }
  const std::vector<ObjectUse> uses = usesOfEnumValue(*ctx_.catalog, name_, drop.value);
  if (!uses.empty()) {
    DiagnosticBuilder builder =
        ctx_.report(diag::EnumValueInUse, action.value.range, quotedText(drop.value), name_.str());
    noteUses(ctx_, builder, uses);
    builder.help("change or drop these first: only rows get another value by themselves");
    return;
  }
  act(std::move(drop));
}

bool AlterEnumCheck::isNoPlace(const ast::Text& neighbour, const ast::Text& value) {
  if (!isKnown(neighbour))
    return true;
  if (neighbour.value != value.value)
    return false;
  ctx_.report(diag::NoEffect, neighbour.range, "a place beside the value itself")
      .help("say another value of the enum");
  return true;
}

/// Not where it is already.
void AlterEnumCheck::read(const ast::MoveEnumValue& action) {
  if (!isKnown(action.value) ||
      isNoPlace(action.before ? action.before : action.after, action.value))
    return;
  op::MoveEnumValue move{action.value.value.str(), placeOf(action)};
  if (move.before == nextOf(move.value))
    ctx_.report(diag::Unchanged, action.range, "the place of " + quoted(move.value));
  else
    act(std::move(move));
}

void checkAlterEnum(Context& ctx, const ast::AlterEnumStatement& statement) {
  const Enum* type = findObject<Enum>(ctx, statement.name);
  if (!type)
    return;
  AlterEnumCheck check(ctx, type->name, statement.range);
  for (const ast::Node* action : chooseItems(ctx, statement.actions))
    check.check(*action);
  check.finish();
}

} // namespace retort
